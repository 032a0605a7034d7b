using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Bench.Windows;

/// <summary>Windows in a zone whose clock changes, less freezes by dates and by recurrence.</summary>
internal static class ZonedWindows
{
    public const string Zone = "Europe/Oslo";
    private const int Most = 500_000;

    // The forty years that somebody may ask about, over and over.
    private static readonly Instant From = Instant.FromUtc(2000, 1, 1, 0, 0), End = Instant.FromUtc(2040, 1, 1, 0, 0);
    private static readonly WindowQuery Query = new(From, DateTimeZone.Utc);

    /// <summary>What the engine does for a window, before an object is made of it.</summary>
    public static Cost Inside(string rule, bool freezes)
    {
        var policy = Policy(rule, freezes);
        return Cost.Of(() =>
        {
            long count = 0;
            while (count < Most)
            {
                var walk = new WindowWalk(policy, From, Query);
                while (walk.MoveNext(End, out _)) count++;
            }

            return count;
        });
    }

    /// <summary>A window as the pipeline carries it.</summary>
    public static Cost AsObjects(string rule, bool freezes)
    {
        var policy = Policy(rule, freezes);
        return Cost.Of(() =>
        {
            long count = 0;
            while (count < Most) count += WindowFinder.Between(policy, From, End, Query).LongCount();
            return count;
        });
    }

    private static CompiledPolicy Policy(string rule, bool freezes)
    {
        var policy = new Policy
        {
            Name = "bench", TimeZone = Zone,
            Schedules = [new Schedule { RRule = rule, Start = Rule.Start, Duration = TimeSpan.FromHours(4), Cutoff = TimeSpan.FromMinutes(30) }],
        };
        if (freezes)
        {
            policy.Freezes.Add(new Freeze { From = new(2026, 12, 18), To = new(2027, 1, 5), Reason = "year end" });
            policy.Freezes.Add(new Freeze { From = new(2027, 7, 1), To = new(2027, 8, 1), Reason = "holidays", Mode = FreezeMode.Cancel });
            policy.Freezes.Add(new Freeze { Schedules = [new Schedule { Text = "2nd Thu" }], Reason = "board" });
        }

        return PolicyCompiler.Compile(policy, [])!;
    }
}
