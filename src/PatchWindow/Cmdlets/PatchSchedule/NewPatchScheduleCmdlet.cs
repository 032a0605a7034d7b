using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Makes a schedule: when windows open, for how long, and in which time zone.</summary>
/// <remarks>
/// <para>A schedule is a recurrence with a start time, a duration and a time zone. Type it as text, give a recurrence rule of
/// RFC 5545, or say daily, weekly or monthly. The schedule is checked before it is written; every fault is reported.</para>
/// <para>Text reads: days, an offset, a time, and then the duration, the zone and the rest in any order. Days are daily, weekdays
/// (Sat,Sun or Mon-Thu), weekdays of the month (2nd Tue, last Fri), last business day, day 15, every 2 weeks Wed, every 3 months
/// 1st Sun, yearly 24 Dec, or a date. An offset is +3d, -1w or +36h. A time is 22:00 with 'for 4h', or 22:00-02:00. The rest is
/// cutoff 30m, from 2026-01-13, until 2027-12-31, except Fri or dates, also dates. about_PatchWindow_Schedules has all of it.</para>
/// <para>An error points at the word. A text that may mean several things is an error that lists the readings, each as a text to
/// type (ScheduleTextAmbiguous). What is given beside a text wins over it.</para>
/// <para>A schedule without a zone takes the zone of its policy, and this machine's own when it is used by itself.</para>
/// </remarks>
/// <example>
/// <para>The third day after the second Tuesday of each month</para>
/// <code>New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo'</code>
/// </example>
/// <example>
/// <para>The next three windows of a schedule</para>
/// <code>New-PatchSchedule 'Sat,Sun 01:00-05:00 Europe/Oslo' | Get-PatchWindow -First 3</code>
/// </example>
/// <example>
/// <para>Every second week, counted from a date, with dates left out and added</para>
/// <code>New-PatchSchedule 'every 2 weeks Wed 22:00 for 2h from 2026-01-13 except 2026-12-23 also 2026-12-19' -TimeZone UTC</code>
/// </example>
/// <example>
/// <para>The last business day of each quarter's last month, and no new work in the last half hour</para>
/// <code>New-PatchSchedule 'last business day in Mar,Jun,Sep,Dec 20:00 for 3h cutoff 30m Europe/Oslo' | Get-PatchWindow -First 4</code>
/// </example>
/// <example>
/// <para>What a recurrence rule is called in words</para>
/// <code>New-PatchSchedule -RRule 'FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2' -At 22:00 -Duration 4h | ForEach-Object ToString</code>
/// </example>
/// <example>
/// <para>A recurrence rule, with a cutoff half an hour before the end</para>
/// <code>New-PatchSchedule -RRule 'FREQ=MONTHLY;BYDAY=-1FR' -At 22:00 -Duration 4h -Cutoff 30m -TimeZone America/New_York</code>
/// </example>
/// <example>
/// <para>Every second Wednesday of the month</para>
/// <code>New-PatchSchedule -Monthly -Week 2 -Day Wednesday -At 20:00 -Duration 2h -TimeZone UTC</code>
/// </example>
/// <seealso cref="GetPatchWindowCmdlet"/>
[Cmdlet(VerbsCommon.New, "PatchSchedule", DefaultParameterSetName = TextSet)]
[OutputType(typeof(Schedule))]
public sealed class NewPatchScheduleCmdlet : PatchWindowCmdlet
{
    private const string TextSet = "Text", RuleSet = "Rule", DailySet = "Daily", WeeklySet = "Weekly", MonthlySet = "Monthly";

    /// <summary>The schedule as text, such as <c>2nd Tue +3d 22:00 for 4h Europe/Oslo</c>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = TextSet)]
    [ValidateNotNullOrEmpty]
    [TextArgument]
    public string Text { get; set; } = "";

    /// <summary>A recurrence rule of RFC 5545 §3.3.10, such as <c>FREQ=MONTHLY;BYDAY=2TU</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RuleSet)]
    [ValidateNotNullOrEmpty]
    public string? RRule { get; set; }

    /// <summary>A window every day.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DailySet)]
    public SwitchParameter Daily { get; set; }

    /// <summary>A window on the weekdays of -Day in every week.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WeeklySet)]
    public SwitchParameter Weekly { get; set; }

    /// <summary>A window on the weekdays of -Day in the weeks of -Week in every month.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MonthlySet)]
    public SwitchParameter Monthly { get; set; }

    /// <summary>The weekdays.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WeeklySet)]
    [Parameter(Mandatory = true, ParameterSetName = MonthlySet)]
    public DayOfWeek[] Day { get; set => field = value ?? []; } = [];

    /// <summary>Which of those weekdays in the month: 1 to 5, or -1 for the last.</summary>
    [Parameter(Mandatory = true, ParameterSetName = MonthlySet)]
    [ValidateSet("1", "2", "3", "4", "5", "-1", "-2", "-3", "-4", "-5")]
    public int[] Week { get; set => field = value ?? []; } = [];

    /// <summary>The local time of day at which windows open, such as 22:00. Not needed when -Start has a time in it.</summary>
    [Parameter(ParameterSetName = RuleSet)]
    [Parameter(ParameterSetName = DailySet)]
    [Parameter(ParameterSetName = WeeklySet)]
    [Parameter(ParameterSetName = MonthlySet)]
    [TimeOfDayArgument]
    public TimeSpan? At { get; set; }

    /// <summary>How long a window lasts, as a TimeSpan or as text: 4h, 1h30m, PT4H, 01:30.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RuleSet)]
    [Parameter(Mandatory = true, ParameterSetName = DailySet)]
    [Parameter(Mandatory = true, ParameterSetName = WeeklySet)]
    [Parameter(Mandatory = true, ParameterSetName = MonthlySet)]
    [DurationArgument]
    public TimeSpan Duration { get; set; }

    /// <summary>An IANA id, a Windows id, UTC, or host for each host's own zone.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string? TimeZone { get; set; }

    /// <summary>An ISO 8601 period added to each occurrence after the rule has been applied: P3D, -P6D.</summary>
    [Parameter(ParameterSetName = RuleSet)]
    [Parameter(ParameterSetName = DailySet)]
    [Parameter(ParameterSetName = WeeklySet)]
    [Parameter(ParameterSetName = MonthlySet)]
    public string? Offset { get; set; }

    /// <summary>
    /// DTSTART: the first local date, or date and time, that the recurrence counts from, such as 2026-01-13T22:00:00. A rule with
    /// a COUNT needs it. Midnight counts as a date alone: add -At 00:00 where it is meant.
    /// </summary>
    [Parameter]
    public DateTime? Start { get; set; }

    /// <summary>The last local moment at which a window may open. A date, or its midnight, includes all of that day.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <summary>The last part of each window in which no new work starts, as a TimeSpan or as text.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan Cutoff { get; set; }

    /// <summary>Local dates, or dates and times, on which a window opens besides the others.</summary>
    [Parameter]
    public DateTime[] Include { get; set => field = value ?? []; } = [];

    /// <summary>Local dates on which no window opens.</summary>
    [Parameter]
    public DateTime[] Exclude { get; set => field = value ?? []; } = [];

    /// <summary>What becomes of a start that the clock skips: Shift (the default), Skip or GapEnd.</summary>
    [Parameter]
    public SkippedTime WhenSkipped { get; set; }

    /// <summary>Which is meant when the clock shows a start twice: Earlier (the default) or Later.</summary>
    [Parameter]
    public AmbiguousTime WhenAmbiguous { get; set; }

    /// <summary>
    /// Whether the duration is time that passes (Elapsed) or time that the clock shows (WallClock). Without it, text such as
    /// 01:00-05:00 means what the clock shows, and everything else time that passes.
    /// </summary>
    [Parameter]
    public DurationMode? DurationMode { get; set; }

    protected override void Process()
    {
        var schedule = new Schedule
        {
            Text = ParameterSetName == TextSet ? Text : null,
            RRule = ParameterSetName == TextSet ? null : RRule ?? Rule(),
            At = At,
            Duration = Duration,
            TimeZone = TimeZone,
            Offset = Offset,
            Start = Start,
            Until = Until,
            Cutoff = Cutoff,
            Include = Include,
            Exclude = Exclude,
            WhenSkipped = WhenSkipped,
            WhenAmbiguous = WhenAmbiguous,
            DurationMode = DurationMode,
        };
        var findings = new List<Finding>();
        var compiled = ScheduleCompiler.Compile(schedule, TimeZones.Host, findings);
        foreach (var finding in findings) WriteFinding(finding);
        if (compiled is not null) WriteObject(WithDefaults(compiled.Source));
    }

    // These stand for "not given" where a text says otherwise, and here they have been.
    private Schedule WithDefaults(Schedule schedule)
    {
        bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);
        var said = (schedule.Cutoff, schedule.WhenSkipped, schedule.WhenAmbiguous);
        if (IsGiven(nameof(Cutoff))) schedule.Cutoff = Cutoff;
        if (IsGiven(nameof(WhenSkipped))) schedule.WhenSkipped = WhenSkipped;
        if (IsGiven(nameof(WhenAmbiguous))) schedule.WhenAmbiguous = WhenAmbiguous;
        if (said != (schedule.Cutoff, schedule.WhenSkipped, schedule.WhenAmbiguous)) schedule.Text = null;
        return schedule;
    }

    private string Rule()
    {
        if (Daily) return "FREQ=DAILY";
        var days = Day.Select(d => d.ToString().Substring(0, 2).ToUpperInvariant()).ToList();
        return Weekly
            ? "FREQ=WEEKLY;BYDAY=" + string.Join(",", days)
            : "FREQ=MONTHLY;BYDAY=" + string.Join(",", Week.SelectMany(w => days.Select(d => FormattableString.Invariant($"{w}{d}"))));
    }
}
