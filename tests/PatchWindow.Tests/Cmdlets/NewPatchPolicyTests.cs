using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class NewPatchPolicyTests : SessionTest
{
    public NewPatchPolicyTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);
        ClockShows("2026-12-09T13:00Z");
    }

    [Fact]
    public void A_policy_is_what_its_parameters_say()
    {
        var policy = Run("""
            New-PatchPolicy web -Targets 'role = web' -Schedule 'Sat 22:00 for 4h', (New-PatchSchedule -Daily -At 02:00 -Duration 1h) -TimeZone Europe/Oslo `
              -Freeze @{ From = '2026-12-18'; To = '2027-01-05'; Reason = 'year-end'; Allow = 'Emergency' } -MinimumSeverity Important -Classification Security, Bugfix `
              -AfterDays 3 -Include a*, b -Exclude linux-* -Advisory DSA-* -MaxDays 30 -MaxTimes 2 -MaxBehind 4 -RebootReserve 10m `
              -Deadline @{ critical = '7d'; Important = [TimeSpan]'30.00:00'; Grace = '2d' } -EmergencyWhen 'cvss >= 9' -EmergencyWithin 24h
            """).Single;

        Assert.Equal("PatchWindow.Policy", policy.BaseObject.GetType().FullName);
        Assert.Equal(("web", "role = web", "Europe/Oslo", "Scheduled"), (policy.Text("Name"), policy.Text("Targets"), policy.Text("TimeZone"), policy.Text("Mode")));
        Assert.StartsWith("Sat 22:00 for 4h,daily 02:00 for 1h", policy.Text("Schedules"));
        Assert.Equal("year-end (2026-12-18 00:00 to 2027-01-05 00:00)", policy.Text("Freezes"));
        Assert.Equal(("Important", "Security,Bugfix", "3"), (policy.Text("Approve.MinimumSeverity"), policy.Text("Approve.Classification"), policy.Text("Approve.AfterDays")));
        Assert.Equal(("a*,b", "linux-*", "DSA-*"), (policy.Text("Approve.Include"), policy.Text("Approve.Exclude"), policy.Text("Approve.Advisories")));
        Assert.Equal(("30", "2", "4"), (policy.Text("Defer.MaxDays"), policy.Text("Defer.MaxTimes"), policy.Text("Defer.MaxBehind")));
        Assert.Equal("Critical 7d, Important 30d, grace 2d", policy.Text("Deadlines"));
        Assert.Equal("cvss >= 9, within 1d", policy.Text("Emergency"));
        Assert.Equal("00:10:00", policy.Text("Reboot.Reserve"));
    }

    [Fact]
    public void What_is_not_said_is_not_there()
    {
        var policy = Run("New-PatchPolicy web -Schedule 'Sat 22:00 for 4h'").Single;

        Assert.All(new[] { "Approve", "Defer", "Deadlines", "Emergency", "Rollout", "TimeZone" }, part => Assert.Null(policy.Get(part)));
        Assert.Equal(("", "00:00:00"), (policy.Text("Targets"), policy.Text("Reboot.Reserve")));
    }

    [Theory]
    [InlineData("'Sat 22:00 for 4h', 'Sun 02:00 for 2h' | New-PatchPolicy web")]
    [InlineData("@('Sat 22:00 for 4h', 'Sun 02:00 for 2h' | New-PatchSchedule -TimeZone UTC) | New-PatchPolicy web")]
    [InlineData("New-PatchPolicy web -Schedule @{ Text = 'Sat 22:00 for 4h' }, 'Sun 02:00 for 2h'")]
    public void Schedules_are_piped_in_and_typed(string script) =>
        Assert.Equal(["2026-12-12 22:00 +00:00", "2026-12-13 02:00 +00:00"], Run(script + " | Get-PatchWindow -First 2").MustSucceed().Texts("Start"));

    [Fact]
    public void Every_fault_is_said_with_its_place_and_no_policy_is_written()
    {
        var result = Run("New-PatchPolicy web -Targets 'env =' -Schedule 'Funday 22:00 for 4h' -TimeZone Europe/Olso -EmergencyWithin 24h");

        Assert.Equal(["TimeZoneNotFound timeZone", "ScheduleTextInvalid schedules[0].text", "EmergencyIncomplete emergency.when"], result.Errors.Select(e => $"{e.Id()} {e.Finding().Text("Path")}"));
        Assert.Equal("TargetFilterInvalid", result.Stopped?.Id());
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("@{ Critcal = '7d' }", "'Critical'")]
    [InlineData("@{ Critical = '7 fortnights' }", "Critical")]
    [InlineData("@{ Critical = $null }", "Critical")]
    public void A_deadline_that_is_none_names_the_nearest(string deadline, string said)
    {
        var stopped = Run($"New-PatchPolicy web -Schedule 'Sat 22:00 for 4h' -Deadline {deadline}").Stopped;

        Assert.Equal("ParameterArgumentTransformationError", stopped?.Id());
        Assert.Contains(said, stopped!.ToString());
    }

    [Fact]
    public void A_policy_without_a_schedule_warns_that_it_never_opens_unless_it_applies_at_once()
    {
        Assert.Contains("never opens", Assert.Single(Run("New-PatchPolicy web -Targets *").MustSucceed().Warnings));
        Assert.Empty(Run("New-PatchPolicy web -Targets * -Mode Immediate").MustSucceed().Warnings);
    }

    [Fact]
    public void It_is_tested_against_the_hosts_of_the_configuration() => Assert.Equal(
        ["PolicyWithoutHosts"], Run("New-PatchPolicy web -Targets 'env = dmz' -Schedule 'Sat 22:00 for 4h' | Test-PatchPolicy").MustSucceed().Texts("Code"));
}
