using System.Globalization;
using NodaTime;

namespace PatchWindow.Core.Conversions;

/// <summary>What a conversion loses: each loss named, with what comes of it.</summary>
/// <param name="format">The format's name.</param>
internal sealed class Losses(string format)
{
    private readonly List<Finding> found = [];

    public IReadOnlyList<Finding> Found => found;

    /// <param name="property">The property of a schedule that is lost, or that would have to say what is lost.</param>
    /// <param name="message">What is lost and what comes of it.</param>
    /// <param name="suggestion">What to do about it.</param>
    public void Add(string property, string message, string? suggestion = null)
    {
        var loss = ConversionFinding.Loss(property, message, suggestion);

        // Several rules may lose the same thing; it is lost once.
        if (!found.Contains(loss)) found.Add(loss);
    }

    /// <summary>The zone, where the schedule has none of its own and goes by its policy's, of which a conversion knows nothing.</summary>
    public void OwnZone(PlainSchedule schedule)
    {
        if (schedule.Source.TimeZone is null)
        {
            Add(nameof(Schedule.TimeZone), $"The schedule has no time zone of its own and takes its policy's: to {format} it goes as UTC.",
                "Set TimeZone, such as Europe/Oslo, or UTC if that is what is meant.");
        }
    }

    /// <summary>Dates beside a rule, in a format that has rules alone.</summary>
    public void Include(PlainSchedule schedule)
    {
        if (schedule.RawRules.Count > 0 && schedule.Dates.Count > 0)
            Add(nameof(Schedule.Include), $"{format} has no dates besides a rule: no window opens on {Some(schedule.Dates.Select(d => Text(d)))}.");
    }

    public void Exclude(PlainSchedule schedule)
    {
        if (schedule.Compiled.Exclude.Count == 0) return;
        Add(nameof(Schedule.Exclude),
            $"{format} has no excluded dates: windows open on {Some(schedule.Compiled.Exclude.Select(d => Text(d.AtMidnight(), "uuuu-MM-dd")))} as well.");
    }

    public void Cutoff(PlainSchedule schedule)
    {
        if (schedule.Source.Cutoff == TimeSpan.Zero) return;
        Add(nameof(Schedule.Cutoff),
            $"{format} has no cutoff: new work starts until a window's end, also in its last {DurationText.Format(schedule.Source.Cutoff)}.",
            "Make the duration shorter by the cutoff.");
    }

    /// <summary>The first date, in a format whose windows open from the day on which it is put to use.</summary>
    public void Start(PlainSchedule schedule, PlainRule rule)
    {
        if (schedule.Source.Start is not null)
            Add(nameof(Schedule.Start), $"{format} has no first date: windows open at once, also before {Text(rule.FirstStart)}.");
    }

    public void End(PlainRule rule)
    {
        if (rule.Last is { } last)
            Add(nameof(Schedule.Until), $"{format} has no end: windows open after {Text(last)} as well.", "Take the windows away by hand then.");
    }

    /// <summary>The duration in whole units; what is less than a unit is cut off, for a window may close early and not late.</summary>
    public TimeSpan WholeDuration(TimeSpan duration, TimeSpan unit, TimeSpan least, TimeSpan most)
    {
        var whole = TimeSpan.FromTicks(Math.Max(least.Ticks, Math.Min(most.Ticks, duration.Ticks / unit.Ticks * unit.Ticks)));
        if (whole != duration)
        {
            Add(nameof(Schedule.Duration),
                $"{format} has windows of {DurationText.Format(least)} to {DurationText.Format(most)} in steps of {DurationText.Format(unit)}: "
                + $"they last {DurationText.Format(whole)}, {DurationText.Format((whole - duration).Duration())} {(whole > duration ? "longer" : "shorter")} than {DurationText.Format(duration)}.");
        }

        return whole;
    }

    /// <summary>The time to the minute, in a format without seconds.</summary>
    public LocalTime WholeMinute(LocalTime time)
    {
        if (time.Second != 0)
            Add(nameof(Schedule.At), $"{format} has no seconds: windows open {time.Second}s early, at {time.ToString("HH:mm", CultureInfo.InvariantCulture)}.");
        return new LocalTime(time.Hour, time.Minute);
    }

    /// <summary>
    /// What the schedule wants when the clock changes, where the format does otherwise and that can be felt. Windows that
    /// never meet a change of the clock lose nothing. It looks through years of windows: ask last, when the format has words for the rules.
    /// </summary>
    public void Clock(
        PlainSchedule schedule, SkippedTime skipped = SkippedTime.Shift, AmbiguousTime ambiguous = AmbiguousTime.Earlier, DurationMode mode = DurationMode.Elapsed)
    {
        var source = schedule.Source;
        void Compare<T>(string property, T wanted, T given, Action<Schedule> change)
            where T : struct
        {
            if (wanted.Equals(given) || ClockChanges.FirstDifference(schedule.Compiled, change) is not { } first) return;
            Add(property, $"{format} goes by {given} where the schedule says {wanted}: a window differs on {Text(first, "uuuu-MM-dd")} for the first time.");
        }

        Compare(nameof(Schedule.WhenSkipped), source.WhenSkipped, skipped, s => s.WhenSkipped = skipped);
        Compare(nameof(Schedule.WhenAmbiguous), source.WhenAmbiguous, ambiguous, s => s.WhenAmbiguous = ambiguous);
        Compare(nameof(Schedule.DurationMode), schedule.Compiled.Mode, mode, s => s.DurationMode = mode);
    }

    /// <summary>A number of days, the sign aside, in words.</summary>
    public static string Days(int days) => Math.Abs(days) == 1 ? "1 day" : Math.Abs(days).ToString(CultureInfo.InvariantCulture) + " days";

    public static string Text(LocalDateTime local, string pattern = "uuuu-MM-dd HH:mm") => local.ToString(pattern, CultureInfo.InvariantCulture);

    private static string Some(IEnumerable<string> dates)
    {
        var all = dates.ToArray();
        return all.Length <= 3 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(3))} and {all.Length - 3} more";
    }
}
