using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>
/// Whoever asks about a moment gets one answer: the decision, the outlook, the first window with room, the windows of that moment
/// and those of a long stretch around it. A failure shows the seed.
/// </summary>
public sealed class AgreementProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public void All_answers_about_a_moment_agree(int seed)
    {
        for (var i = 0; i < 12; i++)
        {
            var drawn = new RandomPolicies((seed * 1000) + i);
            if (PolicyCompiler.Compile(drawn.Policy, []) is { } policy) AgreeOn(policy, drawn, new Random(seed + i), $"seed {(seed * 1000) + i}");
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Freezes_leave_what_taking_them_away_one_by_one_leaves(int seed)
    {
        for (var i = 0; i < 12; i++)
        {
            var drawn = new RandomPolicies((seed * 1000) + 500 + i);
            if (PolicyCompiler.Compile(drawn.Policy, []) is not { } policy) continue;
            var from = Instant.FromDateTimeUtc(drawn.Begin);
            var to = from + Duration.FromDays(20 + (20 * i));
            var actual = WindowFinder.Between(policy, from, to, new WindowQuery(from, drawn.Host)).Select(w => Line(w.Start, w.End, w.State == WindowState.Frozen));
            Assert.Equal(
                $"seed {(seed * 1000) + 500 + i}\n" + Sorted(Expected(drawn, from, to)),
                $"seed {(seed * 1000) + 500 + i}\n" + Sorted(actual));
        }
    }

    private static void AgreeOn(CompiledPolicy policy, RandomPolicies drawn, Random random, string story)
    {
        var begin = Instant.FromDateTimeUtc(drawn.Begin);
        var edges = WindowFinder.Between(policy, begin, begin + Duration.FromDays(60), new WindowQuery(begin, drawn.Host)).Take(40)
            .SelectMany(w => new[] { w.Start, w.End, w.Cutoff, w.End - drawn.Policy.Reboot.Reserve }).Select(Instant.FromDateTimeOffset).ToList();
        for (var i = 0; i < 25; i++)
        {
            var now = edges.Count > 0 && random.Next(3) > 0
                ? edges[random.Next(edges.Count)] + Duration.FromTicks(random.Next(-1, 2))
                : begin + Duration.FromMinutes(random.Next(86_400));
            var room = TimeSpan.FromMinutes(random.Next(2) * random.Next(300));
            var (query, at) = (new WindowQuery(now, drawn.Host), now.ToDateTimeOffset());
            var outlook = WindowFinder.Outlook(policy, query, room);
            var decision = DecisionMaker.Decide(new TimeFacts(policy, outlook, room, at));
            var running = WindowFinder.Between(policy, now, now + Duration.FromTicks(1), query).ToList();
            var around = WindowFinder.Between(policy, now - Duration.FromDays(60), now + Duration.FromDays(1), query).Where(w => w.Start <= at && w.End > at);
            var first = WindowFinder.FirstWithRoom(policy, query, room);
            var hasRoom = running.Exists(w => w.State == WindowState.Open && policy.HasRoom(w, at, room));
            var told = $"{story} at {now}, room for {room}: ";

            Assert.True(hasRoom == decision.Applies, told + decision);
            Assert.True(hasRoom == (first?.State == WindowState.Open), told + first);
            Assert.True(running.Exists(w => w.State == WindowState.Open) == (outlook.Open is not null), told + outlook);
            Assert.Equal(told + string.Join("\n", around.Select(Given.Line)), told + string.Join("\n", running.Select(Given.Line)));
            if (first is { State: WindowState.Upcoming } && decision.ChangesAt is { } changes) Assert.True(changes <= first.Start, told + changes);
        }
    }

    // Every occurrence from its schedule alone, every frozen time from its own, and plain subtraction.
    private static IEnumerable<string> Expected(RandomPolicies drawn, Instant from, Instant to)
    {
        var (begin, end) = (from.ToDateTimeOffset(), to.ToDateTimeOffset());
        var frozen = drawn.Policy.Freezes.SelectMany(f => Frozen(f, drawn, from, to).Select(t => (f, t.Start, t.End))).ToList();
        foreach (var window in drawn.Policy.Schedules.SelectMany(s => Occurrences(s, drawn.Host, from, to)))
        {
            var touching = frozen.Where(f => f.Start < window.End && f.End > window.Start).ToList();
            List<(DateTimeOffset Start, DateTimeOffset End)> left = touching.Exists(t => t.f.Mode == FreezeMode.Cancel) ? [] : [(window.Start, window.End)];
            foreach (var (_, start, stop) in touching)
            {
                left =
                [
                    .. left.SelectMany(p => new[] { (p.Start, End: p.End < start ? p.End : start), (Start: p.Start > stop ? p.Start : stop, p.End) })
                        .Where(p => p.Start < p.End),
                ];
            }

            var least = touching.Select(t => t.f.Minimum).DefaultIfEmpty(TimeSpan.Zero).Max();
            left.RemoveAll(p => p.End - p.Start < least);
            if (left.Count == 0) yield return Line(window.Start, window.End, true);
            foreach (var piece in left.Where(p => p.End > begin && p.Start < end)) yield return Line(piece.Start, piece.End, false);
        }
    }

    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Frozen(Freeze freeze, RandomPolicies drawn, Instant from, Instant to)
    {
        var first = freeze.From is { } begins ? new DateTimeOffset(begins, TimeSpan.Zero) : DateTimeOffset.MinValue;
        var last = freeze.To is { } ends ? new DateTimeOffset(ends, TimeSpan.Zero) : DateTimeOffset.MaxValue;
        if (freeze.Schedules.Count == 0) return [(first, last)];
        return freeze.Schedules.SelectMany(s => Occurrences(s, drawn.Host, from - Duration.FromDays(60), to + Duration.FromDays(60)))
            .Select(w => (Start: w.Start > first ? w.Start : first, End: w.End < last ? w.End : last))
            .Where(t => t.Start < t.End);
    }

    private static IEnumerable<Window> Occurrences(Schedule schedule, DateTimeZone host, Instant from, Instant to) =>
        WindowFinder.Between(CompiledPolicy.Of(ScheduleCompiler.Compile(schedule, null, [])!), from, to, new WindowQuery(from, host));

    private static string Line(DateTimeOffset start, DateTimeOffset end, bool frozen) =>
        $"{start.UtcDateTime:yyyy-MM-dd HH:mm:ss} {end.UtcDateTime:yyyy-MM-dd HH:mm:ss}{(frozen ? " frozen" : "")}";

    private static string Sorted(IEnumerable<string> lines) => string.Join("\n", lines.OrderBy(l => l, StringComparer.Ordinal));
}
