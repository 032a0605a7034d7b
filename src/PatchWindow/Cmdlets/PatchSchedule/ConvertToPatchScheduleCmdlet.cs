using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Reads another program's text as a schedule: a crontab line, a calendar event, a maintenance window of AWS or Azure.</summary>
/// <remarks>
/// <para>Each text becomes one schedule. What the format does not say is given beside it: a crontab has no duration and no
/// time zone, so -Duration is needed and -TimeZone wise. What is given beside the text wins over what the text says.</para>
/// <para>Several lines of a text give what any of them gives. A calendar file is one text: read it with Get-Content -Raw. So is
/// the JSON of AwsSsm, AzureMaintenance, GcpOsConfig and Gke, as the vendor's command line prints it: put | Out-String between.</para>
/// <para>What the text says and a schedule cannot is lost, and a warning names it; with -Strict it is an error (ConversionLoss).</para>
/// </remarks>
/// <example>
/// <para>A crontab line, with the duration and time zone it does not have</para>
/// <code>ConvertTo-PatchSchedule -Format Cron '0 22 * * sat' -Duration 4h -TimeZone Europe/Oslo</code>
/// </example>
/// <example>
/// <para>The next windows of a systemd timer</para>
/// <code>'Fri *-*-11..17 22:00 Europe/Oslo' | ConvertTo-PatchSchedule -Format OnCalendar -Duration 4h | Get-PatchWindow -First 3</code>
/// </example>
/// <example>
/// <para>A recurrence rule of a calendar</para>
/// <code>ConvertTo-PatchSchedule -Format RRule 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE' -Start 2026-01-14T22:00 -Duration 2h -TimeZone UTC</code>
/// </example>
/// <example>
/// <para>The next windows of an AWS Systems Manager expression; Sunday is 1 there, and #3 the third of the month</para>
/// <code>ConvertTo-PatchSchedule -Format AwsSsm 'cron(0 23 ? * TUE#3 *)' -Duration 4h -TimeZone Europe/Oslo | Get-PatchWindow -First 3</code>
/// </example>
/// <example>
/// <para>A schedule string of Configuration Manager: Mondays at 22:00 for seven hours, from 2009-05-01, by each client's clock</para>
/// <code>ConvertTo-PatchSchedule -Format ConfigMgr 02C159C0381A2000</code>
/// </example>
/// <seealso cref="ConvertFromPatchScheduleCmdlet"/>
/// <seealso cref="NewPatchScheduleCmdlet"/>
[Cmdlet(VerbsData.ConvertTo, "PatchSchedule")]
[OutputType(typeof(Schedule))]
public sealed class ConvertToPatchScheduleCmdlet : ScheduleFormatCmdlet
{
    /// <summary>The text, such as a crontab line's five fields.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [TextArgument]
    public string InputObject { get; set; } = "";

    /// <summary>How long a window lasts, as a TimeSpan or as text: 4h, 1h30m, PT4H, 01:30.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? Duration { get; set; }

    /// <summary>An IANA id, a Windows id, UTC, or host for each host's own zone.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>The local time of day at which windows open, for a text that does not say it, or instead of what it says.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? At { get; set; }

    /// <summary>DTSTART: the first local date, or date and time, that a rule counts from, for a rule that does not say it.</summary>
    [Parameter]
    public DateTime? Start { get; set; }

    protected override void Process()
    {
        if (!TryTake(ScheduleFormat.Read(InputObject), out var read) || read is null) return;
        var schedule = GivenBeside.Apply(read, Duration, TimeZone, At, Start);
        var findings = new List<Finding>();
        var compiled = ScheduleCompiler.Compile(schedule, TimeZones.Host, findings);
        foreach (var finding in findings) WriteFinding(finding.Code == "DurationMissing" ? Unsaid(finding) : finding);
        if (compiled is not null) WriteObject(compiled.Source);
    }

    private Finding Unsaid(Finding finding) => finding with
    {
        Message = $"The {ScheduleFormat.Name} text does not say how long a window lasts.", Suggestion = "Give it beside the text: -Duration 4h.",
    };
}
