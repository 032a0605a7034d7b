namespace PatchWindow.Core.Recurrence;

/// <summary>
/// The local times of a rule, without its beginning and its end: seconds since midnight of 1 January of the year 1. Nothing
/// is remembered between two questions, so that the next after tomorrow costs what the next after 2090 costs, and threads
/// may share it.
/// </summary>
internal abstract class Occurrences
{
    /// <summary>There is none before the calendar's end.</summary>
    public const long None = long.MaxValue;

    public const int SecondsADay = 86_400;

    /// <summary>The first that is not before another moment; <see cref="None"/> where there is none.</summary>
    public abstract long Next(long from);

    /// <summary>
    /// The n-th that is not before another moment, the first being 1; <see cref="None"/> where there are fewer. Where days are what is
    /// counted, by counting bits: a COUNT of a thousand million seconds is not walked.
    /// </summary>
    /// <param name="from">The moment.</param>
    /// <param name="number">n.</param>
    /// <param name="limit">A moment after which nobody asks.</param>
    public virtual long Nth(long from, long number, long limit)
    {
        var time = Next(from);
        while (--number > 0 && time < limit) time = Next(time + 1);
        return time;
    }

    /// <summary>The one that fits the rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">DTSTART.</param>
    public static Occurrences Of(RecurrenceRule rule, long start)
    {
        if (rule.Frequency < Frequency.Daily) return new ClockOccurrences(rule, start);
        return DayOccurrences.CanAnswer(rule, start) ? new DayOccurrences(rule, start) : new PositionOccurrences(rule, start);
    }

    /// <summary>The n-th of what has the same times on each day of a set.</summary>
    /// <param name="calendar">The days.</param>
    /// <param name="timesADay">How many times a day has.</param>
    /// <param name="day">The day to count from.</param>
    /// <param name="passed">How many of its times lie before, if it is of the set.</param>
    /// <param name="number">n, the first being 1.</param>
    /// <param name="index">The place of its time in the day.</param>
    /// <returns>Its day; <see cref="DayCalendar.None"/> where there are fewer.</returns>
    protected static int NthDay(DayCalendar calendar, long timesADay, int day, long passed, long number, out long index)
    {
        var counted = number - 1 + (calendar.Next(day) == day ? passed : 0);
        index = counted % timesADay;
        return counted / timesADay < calendar.Count(day, Days.End) ? calendar.Select(day, (int)(counted / timesADay)) : DayCalendar.None;
    }

    /// <summary>The index of the first time that is not before another; the length where there is none.</summary>
    protected static int IndexOf(int[] times, int second)
    {
        // Nearly always one time a day, seldom more than a handful.
        var index = 0;
        if (times.Length > 16)
        {
            index = Array.BinarySearch(times, second);
            return index < 0 ? ~index : index;
        }

        while (index < times.Length && times[index] < second) index++;
        return index;
    }
}
