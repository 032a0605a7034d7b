using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Policies;

public sealed class PolicyCompilerTests
{
    private static readonly Schedule Saturday = new() { Text = "Sat 22:00 for 4h" };

    [Fact]
    public void A_whole_policy_compiles_without_a_finding()
    {
        var (compiled, findings) = Compile(new Policy
        {
            Name = "prod", Targets = "env = prod", TimeZone = "Europe/Oslo", Schedules = [Saturday],
            Freezes = [new() { From = new(2026, 12, 18), To = new(2027, 1, 5), Reason = "holiday freeze" }],
        });
        Assert.Empty(findings);
        Assert.Equal(("prod", 1, 1, "env = prod"), (compiled!.Name, compiled.Schedules.Count, compiled.Freezes.Count, compiled.Targets.Text));
        Assert.Equal("Europe/Oslo", compiled.Schedules[0].Zone!.Id);
    }

    [Fact]
    public void Every_fault_of_a_policy_is_found_at_once_with_its_path()
    {
        var (compiled, findings) = Compile(new Policy
        {
            Name = "prod",
            Targets = "env ==",
            TimeZone = "Europe/Olso",
            Schedules =
            [
                Saturday,
                new() { Text = "Sat" },
                new() { RRule = "FREQ=WEKLY", At = TimeSpan.FromHours(1), Cutoff = -TimeSpan.FromHours(1) },
            ],
            Freezes = [new() { From = new(2026, 12, 18), To = new(2026, 12, 19) }, new() { From = new(2026, 12, 18), To = new(2026, 12, 18) }],
        });
        Assert.Null(compiled);
        Assert.Equal(
            [
                "policies:prod:timeZone TimeZoneNotFound",
                "policies:prod:schedules:1:text ScheduleTextInvalid",
                "policies:prod:schedules:2:rrule RecurrenceRuleInvalid",
                "policies:prod:schedules:2:duration DurationMissing",
                "policies:prod:schedules:2:cutoff CutoffNegative",
                "policies:prod:freezes:1:to FreezeEmpty",
                "policies:prod:targets TargetFilterInvalid",
            ],
            findings.Select(f => $"{f.Path} {f.Code}"));
        Assert.All(findings, f => Assert.Equal(("prod", FindingSeverity.Error), (f.Policy, f.Severity)));
    }

    [Fact]
    public void A_policy_without_a_schedule_is_whole_and_warns_that_it_never_opens()
    {
        var (compiled, findings) = Compile(new Policy { Name = "prod" });
        Assert.NotNull(compiled);
        var finding = Assert.Single(findings);
        Assert.Equal(
            ("PolicyNeverOpens", FindingSeverity.Warning, "policies:prod:schedules", "prod"), (finding.Code, finding.Severity, finding.Path, finding.Policy));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("*", true)]
    public void Empty_targets_match_no_host(string targets, bool matches)
    {
        var (compiled, _) = Compile(new Policy { Targets = targets, Schedules = [Saturday] });
        Assert.Equal(matches, compiled!.Targets.Matches(new ManagedHost { Name = "web01" }));
    }

    [Fact]
    public void A_policy_that_names_no_zone_is_in_UTC_and_one_in_host_has_none()
    {
        Assert.Equal("UTC", Compile(new Policy { Schedules = [Saturday] }).Compiled!.Schedules[0].Zone!.Id);
        Assert.Null(Compile(new Policy { TimeZone = "Host", Schedules = [Saturday] }).Compiled!.Schedules[0].Zone);
    }

    private static (CompiledPolicy? Compiled, List<Finding> Findings) Compile(Policy policy)
    {
        var findings = new List<Finding>();
        return (PolicyCompiler.Compile(policy, findings), findings);
    }

    [Fact]
    public void What_a_script_left_unset_or_negative_is_a_fault()
    {
        var findings = new List<Finding>();
        var policy = new Policy
        {
            Name = "p",
            Schedules = [new Schedule { Text = "Sat 22:00 for 4h" }, null!],
            Freezes = [null!, new Freeze { Schedules = [null!] }],
            Reboot = new RebootRule { Reserve = TimeSpan.MinValue },
        };
        Assert.Null(PolicyCompiler.Compile(policy, findings));
        Assert.Equal(
            [
                "PolicyPartUnset policies:p:schedules:1", "PolicyPartUnset policies:p:freezes:0", "PolicyPartUnset policies:p:freezes:1",
                "ReserveNegative policies:p:reboot:reserve",
            ],
            findings.Select(f => $"{f.Code} {f.Path}"));
    }
}
