namespace PatchWindow.Core.Recurrence;

/// <summary>
/// HOURLY, MINUTELY and SECONDLY rules: every so-manieth unit of the clock that lies on a day of the set and at an hour,
/// minute and second that the rule allows; in it, the times that BYMINUTE and BYSECOND expand to.
/// </summary>
internal sealed class ClockOccurrences : Occurrences
{
    private const int Never = -1;

    private readonly DayCalendar calendar;
    private readonly int unit;
    private readonly int unitsADay;
    private readonly long interval;
    private readonly long origin;
    private readonly int[] times;

    // For a unit that INTERVAL counts, by its place in its day: how many INTERVALs on is the first that the clock's parts
    // allow. Null where they allow all.
    private readonly int[]? steps;

    public ClockOccurrences(RecurrenceRule rule, long start)
    {
        calendar = new DayCalendar(new DayTest(rule, (int)(start / SecondsADay)));
        unit = rule.Frequency switch { Frequency.Hourly => 3600, Frequency.Minutely => 60, _ => 1 };
        unitsADay = SecondsADay / unit;
        interval = rule.Interval;
        origin = start / unit;
        times = TimesOfDay.Chosen(rule, TimesOfDay.Of(rule, (int)(start % SecondsADay)));
        steps = Steps(rule);
    }

    public override long Next(long from)
    {
        if (times.Length == 0) return None;
        var at = from / unit;
        var index = IndexOf(times, (int)(from - (at * unit)));
        if (index == times.Length) (at, index) = (at + 1, 0);
        var next = NextUnit(at);
        return next == None ? None : (next * unit) + times[next == at ? index : 0];
    }

    public override long Nth(long from, long number, long limit)
    {
        if (interval > 1 || times.Length == 0) return base.Nth(from, number, limit);
        var day = (int)(from / SecondsADay);
        if (day >= Days.End) return None;

        // Every day of the set has the same units, each with the same times.
        var units = new List<int>();
        for (var at = 0; at < unitsADay; at++)
        {
            if (steps is null || steps[at] == 0) units.Add(at);
        }

        if (units.Count == 0) return None;
        var second = (int)(from - ((long)day * SecondsADay));
        var unitOf = units.BinarySearch(second / unit);
        var passed = unitOf < 0 ? (long)~unitOf * times.Length : ((long)unitOf * times.Length) + IndexOf(times, second % unit);
        var nth = NthDay(calendar, (long)units.Count * times.Length, day, passed, number, out var index);
        if (nth == DayCalendar.None) return None;
        return ((long)nth * SecondsADay) + ((long)units[(int)(index / times.Length)] * unit) + times[index % times.Length];
    }

    private long NextUnit(long at)
    {
        while (true)
        {
            at = Counted(at);
            if (steps is not null)
            {
                var wait = steps[(int)(at % unitsADay)];
                if (wait == Never) return None;
                at += wait * interval;
            }

            var day = at / unitsADay;
            if (day >= Days.End) return None;
            var allowed = calendar.Next((int)day);
            if (allowed == day) return at;
            if (allowed == DayCalendar.None) return None;
            at = (long)allowed * unitsADay;
        }
    }

    private long Counted(long at)
    {
        if (interval == 1) return at;
        var behind = (at - origin) % interval;
        return behind == 0 ? at : behind > 0 ? at + interval - behind : at - behind;
    }

    private int[]? Steps(RecurrenceRule rule)
    {
        // What a part does not limit, it allows: parts below the unit expand, and are in the times.
        var minutes = unit > 60 ? [] : rule.ByMinute;
        var seconds = unit > 1 ? [] : rule.BySecond;
        if (rule.ByHour.Count + minutes.Count + seconds.Count == 0) return null;

        var result = new int[unitsADay];
        for (var at = 0; at < unitsADay; at++)
        {
            var second = at * unit;
            result[at] = Allows(rule.ByHour, second / 3600) && Allows(minutes, second / 60 % 60) && AllowsSecond(seconds, second % 60) ? 0 : Never;
        }

        // From each allowed place backwards, INTERVAL by INTERVAL, until the one before it that is allowed too.
        var back = (int)(unitsADay - (interval % unitsADay));
        for (var at = 0; at < unitsADay; at++)
        {
            if (result[at] != 0) continue;
            var wait = 1;
            for (var before = (at + back) % unitsADay; result[before] == Never; before = (before + back) % unitsADay) result[before] = wait++;
        }

        return result;
    }

    private static bool Allows(IReadOnlyList<int> part, int value) => part.Count == 0 || part.Contains(value);

    // Second 60 is read as 59, as in TimesOfDay.
    private static bool AllowsSecond(IReadOnlyList<int> part, int value) => Allows(part, value) || (value == 59 && part.Contains(60));
}
