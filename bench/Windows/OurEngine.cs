using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Bench.Windows;

/// <summary>This project's recurrences, through what Core offers to everyone.</summary>
internal static class OurEngine
{
    private const int Most = 1_000_000;
    private static readonly LocalDateTime End = new(9000, 1, 1, 0, 0);
    private static readonly LocalDateTime Far = LocalDateTime.FromDateTime(Rule.Far);

    public static Answer Ask(Rule rule)
    {
        var times = Times(rule.Text, Rule.Start);
        var seek = Cost.Of(() =>
        {
            var found = 0L;
            for (var i = 0; i < Most; i++) found += times.Next(Far.PlusSeconds(i & 0xFFFF))!.Value.Year > 0 ? 1 : 0;
            return found;
        });
        return new Answer(Expand(times), seek, times.Next(Far)!.Value.ToString("uuuu-MM-dd'T'HH:mm:ss", null));
    }

    /// <summary>What an occurrence costs; the rule must not be empty.</summary>
    public static Cost Expand(RecurrenceTimes times, int most = Most, int warmMilliseconds = Cost.Warm) => Cost.Of(() =>
    {
        long count = 0;
        while (count < most) count += First(times);
        return count;
    }, warmMilliseconds);

    // As many as the peers are asked for, from the start: what follows lies in years that nobody asks about.
    private static int First(RecurrenceTimes times)
    {
        var count = 0;
        foreach (var _ in times.Between(LocalDateTime.FromDateTime(Rule.Start), End))
        {
            if (++count == Rule.Occurrences) break;
        }

        return count;
    }

    public static RecurrenceTimes Times(string rule, DateTime start) =>
        new(RecurrenceRuleParser.Parse(rule).Value, LocalDateTime.FromDateTime(start), DateTimeZone.Utc);
}
