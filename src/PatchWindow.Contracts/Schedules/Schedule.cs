namespace PatchWindow;

/// <summary>
/// A recurrence with a start time, a duration and a time zone: when windows open and for how long. It is data as people
/// write it; nothing here is checked until it is compiled, and then every fault is reported at once.
/// </summary>
public sealed class Schedule
{
    /// <summary>A name for messages; a policy's schedules may go without.</summary>
    public string? Name { get; set; }

    /// <summary>The schedule as it was typed (<c>2nd Tue +3d 22:00 for 4h</c>), when it was given that way.</summary>
    public string? Text { get; set; }

    /// <summary>
    /// The recurrence rule of RFC 5545 §3.3.10, with or without the <c>RRULE:</c> prefix; several, one a line, give what any of
    /// them gives. Null for dates only.
    /// </summary>
    public string? RRule { get; set; }

    /// <summary>
    /// DTSTART: the local date and time the recurrence counts from (its kind is ignored). Null counts from Monday
    /// 2001-01-01, which matters only to rules with an INTERVAL or without a day (FREQ=WEEKLY alone is every Monday), and is
    /// refused for rules with a COUNT. Midnight stands for a date alone, without a time.
    /// </summary>
    public DateTime? Start { get; set; }

    /// <summary>The local time of day at which windows open; null takes the time of <see cref="Start"/>, if it has one.</summary>
    public TimeSpan? At { get; set; }

    /// <summary>How long a window lasts; more than nothing, at most 31 days.</summary>
    public TimeSpan Duration { get; set; }

    /// <summary>An IANA id, a Windows id, <c>UTC</c>, or <c>host</c> for each host's own; null takes the policy's.</summary>
    public string? TimeZone { get; set; }

    /// <summary>An ISO 8601 period (<c>P3D</c>, <c>-P6D</c>) added to each occurrence after the rule has been applied.</summary>
    public string? Offset { get; set; }

    /// <summary>
    /// The last local moment at which an occurrence may start, inclusive as UNTIL is in RFC 5545. Midnight stands for a date
    /// alone, and all of that day is included.
    /// </summary>
    public DateTime? Until { get; set; }

    /// <summary>The last part of each window in which no new work starts.</summary>
    public TimeSpan Cutoff { get; set; }

    /// <summary>Local date-times (RDATE) at which a window opens besides the rule's; midnight stands for <see cref="At"/>.</summary>
    public DateTime[] Include { get; set => field = value ?? []; } = [];

    /// <summary>Local dates (EXDATE) on which no window opens, judged after <see cref="Offset"/> has been added.</summary>
    public DateTime[] Exclude { get; set => field = value ?? []; } = [];

    /// <summary>What becomes of a start that the zone's clock skips.</summary>
    public SkippedTime WhenSkipped { get; set; }

    /// <summary>Which of the two is meant when the zone's clock shows a start twice.</summary>
    public AmbiguousTime WhenAmbiguous { get; set; }

    /// <summary>
    /// Whether the duration is time that passes or time that the clock shows. Null is what <see cref="Text"/> says
    /// (01:00-05:00 is what the clock shows), and otherwise time that passes.
    /// </summary>
    public DurationMode? DurationMode { get; set; }

    /// <summary>
    /// The schedule as typed, or in the words in which it would be typed; where it has none, its rule with time, duration and zone.
    /// </summary>
    public override string ToString() => Text ?? ScheduleWords.Of(this) ?? ScheduleWords.Plainly(this);
}
