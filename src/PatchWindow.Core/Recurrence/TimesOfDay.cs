namespace PatchWindow.Core.Recurrence;

/// <summary>Seconds within a period of the clock (a day, an hour, a minute), in order, as BYHOUR, BYMINUTE and BYSECOND expand to them.</summary>
internal static class TimesOfDay
{
    /// <summary>The times of one day for a rule of DAILY or longer; of one hour or minute for those below; what is absent comes from DTSTART.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">DTSTART's second of its day.</param>
    public static int[] Of(RecurrenceRule rule, int start)
    {
        IReadOnlyList<int> hours = rule.Frequency < Frequency.Daily ? [0] : Given(rule.ByHour, start / 3600);
        IReadOnlyList<int> minutes = rule.Frequency < Frequency.Hourly ? [0] : Given(rule.ByMinute, start / 60 % 60);
        IReadOnlyList<int> seconds = rule.Frequency < Frequency.Minutely ? [0] : Given(rule.BySecond, start % 60);
        var times = new SortedSet<int>();
        foreach (var hour in hours)
        {
            foreach (var minute in minutes)
            {
                // RFC 5545 §3.3.5: who has no leap seconds reads second 60 as 59.
                foreach (var second in seconds) times.Add((hour * 3600) + (minute * 60) + Math.Min(second, 59));
            }
        }

        return [.. times];
    }

    /// <summary>Those that BYSETPOS chooses from a whole period's set; all of them where the rule has none.</summary>
    public static int[] Chosen(RecurrenceRule rule, int[] times) => rule.BySetPos.Count == 0 ? times :
    [
        .. rule.BySetPos
            .Select(position => position > 0 ? position - 1 : times.Length + position)
            .Where(index => index >= 0 && index < times.Length)
            .Distinct().OrderBy(index => index)
            .Select(index => times[index]),
    ];

    private static IReadOnlyList<int> Given(IReadOnlyList<int> part, int fromStart) => part.Count > 0 ? part : [fromStart];
}
