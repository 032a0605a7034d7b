using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class TestPatchWindowTests : SessionTest
{
    public TestPatchWindowTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);
        ClockShows("2026-12-12T22:30+01:00");
    }

    [Theory]
    [InlineData("", "Apply", "the clock's own time")]
    [InlineData("-At 2026-12-12T21:59:59+01:00", "OutsideWindow", "a second too early")]
    [InlineData("-At 2026-12-12T22:00+01:00", "Apply", "at the start")]
    [InlineData("-At 2026-12-13T01:29:59+01:00", "Apply", "just before the cutoff")]
    [InlineData("-At 2026-12-13T01:30+01:00", "CutoffReached", "at the cutoff")]
    [InlineData("-At 2026-12-13T02:00+01:00", "OutsideWindow", "at the end")]
    [InlineData("-At 2026-12-19T23:00+01:00", "Frozen", "in the freeze")]
    [InlineData("-For 3h", "Apply", "3h and the reserve of 15m fit into 3h30m")]
    [InlineData("-For 3h15m", "Apply", "to the minute")]
    [InlineData("-For 3h16m", "DoesNotFit", "a minute more does not")]
    [InlineData("-For 12000s", "DoesNotFit", "3h20m in seconds, which PowerShell takes for a number")]
    [InlineData("-For 1d", "DoesNotFit", "a day, which PowerShell takes for a number")]
    [InlineData("-For PT3H", "Apply", "ISO 8601")]
    [InlineData("-For 03:30", "DoesNotFit", "as a clock shows it")]
    [InlineData("-For ([TimeSpan]::FromHours(4))", "DoesNotFit", "a TimeSpan")]
    public void It_tells_whether_work_could_start_and_why(string arguments, string reason, string why)
    {
        var decision = Run($"Test-PatchWindow prod-web {arguments} -Explain").Single;

        Assert.True(reason == decision.Text("Reason"), $"{why}: {decision}");
        Assert.NotEmpty(decision.Text("Message"));
        Assert.Equal("prod-web", decision.Text("Policy"));
        Assert.Equal(reason == "Apply", Run($"Test-PatchWindow prod-web {arguments}").Single.BaseObject);
    }

    [Fact]
    public void A_decision_says_when_it_changes_and_shows_the_rules_asked()
    {
        var decision = Run("Test-PatchWindow prod-web -At 2026-12-13T01:45+01:00 -Explain").Single;

        Assert.Equal("2027-01-02 22:00 +01:00", decision.Text("ChangesAt"));
        Assert.StartsWith("window: passed,cutoff: CutoffReached", decision.Text("Trace"));
    }

    [Theory]
    [InlineData("Test-PatchWindow", true)]
    [InlineData("Test-PatchWindow lab", false)]
    [InlineData("Test-PatchWindow lab, prod-web", true)]
    [InlineData("Test-PatchWindow prod*", true)]
    [InlineData("Test-PatchWindow -HostName lab01", false)]
    [InlineData("Test-PatchWindow -HostName lab01 -At 2026-12-09T13:00Z", true)]
    [InlineData("Get-PatchHost lab01 | Test-PatchWindow -At 2026-12-09T13:00Z", true)]
    [InlineData("Test-PatchWindow -HostName web01", false)]
    [InlineData("Test-PatchWindow prod-web -HostName web01", false)]
    [InlineData("[pscustomobject]@{ Host = 'lab01' } | Test-PatchWindow", false)]
    [InlineData("Get-PatchHost lab01, web01 | Test-PatchWindow -At 2026-12-09T13:00Z", true)]
    public void It_writes_one_answer_for_all_that_is_asked_about(string script, bool answer) =>
        Assert.Equal(answer, Run(script).Single.BaseObject);

    [Theory]
    [InlineData("-For 1h", true)]
    [InlineData("-For 2h", true)]
    [InlineData("-For 3h15m", false)]
    public void Of_several_open_windows_the_one_that_takes_the_work_is_asked(string room, bool answer)
    {
        Configure("""
            { "policies": { "p": { "schedules": [
                { "text": "daily 00:00 for 4h", "cutoff": "30m" },
                { "text": "daily 00:00 for 6h", "cutoff": "3h" } ] } } }
            """);

        Assert.Equal(answer, Run($"Test-PatchWindow p -At 2026-12-12T02:50Z {room}").Single.BaseObject);
    }

    [Theory]
    [InlineData("Test-PatchWindow -HostName web01")]
    [InlineData("Test-PatchWindow prod-web -HostName web01")]
    public void A_host_in_two_policies_has_one_decision_that_names_both_and_what_to_write(string script)
    {
        var decision = Run(script + " -Explain").Single;

        Assert.Equal("PolicyConflict", decision.Text("Reason"));
        Assert.Contains("'prod-night' and 'prod-web'", decision.Text("Message"));
        Assert.Contains("(…) and not name = web01", decision.Text("Message"));
        Assert.StartsWith("policy: PolicyConflict", decision.Text("Trace"));
    }

    [Theory]
    [InlineData("Test-PatchWindow -HostName web01")]
    [InlineData("Test-PatchWindow prod-night -HostName web01")]
    public void A_host_that_a_faulty_policy_claims_has_one_decision_that_names_it_and_its_fault(string script)
    {
        Configure(Given.Fleet.Replace("\"reboot\"", "\"rebot\""));

        var explained = Run(script + " -Explain");
        var decision = Assert.Single(explained.Output);

        Assert.Equal("SettingUnknown", explained.SingleError.Id());
        Assert.Equal("PolicyInvalid prod-web ", $"{decision.Text("Reason")} {decision.Text("Policy")} {decision.Text("ChangesAt")}");
        Assert.Contains("policies.prod-web.rebot", decision.Text("Message"));
        Assert.Contains("changes when the file is corrected", decision.Text("Message"));
        Assert.Equal([false], Run(script).Output.Select(o => o.BaseObject));
    }

    [Fact]
    public void A_policy_that_is_not_there_is_an_error_and_never_a_yes()
    {
        var result = Run("Test-PatchWindow prod-webb");

        Assert.Equal("PolicyNotFound", result.SingleError.Id());
        Assert.Equal([false], result.Output.Select(o => o.BaseObject));
    }

    [Theory]
    [InlineData("-For 90", "number without a unit", "Write 90m, 90h or 90d.")]
    [InlineData("-For (7d)", "number without a unit", "Write 7m, 7h or 7d.")]
    [InlineData("-For soon", "not a duration", "Write 30m, 4h")]
    [InlineData("-For 1.5h", "not a duration", "Write 1h30m.")]
    [InlineData("-For 5u", "not a duration", "Write 30m, 4h")]
    public void A_duration_that_cannot_be_read_is_refused_with_how_to_write_it(string argument, string message, string meant)
    {
        var stopped = Run("Test-PatchWindow " + argument).Stopped;

        Assert.Contains(message, stopped!.ToString());
        Assert.Contains(meant, stopped.ToString());
    }
}
