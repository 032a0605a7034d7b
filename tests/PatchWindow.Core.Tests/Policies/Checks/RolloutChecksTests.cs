namespace PatchWindow.Core.Tests.Policies.Checks;

/// <summary>Rings and budgets beside the hosts that there are.</summary>
public sealed class RolloutChecksTests
{
    [Fact]
    public void A_ring_after_one_that_takes_every_host_is_never_reached()
    {
        var policy = Rings(("canary", "role = canary"), ("all", "*"), ("late", "site = osl"), ("rest", ""));

        var found = Tested.Find(policy, [Tested.Host("c1", "role=canary"), Tested.Host("w1", "site=osl")]);

        Assert.Equal(["Error policies:p:rollout:rings:2", "Error policies:p:rollout:rings:3"], found.Select(Tested.Place));
        Assert.All(found, f => Assert.Equal("RingUnreachable", f.Code));
        Assert.Equal("No host ever comes to the ring 'late': 'all' before it takes every host.", found[0].Message);
    }

    [Fact]
    public void A_ring_that_no_host_comes_to_says_why()
    {
        var policy = Rings(("canary", "role = canary"), ("web", "role = web"), ("db", "role = db or role = canary"), ("none", "role = cache"), ("rest", ""));

        var found = Tested.Find(policy, [Tested.Host("c1", "role=canary"), Tested.Host("w1", "role=web"), Tested.Host("w2", "role=web")]);

        Assert.Equal(["Warning policies:p:rollout:rings:2", "Warning policies:p:rollout:rings:3", "Warning policies:p:rollout:rings:4"], found.Select(Tested.Place));
        Assert.Equal(
            [
                "None of the policy's 3 hosts is in the ring 'db': the 1 host that its targets match is in rings before it.",
                "None of the policy's 3 hosts is in the ring 'none': its targets 'role = cache' match none.",
                "None of the policy's 3 hosts is in the ring 'rest': the 3 hosts that its targets match are in rings before it.",
            ],
            found.Select(f => f.Message));
    }

    [Fact]
    public void Rings_that_share_all_hosts_among_them_are_right() => Assert.Empty(Tested.Find(
        Rings(("canary", "role = canary"), ("rest", "")), [Tested.Host("c1", "role=canary"), Tested.Host("w1")]));

    [Fact]
    public void Where_nobody_knows_the_hosts_or_there_are_none_no_ring_is_empty()
    {
        var policy = Rings(("canary", "role = canary"), ("rest", ""));

        Assert.Equal("PolicyWithoutHosts", Tested.Codes(policy, Tested.NoHosts));
        Assert.Empty(PatchWindow.Core.Policies.Checks.PolicyChecks.Of(new PatchWindow.Core.Policies.Checks.TestedPolicy(
            PatchWindow.Core.Policies.PolicyCompiler.Compile(policy, new List<Finding>())!, null, _ => NodaTime.DateTimeZone.Utc,
            Tested.Now, Tested.Now + NodaTime.Duration.FromDays(730))));
    }

    [Fact]
    public void A_host_in_no_ring_is_an_error_that_names_it()
    {
        var policy = Rings(("canary", "role = canary"), ("web", "role = web"));

        var one = Tested.The("HostInNoRing", policy, [Tested.Host("c1", "role=canary"), Tested.Host("w1", "role=web"), Tested.Host("db1", "role=db")]);
        Assert.Equal(("Error policies:p:rollout:rings", "db1"), (Tested.Place(one), one.HostName));
        Assert.Equal("1 host of the policy is in none of its rings and would never be patched: db1.", one.Message);

        var many = Tested.The("HostInNoRing", policy, [Tested.Host("c1", "role=canary"), Tested.Host("w1", "role=web"), .. Tested.Hosts(7, "role=db")]);
        Assert.EndsWith(": web01, web02, web03, web04, web05 and 2 more.", many.Message);
        Assert.Null(many.HostName);
    }

    [Theory]
    [InlineData(239, 0)]
    [InlineData(240, 1)]
    public void A_ring_that_soaks_as_long_as_the_longest_window_leaves_no_time_for_the_next(int minutes, int findings)
    {
        var policy = Rings(("canary", "role = canary"), ("rest", ""));
        policy.Rollout!.Rings[0].Soak = TimeSpan.FromMinutes(minutes);
        policy.Rollout.Rings[1].Soak = TimeSpan.FromDays(7); // after the last nothing waits
        policy.Schedules.Add(new Schedule { Text = "Wed 22:00 for 2h" });

        var found = Tested.Find(policy, [Tested.Host("c1", "role=canary"), Tested.Host("w1")]);

        Assert.Equal(findings, found.Length);
        Assert.All(found, f => Assert.Equal(
            ("RingWithoutTime", "Warning policies:p:rollout:rings:0:soak",
                "The ring 'canary' soaks for 4h, and no window lasts longer than 4h: 'rest' never begins in the same window."),
            (f.Code, Tested.Place(f), f.Message)));
    }

    [Theory]
    [InlineData("10%", 10, "")]
    [InlineData("10%", 9, "10% of 9 hosts is less than one, so nothing is ever applied on the hosts of the policy.|Write \"max\": 1, or at least \"max\": \"12%\".")]
    [InlineData("50%", 1, "50% of 1 host is less than one, so nothing is ever applied on the hosts of the policy.|Write \"max\": 1, or at least \"max\": \"100%\".")]
    [InlineData("1", 1, "")]
    [InlineData("0", 10, "The budget '0' allows no host, so nothing is ever applied.|Write \"max\": 1 or more, or remove the budget.")]
    [InlineData("0%", 10, "The budget '0%' allows no host, so nothing is ever applied.|Write \"max\": 1 or more, or remove the budget.")]
    public void A_budget_that_rounds_down_to_none_is_an_error_that_says_what_would_do(string max, int hosts, string said)
    {
        var found = Tested.Find(Budget(null, max), Tested.Hosts(hosts));

        Assert.Equal(said, string.Join(",", found.Select(f => f.Message + "|" + f.Suggestion)));
        Assert.All(found, f => Assert.Equal(("BudgetAllowsNothing", "Error policies:p:rollout:budgets:0:max"), (f.Code, Tested.Place(f))));
    }

    [Fact]
    public void What_it_says_would_do_does_for_any_number_of_hosts()
    {
        for (var hosts = 2; hosts < 100; hosts++)
        {
            var suggestion = Tested.The("BudgetAllowsNothing", Budget(null, "1%"), Tested.Hosts(hosts)).Suggestion!;
            var percent = HostShare.Parse(System.Text.RegularExpressions.Regex.Match(suggestion, @"\d+%").Value);
            Assert.Equal((1, 0), (percent.Of(hosts), HostShare.OfPercent(percent.Percent!.Value - 1).Of(hosts)));
        }
    }

    [Fact]
    public void A_budget_by_a_tag_is_asked_of_each_of_its_values_and_names_the_smallest()
    {
        var hosts = Tested.Hosts(10, "site=osl").Concat([Tested.Host("b1", "site=bgo"), Tested.Host("b2", "site=BGO"), Tested.Host("t1", "site=trd")]).ToList();

        var finding = Tested.The("BudgetAllowsNothing", Budget("site", "10%"), hosts);

        Assert.Equal("10% of 1 host is less than one, so nothing is ever applied on the hosts of site 'trd', nor on 1 other.", finding.Message);
        Assert.Empty(Tested.Find(Budget("site", "100%"), hosts));
    }

    [Fact]
    public void Hosts_without_the_tag_share_a_budget_that_may_allow_none_of_them()
    {
        var hosts = Tested.Hosts(10, "site=osl").Concat([Tested.Host("w1"), Tested.Host("w2", "site=")]).ToList();

        Assert.Equal(
            "10% of 2 hosts is less than one, so nothing is ever applied on the hosts without the tag 'site'.",
            Tested.The("BudgetAllowsNothing", Budget("site", "10%"), hosts).Message);
    }

    [Fact]
    public void A_percentage_is_of_the_hosts_that_rings_take_as_in_the_plan()
    {
        var policy = Rings(("canary", "role = canary"));
        policy.Rollout!.Budgets.Add(new Budget { Max = HostShare.OfPercent(10) });
        List<ManagedHost> hosts = [.. Tested.Hosts(9, "role=canary"), Tested.Host("outside")];

        Assert.StartsWith("10% of 9 hosts is less than one", Tested.The("BudgetAllowsNothing", policy, hosts).Message);
    }

    [Fact]
    public void A_budget_by_ring_is_asked_of_each_ring()
    {
        var policy = Rings(("canary", "role = canary"), ("rest", ""));
        policy.Rollout!.Budgets.Add(new Budget { Per = "Ring", Max = HostShare.OfPercent(10) });

        Assert.Contains("of Ring 'canary'", Tested.The("BudgetAllowsNothing", policy, [Tested.Host("c1", "role=canary"), .. Tested.Hosts(10)]).Message);
    }

    [Fact]
    public void Hosts_without_the_tag_that_a_budget_counts_by_are_named()
    {
        var finding = Tested.The("BudgetTagMissing", Budget("site", "1"), [Tested.Host("w1", "site=osl"), Tested.Host("w2"), Tested.Host("w3", "site=")]);

        Assert.Equal("Warning policies:p:rollout:budgets:0:per", Tested.Place(finding));
        Assert.Equal("2 hosts of 3 have no tag 'site', which the budget '1 per site' counts by: w2, w3.", finding.Message);
    }

    [Theory]
    [InlineData("5%", 20, 0)]
    [InlineData("5%", 19, 1)]
    [InlineData("0", 10, 0)]
    [InlineData("0%", 10, 0)]
    public void A_share_of_failures_that_is_less_than_one_host_is_worth_knowing(string share, int hosts, int findings)
    {
        var policy = Tested.Policy();
        policy.Rollout = new() { MaxFailures = HostShare.Parse(share) };

        var found = Tested.Find(policy, Tested.Hosts(hosts));

        Assert.Equal(findings, found.Length);
        Assert.All(found, f => Assert.Equal(("FirstFailureStops", "Information policies:p:rollout:maxFailures"), (f.Code, Tested.Place(f))));
    }

    private static Policy Rings(params (string Name, string Targets)[] rings)
    {
        var policy = Tested.Policy();
        policy.Rollout = new() { Rings = [.. rings.Select(r => new Ring { Name = r.Name, Targets = r.Targets })] };
        return policy;
    }

    private static Policy Budget(string? per, string max)
    {
        var policy = Tested.Policy();
        policy.Rollout = new() { Budgets = [new Budget { Per = per, Max = HostShare.Parse(max) }] };
        return policy;
    }
}
