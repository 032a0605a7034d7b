using PatchWindow.Core.Tests.Recurrence;
using System.Diagnostics;
using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Bench.Windows;

/// <summary>100,000 hosts in 500 policies and 40 time zones, each asked for its next window.</summary>
internal static class ManyHosts
{
    public const int Hosts = 100_000, Policies = 500;

    /// <summary>Milliseconds for all of them, bytes allocated for each, and how far the heap has grown when they are done.</summary>
    public static (double Milliseconds, double Bytes, double HeapGrowth) Measure()
    {
        var rules = new RandomRules(1);
        var zones = DateTimeZoneProviders.Tzdb.Ids.Where((_, i) => i % 15 == 0).Take(40).Select(id => DateTimeZoneProviders.Tzdb[id]).ToArray();
        var policies = Enumerable.Range(0, Policies).Select(i => Policy(rules, i)).ToArray();
        var now = Instant.FromUtc(2026, 11, 26, 0, 0);
        var times = new double[5];
        var (bytes, growth) = (0.0, 0.0);
        for (var run = -1; run < times.Length; run++)
        {
            GC.Collect();
            var (heap, before) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetAllocatedBytesForCurrentThread());
            var clock = Stopwatch.StartNew();
            var found = 0;
            for (var host = 0; host < Hosts; host++)
            {
                var query = new WindowQuery(now, zones[host % zones.Length], null);
                if (WindowFinder.Outlook(policies[host % Policies], query).Next is not null) found++;
            }

            if (run >= 0) times[run] = clock.Elapsed.TotalMilliseconds;
            bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Hosts;
            growth = GC.GetTotalMemory(forceFullCollection: true) - heap;
            if (found < Hosts * 0.9) throw new InvalidOperationException($"Only {found} hosts have a next window.");
        }

        Array.Sort(times);
        return (times[2], bytes, growth);
    }

    private static CompiledPolicy Policy(RandomRules rules, int index)
    {
        var policy = new Policy
        {
            Name = "p" + index, TimeZone = index % 2 == 0 ? "host" : "Europe/Oslo",
            Freezes = [new Freeze { From = new(2026, 12, 18), To = new(2027, 1, 5), Reason = "year end" }],
        };
        while (policy.Schedules.Count < 1 + (index % 3))
        {
            var schedule = new Schedule { RRule = rules.Realistic(), Start = new(2020, 1, 6, 22, 0, 0), Duration = TimeSpan.FromHours(4) };
            if (!schedule.RRule.Contains("COUNT")) policy.Schedules.Add(schedule);
        }

        return PolicyCompiler.Compile(policy, []) ?? throw new InvalidOperationException("A policy does not compile.");
    }
}
