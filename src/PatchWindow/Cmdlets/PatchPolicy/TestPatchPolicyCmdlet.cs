using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Fleet.Policies;

namespace PatchWindow.Cmdlets;

/// <summary>Finds what is wrong with policies, and what is probably not meant: windows that never open, hosts in two policies.</summary>
/// <remarks>
/// <para>Writes a finding for everything that is wrong with the configuration, faulty files too, and for what is right by itself and
/// cannot do what it was written for: schedules that never open or open under a freeze only, windows that a change of the clock
/// touches or that are too short, deadlines that pass between two windows, hosts in no policy or in two, rings that no host comes to,
/// budgets that allow none. Each has a code, a severity, the place and a suggestion. Where nothing is found nothing is written.
/// Get-Help about_PatchWindow lists the codes.</para>
/// <para>Findings are output, to be filtered, and no errors. For a check before a change goes live, -Strict makes every warning
/// an error, and the command ends with an error (PolicyTestFailed) after its findings where there is any: a script stops there, and
/// a process ends with the exit code 1.</para>
/// <para>Policies can be piped in, as Get-PatchPolicy or New-PatchPolicy write them. Of the configuration only the hosts count then.</para>
/// </remarks>
/// <example>
/// <para>Everything there is to say of all policies</para>
/// <code>Test-PatchPolicy</code>
/// </example>
/// <example>
/// <para>A check of one policy before it goes live, which stops the script where anything is wrong</para>
/// <code>Test-PatchPolicy this-machine -Strict</code>
/// </example>
/// <example>
/// <para>What a policy would say before it is written down</para>
/// <code>New-PatchPolicy trial -Targets 'env = lab' -Schedule 'Sun 02:30 for 1h Europe/Oslo' -Deadline @{ Critical = '5d' } | Test-PatchPolicy</code>
/// </example>
/// <example>
/// <para>The windows of the next five years that a change of the clock touches</para>
/// <code>Test-PatchPolicy -For 1826d | Where-Object Code -eq ClockChangeTouchesWindow | ForEach-Object Message</code>
/// </example>
/// <seealso cref="GetPatchPolicyCmdlet"/>
/// <seealso cref="NewPatchPolicyCmdlet"/>
[Cmdlet(VerbsDiagnostic.Test, "PatchPolicy", DefaultParameterSetName = PolicySet)]
[OutputType(typeof(Finding))]
public sealed class TestPatchPolicyCmdlet : ConfiguredCmdlet
{
    private const string PolicySet = "Policy", ObjectSet = "InputObject";

    private readonly List<Policy> inHand = [];
    private readonly List<string> names = [];
    private bool isAsked;
    private bool isAskedOfAll;

    /// <summary>The names of the policies. Without it, all of them, and how they fit together.</summary>
    [Parameter(Position = 0, ParameterSetName = PolicySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [TextArgument]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Policy { get; set => field = value ?? []; } = [];

    /// <summary>Policies in hand, as Get-PatchPolicy and New-PatchPolicy write them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    public Policy[] InputObject { get; set; } = [];

    /// <summary>The beginning of the time whose windows are looked at. Without it, now.</summary>
    [Parameter]
    public DateTimeOffset? From { get; set; }

    /// <summary>How long that time is, as a TimeSpan or as text: 90d. Without it, two years.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan For { get; set; } = TimeSpan.FromDays(730);

    /// <summary>The least severity that is written: Information (the default), Warning or Error.</summary>
    [Parameter]
    public FindingSeverity Severity { get; set; }

    /// <summary>Makes every warning an error, and ends with an error where anything but information was found.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    private protected override bool AnswersWithFindings => true;

    protected override void Process()
    {
        if (ParameterSetName == ObjectSet)
        {
            inHand.AddRange(InputObject);
            return;
        }

        isAsked = true;
        isAskedOfAll |= Policy.Length == 0;
        names.AddRange(Policy);
    }

    protected override void Finish()
    {
        // Policies claim each other's hosts: all that are piped in are tested together.
        var request = new PolicyTestRequest { Policies = isAskedOfAll ? [] : names, From = From, For = For, Severity = Severity, Strict = Strict };
        PolicyTestReport? report = null;
        if (inHand.Count > 0) report = Write(request, inHand);
        else if (isAsked) report = Write(request, null);
        if (report?.Verdict is { } verdict) ThrowTerminatingError(ErrorRecords.From(verdict));
    }

    private PolicyTestReport Write(PolicyTestRequest request, List<Policy>? policies)
    {
        var outcome = policies is null ? Session.PolicyTests.Test(request) : Session.PolicyTests.Test(policies, request);
        if (!outcome.TryGet(out var report, out var refusal)) ThrowTerminatingError(ErrorRecords.From(refusal));
        foreach (var finding in report!.Findings) WriteObject(finding);
        foreach (var problem in report.Problems) WriteFinding(problem);
        WriteVerbose($"Found: {report.Summary}.");
        return report;
    }
}
