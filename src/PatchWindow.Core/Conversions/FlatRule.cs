using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>A rule that says by itself on which days and at which times it occurs; only its phase and its beginning are its start's.</summary>
/// <param name="Rule">The rule, with the days and times that it took from DTSTART written into it.</param>
/// <param name="First">Its first occurrence.</param>
internal sealed record FlatRule(RecurrenceRule Rule, LocalDateTime First)
{
    /// <summary>Whether the rule means the same days when it is counted from where schedules without a start count from.</summary>
    public bool CountsFromDefault => Rule.Interval == 1 || (Rule.ByWeekNo.Count == 0 && Phase(First) == Phase(ScheduleCompiler.DefaultStart.AtMidnight()));

    /// <summary>Whether it ends by itself.</summary>
    public bool Ends => Rule.Count is not null || Rule.Until is not null;

    /// <summary>The one time of day at which it occurs; null where there are several.</summary>
    public LocalTime? Time => Rule.Frequency >= Frequency.Daily && Rule.ByHour.Count == 1 && Rule.ByMinute.Count == 1 && Rule.BySecond.Count <= 1
        ? First.TimeOfDay
        : null;

    private long Phase(LocalDateTime time)
    {
        var seconds = LocalSeconds.Of(time);
        var day = seconds / Occurrences.SecondsADay;

        // Day 0 of these numbers, 1 January of the year 1, is a Monday.
        var period = Rule.Frequency switch
        {
            Frequency.Yearly => time.Year,
            Frequency.Monthly => (time.Year * 12L) + time.Month,
            Frequency.Weekly => (day + 7 - ((int)Rule.WeekStart - 1)) / 7,
            Frequency.Daily => day,
            Frequency.Hourly => seconds / 3600,
            Frequency.Minutely => seconds / 60,
            _ => seconds,
        };
        return period % Rule.Interval;
    }
}
