using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Writes a schedule as another program's text: a crontab line, a calendar event, a maintenance window of AWS or Azure.</summary>
/// <remarks>
/// <para>Each schedule becomes one text. Where the format has fewer words than the schedule, what it cannot say is lost, and a
/// warning names it: a crontab has no duration. With -Strict a loss is an error instead (ConversionLoss). A schedule whose
/// recurrence itself the format cannot say, such as every other week in a crontab, is an error always (ConversionImpossible).</para>
/// <para>An offset is written into the rule where a rule can say it: the third day after the second Tuesday is the Friday among
/// the days 11 to 17.</para>
/// <para>A schedule without a time zone goes as UTC to AwsSsm, AzureMaintenance, GcpOsConfig, Gke, ConfigMgr and Zincati, and that
/// is a loss: set TimeZone. Of these ConfigMgr and Zincati alone know each host's own clock.</para>
/// </remarks>
/// <example>
/// <para>The OnCalendar of a systemd timer</para>
/// <code>New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule -Format OnCalendar</code>
/// </example>
/// <example>
/// <para>A calendar event that loses nothing, or an error</para>
/// <code>New-PatchSchedule 'Sat,Sun 01:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule -Format ICalendar -Strict</code>
/// </example>
/// <example>
/// <para>A crontab line as text that people read</para>
/// <code>ConvertTo-PatchSchedule -Format Cron '0 22 * * sat' -Duration 4h | ConvertFrom-PatchSchedule -Format Text</code>
/// </example>
/// <example>
/// <para>A maintenance window of AWS Systems Manager, three days after the second Tuesday</para>
/// <code>New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule -Format AwsSsm -Strict</code>
/// </example>
/// <example>
/// <para>A schedule string for a maintenance window of Configuration Manager</para>
/// <code>New-PatchSchedule 'Sat 22:00 for 4h host' -Start 2026-12-01 | ConvertFrom-PatchSchedule -Format ConfigMgr -Strict</code>
/// </example>
/// <seealso cref="ConvertToPatchScheduleCmdlet"/>
[Cmdlet(VerbsData.ConvertFrom, "PatchSchedule")]
[OutputType(typeof(string))]
public sealed class ConvertFromPatchScheduleCmdlet : ScheduleFormatCmdlet
{
    /// <summary>The schedules.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    public Schedule[] Schedule { get; set; } = [];

    protected override void Process()
    {
        foreach (var schedule in Schedule)
            if (TryTake(ScheduleFormat.Write(schedule), out var text)) WriteObject(text);
    }
}
