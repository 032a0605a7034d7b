namespace PatchWindow.Core.Recurrence;

/// <summary>Rules of DAILY or longer whose days are chosen one by one: each day of the set, at each time of the day.</summary>
internal sealed class DayOccurrences : Occurrences
{
    private readonly DayCalendar calendar;
    private readonly Periods periods;
    private readonly int[] times;

    /// <summary>Whether a rule's days, or its times of a day, can be chosen before any question is asked.</summary>
    public static bool CanAnswer(RecurrenceRule rule, long start) => rule.BySetPos.Count == 0 || rule.Frequency == Frequency.Daily
        || DayPositions.CanChoose(rule, TimesOfDay.Of(rule, (int)(start % SecondsADay)).Length);

    public DayOccurrences(RecurrenceRule rule, long start)
    {
        var day = (int)(start / SecondsADay);
        periods = new Periods(rule, day);
        times = TimesOfDay.Of(rule, (int)(start % SecondsADay));
        calendar = new DayCalendar(new DayTest(rule, day), DayPositions.CanChoose(rule, times.Length) ? new DayPositions(rule) : null);

        // BYSETPOS of a DAILY rule chooses among the times of one day.
        if (rule.Frequency == Frequency.Daily) times = TimesOfDay.Chosen(rule, times);
    }

    public override long Next(long from)
    {
        if (times.Length == 0) return None;
        var day = (int)(from / SecondsADay);
        var index = IndexOf(times, (int)(from - ((long)day * SecondsADay)));
        if (index == times.Length) (day, index) = (day + 1, 0);
        var next = NextDay(day);
        if (next == DayCalendar.None) return None;
        return ((long)next * SecondsADay) + times[next == day ? index : 0];
    }

    public override long Nth(long from, long number, long limit)
    {
        if (!periods.All) return base.Nth(from, number, limit);
        var day = (int)(from / SecondsADay);
        if (times.Length == 0 || day >= Days.End) return None;
        var passed = IndexOf(times, (int)(from - ((long)day * SecondsADay)));
        var nth = NthDay(calendar, times.Length, day, passed, number, out var index);
        return nth == DayCalendar.None ? None : ((long)nth * SecondsADay) + times[index];
    }

    private int NextDay(int day)
    {
        while (true)
        {
            day = calendar.Next(day);
            if (periods.All || day == DayCalendar.None) return day;
            var period = periods.Of(day);
            var counted = periods.Next(period);
            if (counted == period) return day;
            day = periods.FirstDay(counted);
        }
    }
}
