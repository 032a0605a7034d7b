using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// Windows in every IANA zone, 2000 to 2037, against Python's zoneinfo in the same run: when they open and close, in what order,
/// how many, and what Adjustment says of each.
/// </summary>
public sealed class ZoneinfoPeerTests(ITestOutputHelper output)
{
    private static readonly LocalDate FirstDay = new(2000, 1, 1), LastDay = new(2037, 12, 31);

    private static readonly TimeSpan[] Durations =
        [TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromHours(30), TimeSpan.FromDays(31)];

    // Zones of one history are one zone under several names; that each name has it in both databases is a test of its own.
    private static string[] Histories =>
        [.. ZoneinfoPeer.Zones.GroupBy(zone => Given.Zone(zone).GetUtcOffset(Instant.FromUtc(2000, 1, 1, 0, 0)) + string.Join(" ", ZoneinfoPeer.Transitions(zone))).Select(g => g.First())];

    private static readonly ZoneRules[] EveryRule =
    [
        .. from skipped in new[] { SkippedTime.Shift, SkippedTime.Skip, SkippedTime.GapEnd }
           from ambiguous in new[] { AmbiguousTime.Earlier, AmbiguousTime.Later }
           from mode in new[] { DurationMode.Elapsed, DurationMode.WallClock }
           from duration in Durations
           select new ZoneRules(skipped, ambiguous, mode, duration),
    ];

    [Fact]
    public void At_every_change_of_every_zones_clock_windows_are_what_zoneinfo_says_by_every_rule()
    {
        var zones = Histories.Where(zone => Starts(zone)[0].Length > 0).ToArray();
        var changes = 0;
        var windows = Compare(zones, (zone, peer) =>
        {
            Interlocked.Add(ref changes, ZoneinfoPeer.Transitions(zone).Count(t => t.Moment.InUtc().Year is >= 2000 and <= 2037));
            var starts = Starts(zone);
            var answer = peer.Ask(zone, starts, EveryRule);
            return from list in Enumerable.Range(0, starts.Length)
                   from rule in Enumerable.Range(0, EveryRule.Length)
                   select (Listed(zone, EveryRule[rule], starts[list]), EveryRule[rule], answer.Windows[list][rule]);
        });
        output.WriteLine($"{changes} changes of the clock in {zones.Length} zones, {windows} windows");
        Assert.True(changes > 5_000 && windows > 1_000_000, "too few to mean anything");
    }

    [Fact]
    public void A_daily_schedule_in_every_zone_has_the_windows_that_zoneinfo_says_and_as_many()
    {
        var (first, last) = (ZoneinfoPeer.Seconds(FirstDay.AtMidnight()), ZoneinfoPeer.Seconds(LastDay.PlusDays(1).AtMidnight()));
        var zones = Histories;
        var windows = Compare(zones, (zone, peer) =>
        {
            // At a quarter past the first gap's beginning: most zones change at the same hour year after year.
            var gap = ZoneinfoPeer.Transitions(zone).FirstOrDefault(t => t.After > t.Before && t.Moment.InUtc().Year > 2005);
            var at = gap.Moment.WithOffset(gap.Before).TimeOfDay.PlusMinutes(15);
            var turn = Array.IndexOf(zones, zone);
            var rule = EveryRule[turn * 7 % EveryRule.Length] with { Duration = Durations[turn % 3] };
            var daily = new Schedule { RRule = "FREQ=DAILY", Start = FirstDay.ToDateTimeUnspecified(), Until = LastDay.ToDateTimeUnspecified(), At = TimeSpan.FromTicks(at.TickOfDay) };
            var seconds = at.TickOfDay / TimeSpan.TicksPerSecond;
            return [(Ruled(daily, zone, rule), rule, peer.Ask(zone, [], [rule], (first + seconds, last)).Windows[0][0])];
        });
        output.WriteLine($"{zones.Length} zones for {ZoneinfoPeer.Zones.Count} names, {windows} windows");
        Assert.True(windows > zones.Length * 13_870L, "38 years have more days than that");
    }

    // The two databases are not of one version. Where they differ, zoneinfo is given our changes of the clock (ZoneinfoPeer), so
    // nothing is left out above; but were there many such zones, the data would no longer be checked by anyone.
    [Fact]
    public void Our_tz_database_and_this_machines_differ_in_few_zones()
    {
        using var peer = new ZoneinfoPeer();
        Assert.SkipWhen(peer.WhyNot() is not null, peer.WhyNot() ?? "");
        var answers = ZoneinfoPeer.Zones.ToLookup(zone => peer.Ask(zone, [], []).Data);
        output.WriteLine($"tz database: ours {TimeZones.Version}, this machine's {peer.Version()}");
        output.WriteLine($"{answers["same"].Count()} zones are the same in both");
        output.WriteLine($"other here: {string.Join(" ", answers["other"])}");
        output.WriteLine($"unknown here: {string.Join(" ", answers["unknown"])}");
        Assert.InRange(answers["other"].Count(), 0, 30);
        Assert.InRange(answers["unknown"].Count(), 0, 5);
    }

    // Each list has one start in each gap or overlap — two in one gap can be one window — and others around it.
    private static long[][] Starts(string zone)
    {
        var lists = new SortedSet<long>[] { [], [], [], [] };
        foreach (var (moment, before, after) in ZoneinfoPeer.Transitions(zone))
        {
            if (moment.InUtc().Year is < 2000 or > 2037) continue;
            var (a, b) = (moment.ToUnixTimeSeconds() + before.Seconds, moment.ToUnixTimeSeconds() + after.Seconds);
            var (low, high) = (Math.Min(a, b), Math.Max(a, b));
            var day = moment.WithOffset(before).Date;
            long[] inside = [low, low + 1, (low + high) / 2, high - 1];
            long[] around =
            [
                low - 1, high, high + 1, low - (90 * 60),
                low - (3 * 3600), low - (29 * 3600), high + 3600, ZoneinfoPeer.Seconds(day.AtMidnight()) - 1,
                ZoneinfoPeer.Seconds(day.AtMidnight()), ZoneinfoPeer.Seconds(day.With(DateAdjusters.StartOfMonth).AtMidnight()) - 1800,
                ZoneinfoPeer.Seconds(new LocalDateTime(day.Year - 1, 12, 31, 23, 30)), low - (20 * 86400),
            ];
            for (var i = 0; i < lists.Length; i++) lists[i].UnionWith([inside[i], .. around.Where((_, n) => n % lists.Length == i)]);
        }

        return [.. lists.Select(l => l.ToArray())];
    }

    private static Schedule Listed(string zone, ZoneRules rule, long[] starts) => Ruled(
        new Schedule { At = TimeSpan.Zero, Include = [.. starts.Select(s => DateTime.UnixEpoch.AddSeconds(s))] }, zone, rule);

    private static Schedule Ruled(Schedule schedule, string zone, ZoneRules rule)
    {
        (schedule.TimeZone, schedule.Duration) = (zone, rule.Duration);
        (schedule.WhenSkipped, schedule.WhenAmbiguous, schedule.DurationMode) = (rule.WhenSkipped, rule.WhenAmbiguous, rule.Mode);
        return schedule;
    }

    // The number of windows compared. Two at a time: the peer is one process for each.
    private static long Compare(string[] zones, Func<string, ZoneinfoPeer, IEnumerable<(Schedule Schedule, ZoneRules Rule, string Theirs)>> ask)
    {
        var wrong = new ConcurrentQueue<string>();
        long windows = 0;
        using (var peer = new ZoneinfoPeer()) Assert.SkipWhen(peer.WhyNot() is not null, peer.WhyNot() ?? "");
        Parallel.ForEach(zones, new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => new ZoneinfoPeer(), (zone, _, peer) =>
        {
            foreach (var (schedule, rule, theirs) in ask(zone, peer))
            {
                var ours = Ours(schedule);
                Interlocked.Add(ref windows, ours.AsSpan().Count('\n') + 1);
                if (ours != theirs) wrong.Enqueue($"{zone} {rule}: {Difference(ours, theirs)}");
            }

            return peer;
        }, peer => peer.Dispose());
        Assert.True(wrong.IsEmpty, $"{wrong.Count} schedules are wrong\n" + string.Join("\n", wrong.OrderBy(w => w, StringComparer.Ordinal).Take(20)));
        return windows;
    }

    private static string Ours(Schedule schedule)
    {
        var (from, to) = (Instant.FromUtc(1999, 6, 1, 0, 0), Instant.FromUtc(2038, 6, 1, 0, 0));
        var text = new StringBuilder();
        foreach (var window in WindowFinder.Between(Given.Policy(schedule), from, to, new WindowQuery(from, Given.Utc, WithSkipped: true)))
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(window.Start.ToUnixTimeSeconds()).Append(' ').Append(window.End.ToUnixTimeSeconds()).Append(' ').Append(window.Adjustment);
        }

        return text.ToString();
    }

    private static string Difference(string ours, string theirs)
    {
        var (a, b) = (ours.Split('\n'), theirs.Split('\n'));
        string Shown(IEnumerable<string> lines) => string.Join(", ", lines.Take(2).Select(line => line.Split(' ', 3) is [var start, var end, var adjustment]
            ? $"{Moment(start)}–{Moment(end)} {adjustment}"
            : "none"));
        return $"{a.Length} windows, zoneinfo {b.Length}; ours alone {Shown(a.Except(b))}; zoneinfo's alone {Shown(b.Except(a))}";
    }

    private static string Moment(string seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
