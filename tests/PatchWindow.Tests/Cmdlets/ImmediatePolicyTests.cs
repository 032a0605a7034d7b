using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>What the cmdlets about windows say of a policy that applies at once and has none.</summary>
public sealed class ImmediatePolicyTests : SessionTest
{
    private const string Lab = """
        {
          "policies": {
            "lab": { "mode": "immediate", "targets": "name = localhost", "timeZone": "Europe/Oslo",
                     "freezes": [ { "from": "2026-12-18", "to": "2026-12-31", "reason": "exams" } ] },
            "night": { "targets": "name = nobody", "timeZone": "UTC", "schedules": [ { "text": "daily 02:00 for 1h" } ] },
          },
        }
        """;

    public ImmediatePolicyTests(Engine engine)
        : base(engine)
    {
        Configure(Lab);
        ClockShows("2026-12-09T13:00Z");
    }

    [Fact]
    public void It_has_no_windows_and_says_so_where_it_is_asked_for_by_name()
    {
        var run = Run("Get-PatchWindow lab");

        Assert.Empty(run.Output);
        Assert.Contains("The policy 'lab' applies patches at once, so it has no windows.", Assert.Single(run.Warnings));
        Assert.Equal(["night"], Run("Get-PatchWindow").MustSucceed().Texts("Policy").Distinct());
    }

    [Theory]
    [InlineData("2026-12-09T13:00Z", "True", "Apply", "applies at once until 2026-12-18 00:00 +01:00: a freeze begins 2026-12-18 00:00 +01:00")]
    [InlineData("2026-12-20T13:00Z", "False", "Frozen", "a freeze holds (exams); it ends 2027-01-01 00:00 +01:00")]
    public void Whether_a_freeze_holds_can_be_asked(string at, string open, string reason, string message)
    {
        Assert.Equal(open, Run($"Test-PatchWindow lab -At {at}").Single.ToString());
        var decision = Run($"Test-PatchWindow lab -At {at} -Explain").Single;
        Assert.Equal((reason, message), (decision.Text("Reason"), decision.Text("Message")));
    }

    [Fact]
    public void There_is_nothing_to_wait_for() => Assert.Contains(Run("Wait-PatchWindow lab").Errors, e => e.Id() == "PolicyAppliesAtOnce");

    [Fact]
    public void Beside_others_it_is_not_waited_for()
    {
        ClockShows("2026-12-09T02:30Z");
        Assert.Equal("night", Run("Wait-PatchWindow").Single.Text("Policy"));
    }
}
