using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Policies.Checks;
using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Policies.Checks;

/// <summary>Policies of a few words and what the checks find in them, for two years from Wednesday 2026-12-09 on.</summary>
internal static class Tested
{
    public static readonly Instant Now = Given.Moment("2026-12-09 13:00Z");

    public static readonly ManagedHost[] NoHosts = [];

    /// <summary>A policy in which nothing is to be found: every Saturday, on the clock of UTC.</summary>
    public static Policy Policy(string schedule = "Sat 22:00 for 4h", string? zone = null, params Freeze[] freezes) => new()
    {
        Name = "p", Targets = "*", TimeZone = zone, Schedules = [new Schedule { Text = schedule }], Freezes = [.. freezes],
    };

    public static ManagedHost Host(string name, params string[] tags) => HostIn(null, name, tags);

    public static ManagedHost HostIn(string? zone, string name, params string[] tags)
    {
        var host = new ManagedHost { Name = name, TimeZone = zone };
        foreach (var tag in tags) host.Tags[tag.Split('=')[0]] = tag.Split('=')[1];
        return host;
    }

    public static ManagedHost[] Hosts(int count, params string[] tags) => [.. Enumerable.Range(1, count).Select(i => Host($"web{i:00}", tags))];

    /// <summary>All that is found. Hosts are one, where none are given.</summary>
    public static Finding[] Find(Policy policy, IReadOnlyList<ManagedHost>? hosts = null, int days = 730)
    {
        var faults = new List<Finding>();
        var compiled = PolicyCompiler.Compile(policy, faults);
        Assert.DoesNotContain(faults, f => f.Severity == FindingSeverity.Error);
        var tested = new TestedPolicy(compiled!, hosts ?? [Host("web01")], ZoneOf, Now, Now + Duration.FromDays(days));
        return [.. PolicyChecks.Of(tested)];
    }

    /// <summary>The finding of a code, which must be the only one of it.</summary>
    public static Finding The(string code, Policy policy, IReadOnlyList<ManagedHost>? hosts = null, int days = 730) =>
        Assert.Single(Find(policy, hosts, days), f => f.Code == code);

    /// <summary>The codes of all that is found.</summary>
    public static string Codes(Policy policy, IReadOnlyList<ManagedHost>? hosts = null) => string.Join(",", Find(policy, hosts).Select(f => f.Code));

    /// <summary><c>Warning policies:p:schedules:0:text</c>.</summary>
    public static string Place(Finding finding) => $"{finding.Severity} {finding.Path}";

    /// <summary>Hosts with the policies that claim them.</summary>
    public static ClaimedHost[] Claim(IEnumerable<ManagedHost> hosts, params (string Name, string Targets)[] policies)
    {
        var compiled = policies.Select(p => PolicyCompiler.Compile(new Policy { Name = p.Name, Targets = p.Targets }, new List<Finding>())!).ToList();
        return [.. hosts.Select(h => new ClaimedHost(h, new HostPolicy([.. compiled.Where(p => p.Targets.Matches(h))], [])))];
    }

    private static DateTimeZone ZoneOf(ManagedHost? host) => host?.TimeZone is { } zone ? Given.Zone(zone) : Given.Utc;
}
