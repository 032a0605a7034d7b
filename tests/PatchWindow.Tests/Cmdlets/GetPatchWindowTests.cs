using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class GetPatchWindowTests : SessionTest
{
    public GetPatchWindowTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);

        // A Wednesday in the afternoon, UTC: lab is open, the others are not.
        ClockShows("2026-12-09T13:00Z");
    }

    [Fact]
    public void Without_arguments_each_policy_shows_what_is_open_and_what_comes_next_in_order_of_time()
    {
        var windows = Run("Get-PatchWindow lab, prod-web").MustSucceed();

        Assert.Equal(
            ["lab Open 2026-12-09 09:00 +00:00", "lab Upcoming 2026-12-10 09:00 +00:00", "prod-web Upcoming 2026-12-12 22:00 +01:00"],
            windows.Output.Select(w => $"{w.Text("Policy")} {w.Text("State")} {w.Text("Start")}"));
        Assert.Equal(3, Run("Get-PatchWindow").Texts("Policy").Distinct().Count());
    }

    [Fact]
    public void A_window_says_when_it_starts_ends_and_takes_nothing_new_on_its_own_clock()
    {
        var window = Run("Get-PatchWindow prod-web -First 1").Single;

        Assert.Equal(
            "PatchWindow.Window|prod-web|Sat 22:00 for 4h cutoff 30m|2026-12-12 22:00 +01:00|2026-12-13 02:00 +01:00|2026-12-13 01:30 +01:00|04:00:00|Europe/Oslo|Upcoming|None",
            string.Join("|", new[] { window.BaseObject.GetType().FullName }.Concat(
                new[] { "Policy", "Schedule", "Start", "End", "Cutoff", "Duration", "TimeZone", "State", "Adjustment" }.Select(window.Text))));
        Assert.Matches(@"^20\d\d[a-z]", window.Text("TimeZoneVersion"));
    }

    [Theory]
    [InlineData("prod-web -First 3", "2026-12-12,2026-12-19,2026-12-26", false, "the frozen ones are left out")]
    [InlineData("prod-web -From 2026-12-01T00:00Z -To 2026-12-12T21:00Z", "2026-12-05", true, "a window that opens at -To is not in it")]
    [InlineData("prod-web -From 2026-12-13T00:30Z -To 2026-12-13T00:40Z", "2026-12-12", true, "a window that still runs is in it")]
    [InlineData("prod-web -From 2026-12-13T01:00Z -To 2026-12-13T02:00Z", "", true, "a window that has just ended is not")]
    [InlineData("prod-web -From 2026-12-01T00:00Z -To 2026-12-31T00:00Z", "2026-12-05,2026-12-12", true, "frozen windows do not count")]
    [InlineData("prod-web -From 2026-12-01T00:00Z -To 2026-12-31T00:00Z -IncludeFrozen", "2026-12-05,2026-12-12,2026-12-19,2026-12-26", true, "unless asked for")]
    [InlineData("prod-web -From 2026-12-01T00:00Z -To 2026-12-31T00:00Z -First 1", "2026-12-05", true, "-First cuts the stretch")]
    [InlineData("prod-web -From 2027-01-01T00:00Z -First 2", "2027-01-02,2027-01-09", true, "-From and -First")]
    public void A_stretch_of_time_is_listed_window_by_window(string arguments, string starts, bool exact, string why)
    {
        var windows = Run("Get-PatchWindow " + arguments).MustSucceed();

        var expected = exact ? starts : "2026-12-12,2027-01-02,2027-01-09";
        Assert.True(expected == string.Join(",", windows.Texts("Start").Select(s => s[..10])), why);
    }

    [Theory]
    [InlineData("Get-PatchWindow -From 2027-01-01T00:00Z -To 2026-01-01T00:00Z", "begins 2027-01-01 00:00 +00:00, and ends 2026-01-01 00:00 +00:00", "after -From")]
    [InlineData("Get-PatchWindow lab -From 2026-12-09T10:00Z -To 2026-12-09T10:00Z", "ends 2026-12-09 10:00 +00:00", "after -From")]
    [InlineData("Get-PatchWindow -To 2026-12-09T13:00Z", "begins now, 2026-12-09 13:00 +00:00", "Give -From")]
    [InlineData("Get-PatchPolicy lab | Get-PatchWindow -From 2027-01-01T00:00Z -To 2026-01-01T00:00Z", "begins 2027", "after -From")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow -From 2027-01-01T00:00Z -To 2026-01-01T00:00Z", "begins 2027", "after -From")]
    public void A_stretch_of_time_that_ends_before_it_begins_is_an_error(string script, string message, string hint)
    {
        var result = Run(script);

        Assert.Empty(result.Output);
        Assert.Equal("RangeEmpty", result.SingleError.Id());
        Assert.Equal("InvalidArgument", result.SingleError.CategoryInfo.Category.ToString());
        Assert.Contains(message, result.SingleError.ToString());
        Assert.Contains(hint, result.SingleError.ToString());
    }

    [Theory]
    [InlineData("Get-PatchWindow $unset -First 1")]
    [InlineData("Get-PatchWindow -HostName $unset -First 1")]
    public void An_unset_variable_names_nothing_in_particular(string script) =>
        Assert.Equal(["lab", "prod-night", "prod-web"], Run(script).MustSucceed().Texts("Policy").Order());

    [Theory]
    [InlineData("[PatchWindow.Policy]@{ Name = \"p$_\"; Schedules = [PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' } }")]
    [InlineData("[PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' }")]
    public void Thousands_that_are_piped_in_come_out_one_by_one(string made)
    {
        var script = $"$made = 0; $at = @(); 1..3000 | ForEach-Object {{ $made++; {made} }} | Get-PatchWindow -First 2 | ForEach-Object {{ $at += $made }}; $at";

        var at = Run(script).MustSucceed().Output.Select(o => (int)o.BaseObject);

        Assert.Equal(Enumerable.Range(1, 3000).SelectMany(i => new[] { i, i }), at);
    }

    [Theory]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow", 0)]
    [InlineData("[PatchWindow.Policy]@{ Name = 'p'; Schedules = [PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' } } | Get-PatchWindow", 0)]
    [InlineData("[PatchWindow.Policy]@{ Name = 'p'; Schedules = [PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' } } | Test-PatchWindow", 0)]
    [InlineData("New-PatchSchedule 'daily 00:00 for 24h UTC' | Wait-PatchWindow", 0)]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow -First 2 | Merge-PatchWindow Union", 0)]
    [InlineData("Get-PatchWindow", 1)]
    [InlineData("Wait-PatchWindow", 1)]
    [InlineData("Test-PatchWindow", 1)]
    public void That_no_policy_is_configured_is_said_to_whoever_brings_none(string script, int warnings)
    {
        Configure("{ \"policies\": { } }");

        Assert.Equal(warnings, Run(script).MustSucceed().Warnings.Count(w => w.Contains("No policy is configured")));
    }

    [Fact]
    public void A_frozen_window_says_by_what()
    {
        var window = Run("Get-PatchWindow prod-web -From 2026-12-19T12:00Z -To 2026-12-20T00:00Z -IncludeFrozen").Single;

        Assert.Equal("Frozen year-end freeze", $"{window.Text("State")} {window.Text("Freeze")}");
    }

    [Fact]
    public void From_alone_lists_ten_windows_of_each_policy() =>
        Assert.Equal(10, Run("Get-PatchWindow prod-web -From 2027-01-01T00:00Z").MustSucceed().Output.Count);

    [Theory]
    [InlineData("prod*", "prod-night,prod-web")]
    [InlineData("LAB", "lab")]
    [InlineData("*", "lab,prod-night,prod-web")]
    [InlineData("nobody*", "")]
    public void Policies_are_named_with_wildcards_whatever_their_case(string pattern, string policies) =>
        Assert.Equal(policies, string.Join(",", Run($"Get-PatchWindow '{pattern}' -First 1").MustSucceed().Texts("Policy").Order()));

    [Fact]
    public void A_host_has_the_windows_of_its_policies_in_its_own_zone_where_the_policy_says_so()
    {
        var windows = Run("Get-PatchWindow -HostName web01 -First 1").MustSucceed();

        Assert.Equal(
            ["prod-night web01 Asia/Tokyo 2026-12-10 02:00 +09:00", "prod-web web01 Europe/Oslo 2026-12-12 22:00 +01:00"],
            windows.Output.Select(w => $"{w.Text("Policy")} {w.Text("HostName")} {w.Text("TimeZone")} {w.Text("Start")}").Order());
    }

    [Fact]
    public void A_hosts_zone_may_be_a_Windows_id_and_its_windows_say_the_IANA_id()
    {
        Configure(Given.Fleet.Replace("Asia/Tokyo", "Tokyo Standard Time"));

        var window = Run("Get-PatchWindow prod-night -HostName web01 -First 1").Single;

        Assert.Equal("Asia/Tokyo 2026-12-10 02:00 +09:00", $"{window.Text("TimeZone")} {window.Text("Start")}");
    }

    [Theory]
    [InlineData("-From 2026-03-28T00:00Z -To 2026-03-30T00:00Z", "2026-03-28 02:30 +01:00 01:00:00 Closed None")]
    [InlineData("-From 2026-03-28T00:00Z -To 2026-03-30T00:00Z -IncludeFrozen", "2026-03-28 02:30 +01:00 01:00:00 Closed None|2026-03-29 03:00 +02:00 00:00:00 Skipped Skipped")]
    public void A_window_that_the_clock_skips_is_seen_with_IncludeFrozen(string arguments, string windows)
    {
        var result = Run($"New-PatchSchedule 'daily 02:30 for 1h Europe/Oslo' -WhenSkipped Skip | Get-PatchWindow {arguments}").MustSucceed();

        Assert.Equal(windows.Split('|'), result.Output.Select(w => $"{w.Text("Start")} {w.Text("Duration")} {w.Text("State")} {w.Text("Adjustment")}"));
    }

    [Fact]
    public void After_one_that_the_clock_skips_the_next_is_shown_as_well()
    {
        ClockShows("2026-03-28T12:00Z");

        var result = Run("New-PatchSchedule 'daily 02:30 for 1h Europe/Oslo' -WhenSkipped Skip | Get-PatchWindow -IncludeFrozen").MustSucceed();

        Assert.Equal(["Skipped", "Upcoming"], result.Texts("State"));
    }

    [Fact]
    public void A_window_to_which_two_things_happened_is_found_by_either()
    {
        var windows = Run("""
            New-PatchSchedule '2026-03-29 02:30-05:00 Europe/Oslo' | Get-PatchWindow -From 2026-01-01T00:00Z |
                Where-Object Adjustment -match Shortened | Where-Object { $_.Adjustment -band 'Shifted' }
            """);

        Assert.Equal("Shifted, Shortened", windows.Single.Text("Adjustment"));
    }

    [Fact]
    public void A_faulty_policy_of_a_host_hides_no_windows_of_the_others()
    {
        Configure(Given.Fleet.Replace("\"reboot\"", "\"rebot\""));

        var result = Run("Get-PatchWindow -HostName web01 -First 1");

        Assert.Equal(["prod-night"], result.Texts("Policy"));
        Assert.Equal("SettingUnknown", result.SingleError.Id());
    }

    [Fact]
    public void A_host_of_none_but_a_faulty_policy_is_an_error_that_names_its_fault()
    {
        Configure(Given.Fleet.Replace("weekdays 09:00-16:00", "weekdays 09:00-16:0"));

        var result = Run("Get-PatchWindow -HostName lab01 -First 1");

        Assert.Empty(result.Output);
        Assert.Equal(["ScheduleTextInvalid", "PolicyInvalid"], result.Errors.Select(e => e.Id()));
        Assert.Equal("lab01 lab", $"{result.Errors[1].Finding().Text("HostName")} {result.Errors[1].Finding().Text("Policy")}");
        Assert.Contains("policies.lab.schedules[0].text", result.Errors[1].ToString());
    }

    [Theory]
    [InlineData("Get-PatchHost web01 | Get-PatchWindow prod-web -First 1", "hosts as objects")]
    [InlineData("[pscustomobject]@{ HostName = 'web01' } | Get-PatchWindow prod-web -First 1", "a property HostName")]
    [InlineData("[pscustomobject]@{ Host = 'web01' } | Get-PatchWindow prod-web -First 1", "a property Host")]
    [InlineData("Get-PatchPolicy prod-web | Get-PatchWindow -First 1", "policies as objects")]
    [InlineData("Get-PatchWindow -InputObject (Get-PatchPolicy prod-web) -First 1", "a policy as an argument")]
    [InlineData("(Get-PatchPolicy prod-web).Schedules | ForEach-Object { $_.TimeZone = 'Europe/Oslo'; $_ } | Get-PatchWindow -First 1", "schedules as objects")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h Europe/Oslo' | Get-PatchWindow -First 1", "a new schedule")]
    [InlineData("Get-PatchWindow -Schedule (New-PatchSchedule 'Sat 22:00 for 4h Europe/Oslo') -First 1", "a schedule as an argument")]
    public void Windows_come_from_whatever_is_piped_in(string script, string what) =>
        Assert.True(Run(script).Single.Text("Start") == "2026-12-12 22:00 +01:00", what);

    [Fact]
    public void A_window_of_a_bare_schedule_belongs_to_no_policy() =>
        Assert.Equal("", Run("New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow -First 1").Single.Text("Policy"));

    [Fact]
    public void A_policy_made_in_script_has_windows()
    {
        var windows = Run("""
            [PatchWindow.Policy]@{ Name = 'x'; Schedules = @([PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' }) } | Get-PatchWindow -First 2
            """).MustSucceed();

        Assert.Equal(["x 2026-12-12 22:00 +00:00", "x 2026-12-19 22:00 +00:00"], windows.Output.Select(w => $"{w.Text("Policy")} {w.Text("Start")}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("; Schedules = $null; Freezes = $null; Reboot = $null")]
    public void A_policy_in_hand_that_never_opens_is_a_warning(string settings)
    {
        var result = Run($"[PatchWindow.Policy]@{{ Name = 'x'{settings} }} | Get-PatchWindow");

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Contains("The policy 'x' names no schedule, so it never opens", Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_policy_read_changed_and_piped_on_has_the_windows_of_the_change() => Assert.Equal(
        "2026-12-13 22:00 +01:00",
        Run("Get-PatchPolicy prod-web | ForEach-Object { $_.Schedules[0].Text = 'Sun 22:00 for 4h'; $_ } | Get-PatchWindow -First 1").Single.Text("Start"));

    [Fact]
    public void A_schedule_in_hand_that_is_wrong_is_an_error_and_the_next_one_still_counts()
    {
        var result = Run("""
            [PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h Europe/Olso' }, [PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h UTC' } | Get-PatchWindow -First 1
            """);

        Assert.Single(result.Output);
        Assert.Equal("ScheduleTextInvalid", result.SingleError.Id());
        Assert.Contains("Europe/Oslo", result.SingleError.ToString());
    }

    [Theory]
    [InlineData("Get-PatchWindow prod-wbe, lab", "PolicyNotFound", "prod-wbe", "prod-web")]
    [InlineData("Get-PatchWindow -HostName web02, lab01", "HostNotFound", "web02", "web01")]
    [InlineData("Get-PatchWindow -HostName spare, lab01", "HostWithoutPolicy", "spare", "targets")]
    public void A_name_that_means_nothing_is_an_error_with_the_nearest_one_and_the_others_are_still_shown(
        string script, string id, string path, string hint)
    {
        var result = Run(script);

        Assert.Equal(["lab"], result.Texts("Policy").Distinct());
        var error = result.SingleError;
        Assert.Equal($"{id},PatchWindow.Cmdlets.GetPatchWindowCmdlet", error.FullyQualifiedErrorId);
        Assert.Equal("ObjectNotFound", error.CategoryInfo.Category.ToString());
        Assert.Equal(path, error.Finding().Text("Path"));
        Assert.Contains(hint, error.ToString());
    }

    [Theory]
    [InlineData("Get-PatchWindow -First 0")]
    [InlineData("Get-PatchWindow -From nonsense")]
    [InlineData("Get-PatchWindow -InputObject $null")]
    public void An_argument_that_cannot_be_is_refused(string script) => Assert.NotNull(Run(script).Stopped);
}
