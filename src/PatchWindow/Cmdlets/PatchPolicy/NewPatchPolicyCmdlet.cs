using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Fleet.Policies;

namespace PatchWindow.Cmdlets;

/// <summary>Makes a policy: which hosts, when, and what is applied.</summary>
/// <remarks>
/// <para>The policy is an object for this session, to be looked at before its words go into the configuration: pipe it to
/// Get-PatchWindow for its windows and to Test-PatchPolicy for what is probably not meant. It is checked as the configuration's are;
/// where it has a fault it is not written. What has no parameter here, such as rings and budgets, can be set on the object.</para>
/// </remarks>
/// <example>
/// <para>A policy, and its next three windows</para>
/// <code>New-PatchPolicy lab -Targets 'env = lab' -Schedule 'weekdays 09:00-16:00' -TimeZone Europe/Oslo | Get-PatchWindow -First 3</code>
/// </example>
/// <example>
/// <para>Security patches from Important up, three days old, and applied within a week where they are critical</para>
/// <code>New-PatchPolicy web -Targets 'role = web' -Schedule 'Sat,Tue 22:00 for 4h' -Classification Security -MinimumSeverity Important -AfterDays 3 -Deadline @{ Critical = '7d'; Important = '30d' }</code>
/// </example>
/// <example>
/// <para>A freeze, and emergencies that it lets pass</para>
/// <code>New-PatchPolicy shop -Targets '*' -Schedule 'Sun 01:00 for 4h' -Freeze @{ From = '2026-12-18'; To = '2027-01-05'; Reason = 'year-end'; Allow = 'Emergency' } -EmergencyWhen 'exploited or cvss >= 9' -EmergencyWithin 24h</code>
/// </example>
/// <example>
/// <para>Two schedules, and a canary ring that is set on the object</para>
/// <code>'2nd Tue +3d 22:00 for 4h', 'last Sun 02:00 for 2h' | New-PatchPolicy trial -Targets 'env = lab' | ForEach-Object { $_.Rollout = @{ Rings = @{ Name = 'canary'; Targets = 'role = canary' }, @{ Name = 'rest' } }; $_ } | Test-PatchPolicy</code>
/// </example>
/// <seealso cref="TestPatchPolicyCmdlet"/>
/// <seealso cref="NewPatchScheduleCmdlet"/>
[Cmdlet(VerbsCommon.New, "PatchPolicy")]
[OutputType(typeof(Policy))]
public sealed class NewPatchPolicyCmdlet : PatchWindowCmdlet
{
    private const int MostDays = 36_500;

    private readonly List<Schedule> schedules = [];

    /// <summary>The policy's name: a new one, or that of a policy whose place it is to take.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>A filter over hosts: env = prod and role in (web, api). * is every host; without it no host is in the policy.</summary>
    [Parameter]
    public string? Targets { get; set; }

    /// <summary>When its windows open: schedules, or their text, such as '2nd Tue +3d 22:00 for 4h'.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ScheduleArgument]
    public Schedule[] Schedule { get; set => field = value ?? []; } = [];

    /// <summary>The zone of schedules and freezes that name none: an IANA id, a Windows id, UTC (the default), or host for each host's own.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>Time taken away from windows: freezes, or hashtables of their words, @{ From = '2026-12-18'; To = '2027-01-05'; Reason = 'year-end' }. To is the first moment that is not frozen.</summary>
    [Parameter]
    public Freeze[] Freeze { get; set => field = value ?? []; } = [];

    /// <summary>Whether patches are applied in windows (Scheduled, the default) or at once (Immediate).</summary>
    [Parameter]
    public PolicyMode Mode { get; set; }

    /// <summary>The least severity that is approved without a person.</summary>
    [Parameter]
    public PatchSeverity MinimumSeverity { get; set; }

    /// <summary>The classifications that are approved without a person. Without it, all.</summary>
    [Parameter]
    public PatchClassification[] Classification { get; set => field = value ?? []; } = [];

    /// <summary>How many days after its release a patch is approved.</summary>
    [Parameter]
    [ValidateRange(0, MostDays)]
    public int AfterDays { get; set; }

    /// <summary>Names of packages, with wildcards, that are approved. Without it, all.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Include { get; set => field = value ?? []; } = [];

    /// <summary>Names of packages, with wildcards, that are never applied.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Exclude { get; set => field = value ?? []; } = [];

    /// <summary>CVE and advisory ids, with wildcards, whose patches are approved in any case and at any age.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Advisory { get; set => field = value ?? []; } = [];

    /// <summary>For how many days a patch may be put off.</summary>
    [Parameter]
    [ValidateRange(0, MostDays)]
    public int? MaxDays { get; set; }

    /// <summary>How often a patch may be put off.</summary>
    [Parameter]
    [ValidateRange(0, MostDays)]
    public int? MaxTimes { get; set; }

    /// <summary>How many released versions a host may be behind; beyond it neither a deferral nor an age holds.</summary>
    [Parameter]
    [ValidateRange(0, MostDays)]
    public int? MaxBehind { get; set; }

    /// <summary>How long after its release a patch may wait, by severity: @{ Critical = '7d'; Important = '30d'; Grace = '2d' }.</summary>
    [Parameter]
    [DeadlineArgument]
    public DeadlineRule? Deadline { get; set; }

    /// <summary>Which patches do not wait for a window: exploited or severity = Critical.</summary>
    [Parameter]
    public string? EmergencyWhen { get; set; }

    /// <summary>How long an emergency waits for a window that opens in that time, as a TimeSpan or as text: 24h. Without it, it waits for none.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan EmergencyWithin { get; set; }

    /// <summary>What is kept free at a window's end for a reboot, as a TimeSpan or as text: 10m.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan RebootReserve { get; set; }

    protected override void Process() => schedules.AddRange(Schedule);

    protected override void Finish()
    {
        var policy = Make();
        var findings = new List<Finding>();
        _ = PolicyInHand.Compile(policy, findings);
        var faults = findings.Where(f => f.Severity == FindingSeverity.Error).ToList();
        foreach (var finding in findings.Where(f => faults.Count == 0 || f != faults[faults.Count - 1])) WriteFinding(finding);
        if (faults.Count > 0) ThrowTerminatingError(ErrorRecords.From(faults[faults.Count - 1]));
        WriteObject(policy);
    }

    private Policy Make()
    {
        var policy = new Policy
        {
            Name = Name,
            Mode = Mode,
            Targets = Targets ?? "",
            TimeZone = TimeZone,
            Schedules = schedules,
            Freezes = [.. Freeze],
            Deadlines = Deadline,
        };
        policy.Reboot.Reserve = RebootReserve;
        if (AreGiven(nameof(EmergencyWhen), nameof(EmergencyWithin))) policy.Emergency = new EmergencyRule { When = EmergencyWhen ?? "", Within = EmergencyWithin };
        if (AreGiven(nameof(MaxDays), nameof(MaxTimes), nameof(MaxBehind))) policy.Defer = new DeferralLimit { MaxDays = MaxDays, MaxTimes = MaxTimes, MaxBehind = MaxBehind };
        if (AreGiven(nameof(MinimumSeverity), nameof(Classification), nameof(AfterDays), nameof(Include), nameof(Exclude), nameof(Advisory)))
        {
            policy.Approve = new ApprovalRule
            {
                MinimumSeverity = MinimumSeverity, Classification = Classification, AfterDays = AfterDays,
                Include = Include, Exclude = Exclude, Advisories = Advisory,
            };
        }

        return policy;
    }

    private bool AreGiven(params string[] names) => Array.Exists(names, MyInvocation.BoundParameters.ContainsKey);
}
