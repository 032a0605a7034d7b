using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Planning;

/// <summary>One policy, its hosts and what is pending on them, made of a few words; and the plan as lines that a failure can show.</summary>
internal sealed class Fleet
{
    /// <summary>Friday; the first window of <see cref="Policy"/> opens the day after, at 22:00.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 12, 11, 12, 0, 0, TimeSpan.Zero);

    public Policy Policy { get; } = new()
    {
        Name = "prod", Targets = "*", Schedules = [new() { Text = "Sat 22:00 for 1h" }],
        Estimate = new EstimateRule { Host = TimeSpan.FromMinutes(5), Patch = TimeSpan.FromMinutes(1) },
    };

    public List<PlanHost> Hosts { get; } = [];

    public List<ManagedHost> Others { get; } = [];

    public DateTimeOffset From { get; set; } = Noon;

    public TimeSpan For { get; set; } = TimeSpan.FromDays(14);

    public static PendingPatch Patch(string name, PatchSeverity severity = PatchSeverity.Unknown, DateTimeOffset? seen = null) => new()
    {
        Name = name, InstalledVersion = "1.0", Version = "2.0", Severity = severity, Classification = PatchClassification.Security,
        FirstSeen = seen ?? Noon.AddDays(-1),
    };

    public ManagedHost Host(string name, string tags = "", params PendingPatch[] patches) => Add(name, tags, h => h, patches);

    public ManagedHost Host(string name, Func<PlanHost, PlanHost> with, params PendingPatch[] patches) => Add(name, "", with, patches);

    /// <summary>Hosts of the name and a number, each with one patch.</summary>
    public void Add(int count, string name, string tags = "")
    {
        for (var i = 1; i <= count; i++) _ = Host(name + i, tags, Patch("openssl"));
    }

    public PlanRequest Request()
    {
        var findings = new List<Finding>();
        var policy = PolicyCompiler.Compile(Policy, findings);
        Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        return new PlanRequest(From, From + For, [.. Hosts.Select(h => h with { HostPolicy = new HostPolicy([policy!], []) })])
        {
            Others = [.. Others.Select(h => (h, policy!))],
        };
    }

    public Plan Plan() => Planner.Make(Request());

    /// <summary><c>web1 12-12 22:00-22:06 openssl</c>, with the reason where it is not Apply.</summary>
    public string[] Steps() => [.. Plan().Steps.Select(Line)];

    public static string Line(PlannedStep step) =>
        $"{step.Host} {step.Start.UtcDateTime:MM-dd HH:mm}-{step.End.UtcDateTime:HH:mm} {string.Join(",", step.Patches.Select(p => p.Name))}"
        + (step.Reason == ReasonCode.Apply ? "" : $" {step.Reason}");

    public static ManagedHost Tagged(string name, string tags)
    {
        var host = new ManagedHost { Name = name };
        foreach (var tag in tags.Split([' '], StringSplitOptions.RemoveEmptyEntries)) host.Tags[tag.Split('=')[0]] = tag.Split('=')[1];
        return host;
    }

    private ManagedHost Add(string name, string tags, Func<PlanHost, PlanHost> with, PendingPatch[] patches)
    {
        var host = Tagged(name, tags);
        Hosts.Add(with(new PlanHost(host, new HostPolicy([], []), DateTimeZone.Utc, [.. patches.Select(p => p with { Host = name })])));
        return host;
    }
}
