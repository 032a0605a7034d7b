using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Tests.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>Random policies. A failure shows the seed: make it the only one to see it again.</summary>
public sealed class WindowFinderProperties
{
    private static readonly string[] Zones = ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public void Searching_on_and_on_gives_what_one_range_gives_without_repeats_and_in_order(int seed)
    {
        var (policy, from, story) = Random(seed);
        var to = from.Plus(Duration.FromDays(1200));
        var query = new WindowQuery(from, Given.Utc, WithSkipped: true);
        var ranged = WindowFinder.Between(policy, from, to, query).ToArray();
        var searched = WindowFinder.From(policy, from, query).TakeWhile(w => Instant.FromDateTimeOffset(w.Start) < to).ToArray();
        Assert.Equal(story + Lines(ranged), story + Lines(searched));
        Assert.Equal(story + Lines(ranged.OrderBy(w => w.Start)), story + Lines(ranged));
        Assert.Equal(ranged.Length, ranged.Distinct().Count());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Two_ranges_side_by_side_hold_what_one_holds(int seed)
    {
        var (policy, from, story) = Random(seed + 100);
        var query = new WindowQuery(from, Given.Utc, WithSkipped: true);
        for (var hours = 1; hours < 2000; hours += 97)
        {
            var (middle, to) = (from.Plus(Duration.FromHours(hours)), from.Plus(Duration.FromHours(2000)));
            var whole = WindowFinder.Between(policy, from, to, query);
            var left = WindowFinder.Between(policy, from, middle, query);
            var right = WindowFinder.Between(policy, middle, to, query).Where(w => Instant.FromDateTimeOffset(w.Start) >= middle);
            Assert.Equal(story + Lines(whole), story + Lines(left.Concat(right)));
        }
    }

    private static (CompiledPolicy Policy, Instant From, string Story) Random(int seed)
    {
        var random = new Random(seed);
        var rules = new RandomRules(seed);
        var schedules = Enumerable.Range(0, 3).Select(_ => new Schedule
        {
            RRule = rules.Next(),
            Start = rules.Start(),
            At = TimeSpan.FromMinutes(random.Next(1440)),
            Duration = TimeSpan.FromMinutes(random.Next(1, 60 * 24 * 3)),
            Offset = $"{(random.Next(2) == 0 ? "-" : "")}P{random.Next(40)}DT{random.Next(30)}H",
            TimeZone = Zones[random.Next(Zones.Length)],
            WhenSkipped = (SkippedTime)random.Next(3),
            WhenAmbiguous = (AmbiguousTime)random.Next(2),
            DurationMode = (DurationMode)random.Next(2),
        }).ToArray();
        var begin = new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(20_000));
        var freezes = Enumerable.Range(0, 4).Select(_ => begin.AddHours(random.Next(20_000))).Select(from => new Freeze
        {
            From = from, To = from.AddHours(random.Next(1, 800)), Mode = (FreezeMode)random.Next(2), Minimum = TimeSpan.FromHours(random.Next(5)),
        });
        var story = $"seed {seed}: {string.Join(" | ", schedules.Select(s => s.ToString()))}\n";
        return (Given.Policy("Europe/Oslo", [.. freezes], schedules), Instant.FromDateTimeUtc(begin), story);
    }

    private static string Lines(IEnumerable<Window> windows) => string.Join("\n", windows.Select(w => w.Schedule + ": " + Given.Line(w)));
}
