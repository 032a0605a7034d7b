using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>
/// The local times at which a schedule's windows open: what its rules give, moved by its offset, and its included times, less
/// the excluded days. Every question is answered by itself, from anywhere, in order and each start once.
/// </summary>
internal sealed class LocalStarts(
    RecurrenceTimes[] rules, StartOffset offset, long[] include, HashSet<long> excludedDays, long until)
{
    public const long None = Occurrences.None;

    /// <summary>The first start that is not before a local time; <see cref="None"/> where there is none.</summary>
    public long Next(long from)
    {
        while (true)
        {
            var next = NextIncluded(from);
            foreach (var rule in rules) next = Math.Min(next, NextOf(rule, from));
            if (next > until) return None;
            if (excludedDays.Count == 0 || !excludedDays.Contains(next / Occurrences.SecondsADay)) return next;
            from = ((next / Occurrences.SecondsADay) + 1) * Occurrences.SecondsADay;
        }
    }

    private long NextOf(RecurrenceTimes rule, long from)
    {
        var time = rule.Next(offset.BaseOf(from));
        if (time == None) return None;
        var start = offset.Apply(time);

        // Months differ in length: a few bases may have to be passed over.
        while (start < from)
        {
            time = rule.Next(time + 1);
            if (time == None) return None;
            start = offset.Apply(time);
        }

        return start;
    }

    private long NextIncluded(long from)
    {
        if (include.Length == 0) return None;
        var index = Array.BinarySearch(include, from);
        if (index < 0) index = ~index;
        return index < include.Length ? include[index] : None;
    }
}
