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

    /// <summary>The one that fits the rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">DTSTART.</param>
    public static Occurrences Of(RecurrenceRule rule, long start)
    {
        if (rule.Frequency < Frequency.Daily) return new ClockOccurrences(rule, start);
        return DayOccurrences.CanAnswer(rule, start) ? new DayOccurrences(rule, start) : new PositionOccurrences(rule, start);
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
