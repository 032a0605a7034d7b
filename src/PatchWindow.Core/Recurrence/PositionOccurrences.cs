namespace PatchWindow.Core.Recurrence;

/// <summary>
/// WEEKLY rules with BYSETPOS, and MONTHLY and YEARLY ones with several times a day or with numbered weeks: the n-th of the whole period's set, days and times together, whatever
/// DTSTART lies in the middle of ("the set of recurrence instances … starts at the beginning of the interval").
/// </summary>
internal sealed class PositionOccurrences : Occurrences
{
    private readonly DayCalendar calendar;
    private readonly Periods periods;
    private readonly int[] times;
    private readonly int[] positions;

    public PositionOccurrences(RecurrenceRule rule, long start)
    {
        var day = (int)(start / SecondsADay);
        calendar = new DayCalendar(new DayTest(rule, day));
        periods = new Periods(rule, day);
        times = TimesOfDay.Of(rule, (int)(start % SecondsADay));
        positions = [.. rule.BySetPos];
    }

    public override long Next(long from)
    {
        var day = (int)(from / SecondsADay);
        if (day >= Days.End) return None;
        var period = periods.Next(periods.Of(day));
        while (true)
        {
            var first = Math.Max(periods.FirstDay(period), 0);
            var end = Math.Min(periods.FirstDay(period + 1), Days.End);
            if (first >= end) return None;
            var size = calendar.Count(first, end) * times.Length;
            if (size > 0)
            {
                var next = NextIn(first, size, from);
                if (next != None) return next;
                period = periods.Next(period + 1);
            }
            else
            {
                // A period without days of the set is passed over, and with it all that follow until there is one.
                var some = calendar.Next(end);
                if (some == DayCalendar.None) return None;
                period = periods.Next(periods.Of(some));
            }
        }
    }

    private long NextIn(int first, int size, long from)
    {
        var least = None;
        foreach (var position in positions)
        {
            var index = position > 0 ? position - 1 : size + position;
            if (index < 0 || index >= size) continue;
            var time = ((long)calendar.Select(first, index / times.Length) * SecondsADay) + times[index % times.Length];
            if (time >= from && time < least) least = time;
        }

        return least;
    }
}
