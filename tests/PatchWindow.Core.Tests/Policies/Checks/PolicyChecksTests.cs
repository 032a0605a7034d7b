using PatchWindow.Core.Policies.Checks;
using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Policies.Checks;

/// <summary>What holds of all checks.</summary>
public sealed class PolicyChecksTests
{
    // One policy for each code, with just what the code is for.
    private static readonly Dictionary<string, Func<IEnumerable<Finding>>> Cases = new()
    {
        ["PolicyWithoutHosts"] = () => Tested.Find(Tested.Policy(), Tested.NoHosts),
        ["NoWindowAhead"] = () => Tested.Find(Tested.Policy("2025-12-06 22:00 for 4h")),
        ["WindowOnlyFrozen"] = () => Tested.Find(Tested.Policy(freezes: Given.Freeze("2020-01-01", "2040-01-01"))),
        ["ClockChangeTouchesWindow"] = () => Tested.Find(Tested.Policy("Sun 02:30 for 1h", "Europe/Oslo")),
        ["WindowTooShort"] = () => Tested.Find(Tested.Policy("Sat 22:00 for 1m")),
        ["FreezeOver"] = () => Tested.Find(Tested.Policy(freezes: Given.Freeze("2020-01-01", "2020-01-02"))),
        ["FreezeAllowsNothing"] = () => Tested.Find(Tested.Policy(freezes: new Freeze { From = Given.Local("2027-01-01"), To = Given.Local("2027-01-02"), Allow = FreezePass.Emergency })),
        ["AgePastDeadline"] = () => Tested.Find(With(p => (p.Approve, p.Deadlines) = (new() { AfterDays = 30 }, new() { Any = TimeSpan.FromDays(30) }))),
        ["DeferralPastDeadline"] = () => Tested.Find(With(p => (p.Defer, p.Deadlines) = (new() { MaxDays = 31 }, new() { Any = TimeSpan.FromDays(30) }))),
        ["BehindLimitAllowsNothing"] = () => Tested.Find(With(p => p.Defer = new() { MaxDays = 1, MaxBehind = 0 })),
        ["DeadlinesOutOfOrder"] = () => Tested.Find(With(p => p.Deadlines = new() { Critical = TimeSpan.FromDays(31), Low = TimeSpan.FromDays(30) })),
        ["DeadlineNeverApproved"] = () => Tested.Find(With(p => (p.Approve, p.Deadlines) = (
            new() { MinimumSeverity = PatchSeverity.Critical }, new() { Critical = TimeSpan.FromDays(30), Low = TimeSpan.FromDays(60) }))),
        ["DeadlineShorterThanGap"] = () => Tested.Find(With(p => p.Deadlines = new() { Any = TimeSpan.FromDays(5) })),
        ["EmergencyNeverWaits"] = () => Tested.Find(With(p => p.Emergency = new() { When = "exploited" })),
        ["EmergencyAlwaysWaits"] = () => Tested.Find(With(p => p.Emergency = new() { When = "exploited", Within = TimeSpan.FromDays(7) })),
        ["RingUnreachable"] = () => Tested.Find(With(p => p.Rollout = new() { Rings = [new() { Name = "all" }, new() { Name = "rest" }] })),
        ["HostInNoRing"] = () => Tested.Find(With(p => p.Rollout = new() { Rings = [new() { Name = "a", Targets = "name = other" }] })),
        ["RingWithoutTime"] = () => Tested.Find(With(p => p.Rollout = new() { Rings = [new() { Name = "a", Targets = "name = web01", Soak = TimeSpan.FromHours(4) }, new() { Name = "b" }] })),
        ["BudgetAllowsNothing"] = () => Tested.Find(With(p => p.Rollout = new() { Budgets = [new() { Max = HostShare.OfCount(0) }] })),
        ["BudgetTagMissing"] = () => Tested.Find(With(p => p.Rollout = new() { Budgets = [new() { Per = "site", Max = HostShare.OfCount(1) }] })),
        ["FirstFailureStops"] = () => Tested.Find(With(p => p.Rollout = new() { MaxFailures = HostShare.OfPercent(5) })),
        ["PoliciesOverlap"] = () => PolicyChecks.Of(new TestedFleet(Tested.Claim([Tested.Host("web01")], ("a", "*"), ("b", "*")), ["a", "b"], true)),
        ["HostWithoutPolicy"] = () => PolicyChecks.Of(new TestedFleet(Tested.Claim([Tested.Host("web01")], ("a", "name = other")), ["a"], true)),
    };

    [Fact]
    public void Every_code_is_found_where_it_should_be_and_listed()
    {
        Assert.Equal(PolicyChecks.Codes.OrderBy(c => c, StringComparer.Ordinal), Cases.Keys.OrderBy(c => c, StringComparer.Ordinal));
        foreach (var item in Cases)
        {
            var found = item.Value().ToList();
            Assert.True(found.Count(f => f.Code == item.Key) == 1, $"{item.Key}: {string.Join(", ", found.Select(f => f.Code))}");
            Assert.All(found, f => Assert.Contains(f.Code, PolicyChecks.Codes));
        }
    }

    [Fact]
    public void Every_finding_says_where_it_is_and_what_to_do_in_whole_sentences()
    {
        foreach (var finding in Cases.Values.SelectMany(c => c()))
        {
            Assert.StartsWith("policies", finding.Path);
            Assert.Matches("^[A-Z0-9].*[.]$", finding.Message);
            Assert.Matches("^[A-Z].*[.]$|lists them all[.]$", finding.Suggestion);
        }
    }

    [Fact]
    public void A_policy_as_most_are_has_nothing_to_be_found()
    {
        var policy = Tested.Policy("Sat 22:00 for 4h", "Europe/Oslo", Given.Freeze("2026-12-18", "2027-01-05", "year-end"));
        policy.Approve = new() { Classification = [PatchClassification.Security], MinimumSeverity = PatchSeverity.Important, AfterDays = 3 };
        policy.Defer = new() { MaxDays = 30, MaxTimes = 2, MaxBehind = 4 };
        policy.Deadlines = new() { Critical = TimeSpan.FromDays(30), Important = TimeSpan.FromDays(60), Grace = TimeSpan.FromDays(2) };
        policy.Emergency = new() { When = "exploited or severity = Critical", Within = TimeSpan.FromDays(1) };
        policy.Reboot = new() { Reserve = TimeSpan.FromMinutes(10) };
        policy.Rollout = new()
        {
            Rings = [new() { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromHours(2) }, new() { Name = "rest" }],
            Budgets = [new() { Per = "site", Max = HostShare.OfPercent(10) }, new() { Max = HostShare.OfCount(50) }],
            MaxFailures = HostShare.OfPercent(10),
        };

        Assert.Empty(Tested.Find(policy, [Tested.Host("c1", "role=canary", "site=osl"), .. Tested.Hosts(9, "role=web", "site=osl")]));
    }

    [Fact]
    public void A_policy_that_applies_at_once_has_no_windows_to_be_wrong()
    {
        var policy = Tested.Policy("Sun 02:30 for 1m", "Europe/Oslo");
        policy.Mode = PolicyMode.Immediate;
        policy.Deadlines = new() { Any = TimeSpan.FromDays(1) };

        Assert.Empty(Tested.Find(policy));
    }

    [Fact]
    public void A_schedule_of_every_second_is_looked_at_for_no_longer_than_it_takes_to_see_what_it_is()
    {
        var policy = Tested.Policy();
        policy.Schedules = [new Schedule { RRule = "FREQ=SECONDLY", Duration = TimeSpan.FromHours(1) }];
        policy.Deadlines = new() { Any = TimeSpan.FromHours(2) };

        Assert.Empty(Tested.Find(policy));
    }

    private static Policy With(Action<Policy> change)
    {
        var policy = Tested.Policy();
        change(policy);
        return policy;
    }
}
