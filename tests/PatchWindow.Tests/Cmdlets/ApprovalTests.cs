using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Approve-PendingPatch, Deny-PendingPatch, Get- and Remove-PatchApproval, and what becomes of the decision.</summary>
public sealed class ApprovalTests(Engine engine) : SessionTest(engine)
{
    private const string Strict = """
        {
          "hosts": [ { "name": "localhost", "transport": "local" }, { "name": "web01", "transport": "ssh" } ],
          "policies": {
            "strict": {
              "targets": "*", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 4h" } ],
              "approve": { "classification": [ "Security" ], "exclude": [ "pw-slow" ] },
              "deadlines": { "security": "7d", "any": "60d" },
            },
          },
        }
        """;

    private const string Patch = "[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'openssl'; Version = '3.0' }";

    [Fact]
    public void A_patch_that_the_policy_does_not_cover_is_applied_when_someone_approves_it()
    {
        Begin();
        Assert.Equal("NotApproved", Reason("pw-fix"));

        var made = Run("Get-PendingPatch localhost pw-fix | Approve-PendingPatch -Reason 'tested, CHG-4712' -By kari").Single;

        Assert.Equal("localhost pw-fix 1.1 Approved: tested, CHG-4712", made.ToString());
        Assert.Equal("strict Active kari ", $"{made.Text("Policy")} {made.Text("State")} {made.Text("By")} {made.Text("Until")}");
        Assert.Equal("OutsideWindow", Reason("pw-fix"));
        Assert.Equal("Apply", Reason("pw-fix -At 2026-12-12T22:30Z"));

        Assert.Single(Run("Get-PatchApproval localhost | Remove-PatchApproval -By ola").MustSucceed().Output);
        Assert.Equal("NotApproved", Reason("pw-fix"));
        Assert.Empty(Run("Get-PatchApproval").MustSucceed().Output);
        var kept = Run("Get-PatchApproval -All").Single;
        Assert.Equal("Withdrawn ola", $"{kept.Text("State")} {kept.Text("WithdrawnBy")}");
    }

    [Fact]
    public void A_denied_patch_is_not_applied_and_misses_its_deadline_with_a_warning()
    {
        Begin();
        Assert.Single(Run("Get-PendingPatch localhost pw-sec | Deny-PendingPatch -Reason 'breaks billing' -By kari -For 30d").MustSucceed().Output);

        var run = Run("Get-PendingPatch localhost pw-sec");
        var patch = run.Output.Single();

        Assert.Equal("Denied denied by kari until 2027-01-08 13:00 +00:00: breaks billing; as it stands it misses its deadline 2026-12-16 13:00 +00:00",
            $"{patch.Text("Decision.Reason")} {patch.Text("Decision.Message")}");
        Assert.Equal("MissesDeadline", patch.Text("Decision.Flags"));
        Assert.Contains(run.Warnings, w => w.Contains("going to miss the deadline on 'localhost' as it stands: ") && w.Contains("pw-sec by 2026-12-16 13:00 +00:00"));
        Assert.Equal("Denied", Run("Install-PendingPatch -Patch (Get-PendingPatch localhost pw-sec) -IgnoreWindow -Reason r -WhatIf").SingleError.Id());
    }

    [Fact]
    public void An_approval_takes_the_place_of_a_denial()
    {
        Begin();
        Run($"{Patch} | Deny-PendingPatch -Reason a").MustSucceed();
        Run($"{Patch} | Approve-PendingPatch -Reason b").MustSucceed();

        Assert.Equal("Approved", Run($"{Patch} | Get-PatchApproval").Single.Text("Verdict"));
        Assert.Equal(["Superseded", "Active"], Run("Get-PatchApproval web01 openssl -All").MustSucceed().Texts("State"));
    }

    [Theory]
    [InlineData("[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'pw-slow'; Version = '1' } | Approve-PendingPatch -Reason r", "ApprovalWithoutEffect")]
    [InlineData(Patch + " | Approve-PendingPatch -Reason r -Until 2026-12-09T13:00Z", "ApprovalInThePast")]
    [InlineData(Patch + " | Deny-PendingPatch -Reason r -Until 2026-12-09T13:00Z", "DenialInThePast")]
    [InlineData("[PatchWindow.PendingPatch]@{ Host = 'wbe01'; Name = 'a'; Version = '1' } | Deny-PendingPatch -Reason r", "HostNotFound")]
    [InlineData("[PatchWindow.Approval]@{ Id = 99; Reason = 'r' } | Remove-PatchApproval", "ApprovalNotActive")]
    public void What_cannot_be_said_is_an_error_that_names_it(string script, string id)
    {
        Begin();
        Assert.Equal(id, Run(script).SingleError.Id());
    }

    [Theory]
    [InlineData(Patch + " | Approve-PendingPatch -Reason r -WhatIf")]
    [InlineData(Patch + " | Deny-PendingPatch -Reason r -WhatIf")]
    public void WhatIf_says_what_would_be_and_keeps_nothing(string script)
    {
        Begin();
        Run(script).MustSucceed();
        Assert.Empty(Run("Get-PatchApproval -All").MustSucceed().Output);
    }

    [Fact]
    public void Explain_shows_every_rule_that_was_asked_and_the_one_that_decided_last()
    {
        Begin();
        var decision = Run("Get-PendingPatch localhost pw-sec -Explain").Single;

        Assert.Equal("PatchWindow.Decision", decision.BaseObject.GetType().FullName);
        Assert.Equal("localhost pw-sec 1.0 → 2.0", $"{decision.Text("Host")} {decision.Text("Patch")}");
        var shown = string.Join("\n", Engine.Show("Get-PendingPatch localhost pw-sec -Explain"));
        Assert.Matches(@"(?s)policy: passed.*approve: passed.*window: OutsideWindow, the next window opens 2026-12-12 22:00", shown);
        Assert.Contains("Decided  : OutsideWindow, by the rule window", shown.Replace("Decided    :", "Decided  :"));
    }

    private void Begin()
    {
        _ = UseApt();
        Configure(Strict);
        ClockShows("2026-12-09T13:00Z");
    }

    private string Reason(string arguments) => Run($"Get-PendingPatch localhost {arguments}").Output.Single().Text("Decision.Reason");
}
