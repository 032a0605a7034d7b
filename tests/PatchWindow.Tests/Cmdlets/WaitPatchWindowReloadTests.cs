using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>What becomes of a wait when the files of the configuration change meanwhile. Each step is what happens in one pause.</summary>
public sealed class WaitPatchWindowReloadTests : SessionTest
{
    private const string Night = "Sat 22:00 for 4h", Noon = "Sat 12:00 for 4h";
    private DateTimeOffset now = Moment("2026-12-12T12:30Z");

    public WaitPatchWindowReloadTests(Engine engine)
        : base(engine)
    {
        Configure(Policies(("p", Night)));
        SetClock(() => now);
    }

    private string File => Path.Combine(Folder, "patchwindow.json");

    private string UsersFile => Path.Combine(Folder, "home", "PatchWindow", "patchwindow.json");

    [Theory]
    [InlineData("Wait-PatchWindow")]
    [InlineData("Wait-PatchWindow p")]
    [InlineData("Wait-PatchWindow -HostName localhost")]
    public void A_schedule_that_is_changed_counts_without_another_start(string script)
    {
        var left = PausesAre(() => { }, () => Configure(Policies(("p", Noon))));

        var result = Run(script + " -Verbose").MustSucceed();

        Assert.Equal("p 2026-12-12 12:00 +00:00", $"{result.Single.Text("Policy")} {result.Single.Text("Start")}");
        Assert.Single(result.Verbose, v => v.Contains("was read again"));
        Assert.Empty(left);
    }

    [Fact]
    public void A_file_that_is_saved_without_a_change_is_not_read_again()
    {
        PausesAre(() => Configure(Policies(("p", Night))), InTheNight);

        Assert.DoesNotContain(Run("Wait-PatchWindow -Verbose").MustSucceed().Verbose, v => v.Contains("was read again"));
    }

    [Theory]
    [InlineData("Wait-PatchWindow p")]
    [InlineData("Wait-PatchWindow")]
    [InlineData("Wait-PatchWindow -HostName localhost")]
    public void A_policy_that_becomes_faulty_does_not_open_until_it_is_corrected(string script)
    {
        var left = PausesAre(
            () => Configure(Policies(("p", Night)).Replace("\"targets\"", "\"freezs\": [], \"targets\"")), InTheNight, () => { }, () => Configure(Policies(("p", Night))));

        var result = Run(script);

        Assert.Equal("p", Assert.Single(result.Output).Text("Policy"));
        Assert.Equal("SettingUnknown", result.SingleError.Id());
        Assert.Contains("'p'", Assert.Single(result.Warnings));
        Assert.Contains("is not waited for any more", result.Warnings[0]);
        Assert.Empty(left);
    }

    [Theory]
    [InlineData("Wait-PatchWindow p")]
    [InlineData("Wait-PatchWindow")]
    public void A_policy_that_is_gone_is_not_waited_for_until_it_is_back(string script)
    {
        var left = PausesAre(() => Configure(Policies(("other", "Sun 12:00 for 1h"))), InTheNight, () => { }, () => Configure(Policies(("p", Night))));

        var result = Run(script).MustSucceed();

        Assert.Equal("p", Assert.Single(result.Output).Text("Policy"));
        Assert.Contains("'p' is not waited for any more", result.Warnings[0]);
        Assert.Empty(left);
    }

    [Fact]
    public void A_policy_that_is_asked_for_and_comes_later_is_waited_for_from_then_on()
    {
        PausesAre(() => Configure(Policies(("p", Night), ("later", Noon))));

        var result = Run("Wait-PatchWindow p, later");

        Assert.Equal("PolicyNotFound", result.SingleError.Id());
        Assert.Equal("later", Assert.Single(result.Output).Text("Policy"));
    }

    [Theory]
    [InlineData("""{ "policies": { "p": { "targets": "*", "sch""")]
    [InlineData("")]
    public void A_file_that_is_half_written_neither_ends_the_wait_nor_opens_a_window(string half)
    {
        var left = PausesAre(() => Configure(half), InTheNight, () => { }, () => Configure(Policies(("p", Night))));

        var result = Run("Wait-PatchWindow p").MustSucceed();

        Assert.Equal("p", Assert.Single(result.Output).Text("Policy"));
        Assert.Contains(File, Assert.Single(result.Warnings));
        Assert.Contains("Nothing begins until it can be read", result.Warnings[0]);
        Assert.Contains(result.Progress, p => p.StatusDescription.StartsWith("Held", StringComparison.Ordinal));
        Assert.Empty(left);
    }

    [Fact]
    public void A_wait_that_times_out_meanwhile_says_what_held_it()
    {
        Action nothing = () => { };
        PausesAre([() => Configure("{"), InTheNight, .. Enumerable.Repeat(nothing, 1_000_000)]);

        var error = Run("Wait-PatchWindow p -Timeout 1s").SingleError;

        Assert.Equal("WaitTimedOut", error.Id());
        Assert.Contains("that of p is open, and held", error.ToString());
    }

    [Fact]
    public void A_named_file_that_is_gone_is_waited_for_however_long_that_takes()
    {
        Action nothing = () => { };
        var left = PausesAre([() => System.IO.File.Delete(File), InTheNight, .. Enumerable.Repeat(nothing, 20), () => Configure(Policies(("p", Night)))]);

        var result = Run("Wait-PatchWindow").MustSucceed();

        Assert.Equal("p", Assert.Single(result.Output).Text("Policy"));
        Assert.Equal(2, result.Warnings.Count);
        Assert.Contains("is not there any more", result.Warnings[0]);
        Assert.Contains("There is no configuration file", result.Warnings[1]);
        Assert.Empty(left);
    }

    [Fact]
    public void What_a_file_forbids_that_is_being_saved_holds_until_the_file_counts_as_removed()
    {
        WriteUsersFile("""{ "policies": { "p": { "freezes": [ { "from": "2026-12-01", "to": "2026-12-31" } ] } } }""");
        InTheNight();
        var looks = 0;
        PausesAre([() => System.IO.File.Delete(UsersFile), .. Enumerable.Repeat<Action>(() => looks++, 20)]);

        var result = Run("Wait-PatchWindow p").MustSucceed();

        Assert.Equal("2026-12-12 22:00 +00:00", result.Single.Text("Start"));
        Assert.Equal(4, looks);
        Assert.Contains(UsersFile, Assert.Single(result.Warnings));
    }

    [Fact]
    public void A_file_that_an_editor_puts_into_the_place_of_another_opens_nothing_in_between()
    {
        const string freeze = """{ "policies": { "p": { "freezes": [ { "from": "2026-12-01", "to": "2026-12-31" } ] } } }""";
        WriteUsersFile(freeze);
        InTheNight();
        PausesAre(() => System.IO.File.Delete(UsersFile), () => { }, () => WriteUsersFile(freeze), () => now = Moment("2027-01-02T22:30Z"));

        Assert.Equal("2027-01-02 22:00 +00:00", Run("Wait-PatchWindow p").Single.Text("Start"));
    }

    [Fact]
    public void A_layer_that_appears_counts()
    {
        PausesAre(() => WriteUsersFile("""{ "policies": { "mine": { "targets": "*", "schedules": [ { "text": "Sat 12:00 for 1h" } ] } } }"""));

        Assert.Equal("mine", Run("Wait-PatchWindow").Single.Text("Policy"));
    }

    [Fact]
    public void A_calendar_that_a_policy_names_counts_like_the_file()
    {
        var calendar = Write("cab.ics", Event("20261201", "20261231"));
        Configure(Policies(("p", Night)).Replace("\"targets\"", "\"freezes\": [ { \"calendar\": \"cab.ics\" } ], \"targets\""));
        PausesAre(InTheNight, () => System.IO.File.WriteAllText(calendar, Event("20261220", "20261231")));

        Assert.Equal("2026-12-12 22:00 +00:00", Run("Wait-PatchWindow p").Single.Text("Start"));

        static string Event(string from, string to) => $"""
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:test
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20261101T000000Z
            DTSTART;VALUE=DATE:{from}
            DTEND;VALUE=DATE:{to}
            SUMMARY:CAB
            END:VEVENT
            END:VCALENDAR

            """.Replace("\r", "").Replace("\n", "\r\n");
    }

    [Fact]
    public void An_inventory_counts_like_the_file()
    {
        var hosts = Write("hosts.csv", "name,env\nweb01,lab\n");
        Configure(Policies(("p", Night)).Replace("\"*\"", "\"env = prod\"").Insert(1, "\"inventories\": [ \"hosts.csv\" ], \"hosts\": [ { \"name\": \"web02\", \"tags\": { \"env\": \"prod\" } } ], "));
        PausesAre(() => System.IO.File.WriteAllText(hosts, "name,env\nweb01,prod\n"), InTheNight);

        var result = Run("Wait-PatchWindow -HostName web01, web02");

        Assert.Equal("HostWithoutPolicy", result.SingleError.Id());
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public void A_fault_is_written_once_and_again_only_when_it_comes_back()
    {
        var whole = Policies(("p", Night));
        var faulty = Policies(("p", Night), ("bad", "Funday 22:00 for 4h"));
        Configure(faulty);
        PausesAre(() => Configure(faulty + " "), () => Configure(whole), () => Configure(faulty), InTheNight);

        Assert.Equal(2, Run("Wait-PatchWindow p").Errors.Count(e => e.Id() == "ScheduleTextInvalid"));
    }

    [Fact]
    public void A_host_whose_policy_becomes_doubtful_has_no_window_to_wait_for()
    {
        var left = PausesAre(() => Configure(Policies(("p", Night), ("q", "Sun 12:00 for 1h"))), InTheNight, () => { }, () => Configure(Policies(("p", Night))));

        var result = Run("Wait-PatchWindow -HostName localhost").MustSucceed();

        Assert.Equal("p", Assert.Single(result.Output).Text("Policy"));
        Assert.Contains("PolicyConflict", result.Warnings[0]);
        Assert.Empty(left);
    }

    [Fact]
    public void Where_a_whole_policy_has_no_window_any_more_the_wait_ends()
    {
        PausesAre(() => Configure(Policies(("p", "2020-01-01 22:00 for 4h"))));

        Assert.Contains(Run("Wait-PatchWindow p").Errors, e => e.Id() == "NoWindowInSight");
    }

    [Fact]
    public void What_is_in_hand_stays_as_it_is()
    {
        PausesAre(() => Configure(Policies(("p", Noon))), InTheNight);

        Assert.Equal("2026-12-12 22:00 +00:00", Run("Get-PatchPolicy p | Wait-PatchWindow").Single.Text("Start"));
    }

    private void InTheNight() => now = Moment("2026-12-12T22:30Z");

    private void WriteUsersFile(string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(UsersFile)!);
        System.IO.File.WriteAllText(UsersFile, text);
    }

    private static string Policies(params (string Name, string Text)[] policies) =>
        "{ \"policies\": { " + string.Join(", ", policies.Select(p => $$"""
            "{{p.Name}}": { "targets": "*", "schedules": [ { "text": "{{p.Text}}" } ] }
            """)) + " } }";
}
