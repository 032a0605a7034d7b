using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Planning;

/// <summary>Policies of every kind with hosts and patches of every kind, drawn from a seed.</summary>
internal sealed class RandomFleets
{
    private static readonly string[] Zones = ["Europe/Oslo", "America/New_York", "Asia/Tokyo", "UTC"];
    private readonly Random random;

    public RandomFleets(int seed)
    {
        random = new Random(seed);
        var drawn = new RandomPolicies(seed);
        Policy = drawn.Policy;
        From = new DateTimeOffset(drawn.Begin, TimeSpan.Zero).AddSeconds(random.Next(3600));
        To = From.AddDays(random.Next(1, 40));
        if (OneIn(4)) (Policy.Mode, Policy.Schedules) = (PolicyMode.Immediate, []);
        else if (OneIn(2)) Policy.Schedules = [Plain()];
        foreach (var freeze in Policy.Freezes) freeze.Allow = (FreezePass)random.Next(4);
        Policy.Estimate = new EstimateRule { Host = TimeSpan.FromSeconds(random.Next(2400)), Patch = TimeSpan.FromSeconds(random.Next(300)) };
        Policy.Approve = OneIn(2) ? null : new ApprovalRule { AfterDays = random.Next(8), MinimumSeverity = (PatchSeverity)random.Next(3), Exclude = OneIn(3) ? ["p1*"] : [] };
        Policy.Deadlines = OneIn(3) ? null : new DeadlineRule { Critical = Days(4), Moderate = Days(20), Any = OneIn(3) ? Days(40) : null, Grace = Days(3) };
        Policy.Emergency = OneIn(2) ? null : new EmergencyRule { When = "severity = Critical", Within = TimeSpan.FromHours(random.Next(100)) };
        Policy.Defer = OneIn(2) ? null : new DeferralLimit { MaxBehind = 3 };
        Policy.Rollout = OneIn(3) ? null : Rollout();
        Compiled = PolicyCompiler.Compile(Policy, []);
        var its = new HostPolicy(Compiled is null ? [] : [Compiled], []);
        Request = new PlanRequest(From, To, [.. Enumerable.Range(0, random.Next(1, 12)).Select(i => Host(i, its))]);
    }

    public Policy Policy { get; }

    /// <summary>Null where the policy that was drawn has a fault.</summary>
    public CompiledPolicy? Compiled { get; }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    public PlanRequest Request { get; }

    /// <summary>The same request, told in another order.</summary>
    public PlanRequest Shuffled() => Request with
    {
        Hosts = [.. Request.Hosts.OrderBy(_ => random.Next()).Select(h => h with
        {
            Patches = [.. h.Patches.OrderBy(_ => random.Next())], Deferrals = [.. h.Deferrals.OrderBy(_ => random.Next())],
        })],
    };

    private Schedule Plain() => new()
    {
        Text = $"daily {random.Next(24):00}:00 for {random.Next(1, 10) * 15}m", TimeZone = Zones[random.Next(4)],
        Cutoff = OneIn(2) ? TimeSpan.Zero : TimeSpan.FromMinutes(random.Next(14)),
    };

    private Rollout Rollout() => new()
    {
        Rings = OneIn(2) ? [] :
        [
            new Ring { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromMinutes(random.Next(2) * random.Next(60)) },
            new Ring { Name = "early", Targets = "role = early", Soak = TimeSpan.FromMinutes(random.Next(30)) },
            .. OneIn(4) ? Array.Empty<Ring>() : [new Ring { Name = "rest" }],
        ],
        Budgets = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new Budget
        {
            Per = random.Next(3) switch { 0 => null, 1 => "site", _ => "ring" },
            Max = OneIn(2) ? HostShare.OfCount(random.Next(4)) : HostShare.OfPercent(random.Next(101)),
        })],
    };

    private PlanHost Host(int number, HostPolicy policy)
    {
        var host = new ManagedHost { Name = $"h{number:00}" };
        if (!OneIn(4)) host.Tags["site"] = OneIn(2) ? "osl" : "lon";
        host.Tags["role"] = random.Next(3) switch { 0 => "canary", 1 => "early", _ => "web" };
        var patches = Enumerable.Range(0, random.Next(8)).Select(i => new PendingPatch
        {
            Host = host.Name, Name = $"p{i}{(char)('a' + random.Next(26))}", Version = "2", Severity = (PatchSeverity)random.Next(5),
            Classification = (PatchClassification)random.Next(4), PatchesBehind = OneIn(2) ? null : random.Next(6),
            FirstSeen = OneIn(8) ? null : From.AddMinutes(-random.Next(20_000)), Released = OneIn(2) ? null : From.AddMinutes(-random.Next(40_000)),
            HeldBack = OneIn(12) ? "held" : null,
        }).ToList();
        return new PlanHost(host, policy, DateTimeZoneProviders.Tzdb[Zones[random.Next(4)]], patches)
        {
            Deferrals = [.. patches.Where(_ => OneIn(4)).Select(p => new Deferral { Host = host.Name, Name = p.Name, Version = "2", By = "kari", Reason = "r", Until = From.AddMinutes(random.Next(1, 40_000)) })],
            Approvals = [.. patches.Where(_ => OneIn(5)).Select(p => new Approval
            {
                Host = host.Name, Name = p.Name, Version = "2", By = "kari", Reason = "r", Verdict = (ApprovalVerdict)random.Next(2),
                Until = OneIn(2) ? null : From.AddMinutes(random.Next(1, 20_000)),
            })],
            Earlier = p => p.Name.EndsWith("a", StringComparison.Ordinal) ? [new SeenRelease(From.AddDays(-20), PatchSeverity.Moderate, PatchClassification.Security)] : [],
        };
    }

    private TimeSpan Days(int most) => TimeSpan.FromHours(random.Next(1, most * 24));

    private bool OneIn(int chances) => random.Next(chances) == 0;
}
