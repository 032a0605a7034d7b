using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows.Text;

/// <summary>What has been read of a text so far.</summary>
internal sealed class ScheduleDraft
{
    /// <summary>The days, without times; null for single dates.</summary>
    public RecurrenceRule? Rule { get; set; }

    public List<DateTime> Dates { get; } = [];

    /// <summary>An ISO 8601 period.</summary>
    public string? Offset { get; set; }

    /// <summary>In order; the rule has several only if they share their minute.</summary>
    public IReadOnlyList<TimeSpan> Times { get; set; } = [];

    /// <summary>Whether no time was said, and whole days are meant.</summary>
    public bool IsWholeDays { get; set; }

    public TimeSpan? Duration { get; set; }

    public DurationMode Mode { get; set; } = DurationMode.Elapsed;

    public TimeSpan? Cutoff { get; set; }

    public string? TimeZone { get; set; }

    public DateTime? Start { get; set; }

    public DateTime? Until { get; set; }

    public List<DateTime> Also { get; } = [];

    public List<DateTime> Except { get; } = [];

    public SkippedTime? WhenSkipped { get; set; }

    public AmbiguousTime? WhenAmbiguous { get; set; }

    public Schedule ToSchedule(string text) => new()
    {
        Text = text.Trim(),
        RRule = (Times.Count > 1 ? Rule! with { ByHour = [.. Times.Select(t => t.Hours)] } : Rule)?.ToString(),
        At = Times[0],
        Duration = Duration!.Value,
        DurationMode = Mode,
        Offset = Offset,
        TimeZone = TimeZone,
        Cutoff = Cutoff ?? TimeSpan.Zero,
        Start = Start,
        Until = Until,

        // Midnight stands for the time of day, and so does that time itself.
        Include = [.. Dates.Concat(Also.Select(d => Times.Count == 1 && d.TimeOfDay == Times[0] ? d.Date : d)).Distinct().OrderBy(d => d)],
        Exclude = [.. Except.Distinct().OrderBy(d => d)],
        WhenSkipped = WhenSkipped ?? SkippedTime.Shift,
        WhenAmbiguous = WhenAmbiguous ?? AmbiguousTime.Earlier,
    };
}
