using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Planning;

namespace PatchWindow.Core.Tests.Planning;

public sealed class PlanHashTests
{
    private static readonly Dictionary<string, Action<Fleet>> Changes = new()
    {
        ["a policy's schedule"] = f => f.Policy.Schedules[0].Text = "Sat 22:00 for 2h",
        ["a policy's freeze"] = f => f.Policy.Freezes.Add(new Freeze { From = new(2027, 1, 1), To = new(2027, 1, 2) }),
        ["a policy's estimate"] = f => f.Policy.Estimate.Patch = TimeSpan.FromSeconds(31),
        ["a policy's budget"] = f => f.Policy.Rollout!.Budgets[0].Max = HostShare.OfCount(51),
        ["the order of rings"] = f => f.Policy.Rollout!.Rings.Reverse(),
        ["a policy's exclusion"] = f => f.Policy.Approve = new ApprovalRule { Exclude = ["x"] },
        ["a host more"] = f => f.Host("web9"),
        ["a host's name"] = f => Change(f, h => h with { Host = new ManagedHost { Name = "web0", Tags = h.Host.Tags } }),
        ["a host's zone"] = f => Change(f, h => h with { Zone = DateTimeZoneProviders.Tzdb["Asia/Tokyo"] }),
        ["a host's ring"] = f => f.Hosts[0].Host.Tags["role"] = "canary",
        ["a host's site"] = f => f.Hosts[0].Host.Tags["site"] = "lon",
        ["a host that cannot be asked"] = f => Change(f, h => h with { Unreachable = "no route" }),
        ["a patch more"] = f => Change(f, h => h with { Patches = [.. h.Patches, Fleet.Patch("z")] }),
        ["a patch less"] = f => Change(f, h => h with { Patches = [h.Patches[0]] }),
        ["a patch's name"] = f => ChangePatch(f, p => p with { Name = "x" }),
        ["the installed version"] = f => ChangePatch(f, p => p with { InstalledVersion = "1.1" }),
        ["a new package"] = f => ChangePatch(f, p => p with { InstalledVersion = null }),
        ["the pending version"] = f => ChangePatch(f, p => p with { Version = "2.1" }),
        ["a patch's severity"] = f => ChangePatch(f, p => p with { Severity = PatchSeverity.Critical }),
        ["a hold"] = f => ChangePatch(f, p => p with { HeldBack = "held" }),
        ["a deferral"] = f => Change(f, h => h with { Deferrals = [new Deferral { Name = "a", Version = "2.0", Until = Fleet.Noon.AddDays(1) }] }),
        ["a denial"] = f => Change(f, h => h with { Approvals = [new Approval { Name = "a", Version = "2.0", Verdict = ApprovalVerdict.Denied }] }),
        ["an id that is an advisory and no CVE"] = f => ChangePatch(f, p => p with { Cves = [], Advisories = ["CVE-2026-1"] }),
        ["a source that has the name of a CVE"] = f => ChangePatch(f, p => p with { Cves = [], Source = "CVE-2026-1" }),
        ["an earlier release that the host lacks"] = f => Change(f, h => h with { Earlier = _ => [new SeenRelease(Fleet.Noon.AddDays(-9), PatchSeverity.Critical, PatchClassification.Security)] }),
        ["a host more that a percentage is of"] = f => f.Others.Add(Fleet.Tagged("spare", "site=osl")),
        ["a store that cannot be read"] = f => Change(f, h => h with { DeferralUnknown = true }),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Fact]
    public void It_is_a_SHA_256_and_the_same_for_the_same_facts()
    {
        Assert.Matches("^[0-9a-f]{64}$", Given().Plan().Hash);
        Assert.Equal(Given().Plan().Hash, Given().Plan().Hash);
    }

    [Fact]
    public void The_clock_and_the_stretch_of_time_are_not_in_it()
    {
        var later = Given();
        (later.From, later.For) = (Fleet.Noon.AddHours(5), TimeSpan.FromDays(3));
        Change(later, h => h with { Patches = [.. h.Patches.Select(p => p with { FirstSeen = Fleet.Noon.AddHours(5) })] });

        Assert.Equal(Given().Plan().Hash, later.Plan().Hash);
    }

    [Theory, MemberData(nameof(Names))]
    public void Another_fact_is_another_hash(string name)
    {
        var changed = Given();
        Changes[name](changed);

        Assert.NotEqual(Given().Plan().Hash, changed.Plan().Hash);
    }

    private static Fleet Given()
    {
        var fleet = new Fleet();
        fleet.Policy.Rollout = new Rollout
        {
            Rings = [new Ring { Name = "canary", Targets = "role = canary" }, new Ring { Name = "rest" }],
            Budgets = [new Budget { Max = HostShare.OfCount(50) }, new Budget { Per = "site", Max = HostShare.OfPercent(50) }],
        };
        _ = fleet.Host("web1", "site=osl", Fleet.Patch("a") with { Cves = ["CVE-2026-1"] }, Fleet.Patch("b"));
        _ = fleet.Host("web2", "site=osl", Fleet.Patch("a"));
        return fleet;
    }

    private static void Change(Fleet fleet, Func<PlanHost, PlanHost> change) => fleet.Hosts[0] = change(fleet.Hosts[0]);

    private static void ChangePatch(Fleet fleet, Func<PendingPatch, PendingPatch> change) =>
        Change(fleet, h => h with { Patches = [change(h.Patches[0]), h.Patches[1]] });
}
