using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Policies;

public sealed class TargetIndexTests
{
    private static readonly string[] Words = ["env", "ENV", "role", "name", "address", "transport"];
    private static readonly string[] Values = ["prod", "PROD", "test", "web1", "web2", "ssh", "psrp", "\"\""];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory, MemberData(nameof(Seeds))]
    public void It_finds_what_asking_every_filter_finds_in_the_same_order(int seed)
    {
        var random = new Random(seed);
        List<TargetFilter> filters = [TargetFilter.Nothing, TargetFilter.Everything, .. Enumerable.Range(0, 300).Select(_ => TargetFilter.Parse(Filter(random, 3)).Value)];
        var index = new TargetIndex<TargetFilter>(filters, f => f);
        var found = 0;
        for (var i = 0; i < 50; i++)
        {
            var host = Host(random);
            var expected = filters.FindAll(f => f.Matches(host));
            Assert.Equal(expected.Select(f => f.Text), index.Matching(host).Select(f => f.Text));
            found += expected.Count;
        }

        Assert.InRange(found, 1000, 14_000);
    }

    [Theory]
    [InlineData("env = prod and team = t{0}", 1)]
    [InlineData("not pinned and (team = t{0} or team in (u{0}, v{0}))", 1)]
    [InlineData("env = prod and (team = t{0} or env = test)", 100)]
    [InlineData("not team = t{0}", 100)]
    public void Of_many_only_those_are_asked_whose_rarest_value_the_host_has(string filter, int most)
    {
        var asked = 0;
        var filters = Enumerable.Range(0, 100).Select(i => TargetFilter.Parse(filter.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture))).Value).ToList();
        var index = new TargetIndex<TargetFilter>(filters, f =>
        {
            asked++;
            return f;
        });
        asked = 0;

        _ = index.Matching(new ManagedHost { Name = "web1", Tags = new(StringComparer.OrdinalIgnoreCase) { ["env"] = "prod", ["team"] = "T7" } });

        Assert.Equal(most, asked);
    }

    private static string Filter(Random random, int depth) => random.Next(depth > 0 ? 9 : 4) switch
    {
        0 => $"{Any(random, Words)} = {Any(random, Values)}",
        1 => $"{Any(random, Words)} != {Any(random, Values)}",
        2 => $"{Any(random, Words)} in ({Any(random, Values)}, {Any(random, Values)})",
        3 => random.Next(2) == 0 ? Any(random, Words) : $"{Any(random, Words)} like {Any(random, ["p*", "w?b1", "*"])}",
        4 or 5 => $"({Filter(random, depth - 1)} and {Filter(random, depth - 1)})",
        6 or 7 => $"({Filter(random, depth - 1)} or {Filter(random, depth - 1)})",
        _ => $"not {Filter(random, depth - 1)}",
    };

    private static ManagedHost Host(Random random)
    {
        var host = new ManagedHost { Name = random.Next(2) == 0 ? "web1" : "WEB2", Transport = random.Next(2) == 0 ? "ssh" : "psrp" };
        if (random.Next(2) == 0) host.Address = "web1";
        foreach (var tag in new[] { "env", "Role" })
        {
            if (random.Next(3) > 0) host.Tags[tag] = Any(random, ["prod", "Test", ""]);
        }

        return host;
    }

    private static T Any<T>(Random random, T[] of) => of[random.Next(of.Length)];
}
