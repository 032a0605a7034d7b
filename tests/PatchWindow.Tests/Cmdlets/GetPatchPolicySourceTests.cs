using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Get-PatchPolicy -Source: what a policy goes by, and who says so.</summary>
public sealed class GetPatchPolicySourceTests(Engine engine) : SessionTest(engine)
{
    private const string Saturday = "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\" } ]";

    [Fact]
    public void What_is_written_has_its_file_and_line_and_what_is_not_is_a_default()
    {
        Configure("""
            {
              // who
              "policies": {
                "web": {
                  "targets": "env = prod",
                  "schedules": [
                    { "rrule": "FREQ=WEEKLY;BYDAY=SA", "at": "22:00",
                      "duration": "PT4H" } ],
                  "approve": { "exclude": [ "grub*", "linux-*" ] },
                } } }
            """);

        var settings = Lines("Get-PatchPolicy web -Source");

        Assert.All(
            new[]
            {
                "targets = env = prod (file:5)",
                "timeZone = UTC (default)",
                "schedules[0].rrule = FREQ=WEEKLY;BYDAY=SA (file:7)",
                "schedules[0].at = 22:00 (file:7)",
                "schedules[0].duration = PT4H (file:8)",
                "schedules[0].cutoff = 0m (default)",
                "schedules[0].whenSkipped = Shift (default)",
                "schedules[0].whenAmbiguous = Earlier (default)",
                "schedules[0].durationMode = Elapsed (default)",
                "freezes = none (default)",
                "approve.exclude = grub*, linux-* (file:9)",
                "approve.afterDays = 0 (default)",
                "approve.classification = any (default)",
                "defer = none (default)",
                "mode = Scheduled (default)",
                "reboot.mode = IfNeeded (default)",
                "estimate.host = 5m (default)",
            },
            line => Assert.Contains(line, settings));
        Assert.Contains(settings, s => s.StartsWith("reboot.reserve = ", StringComparison.Ordinal) && s.EndsWith(" (default)", StringComparison.Ordinal));
        Assert.DoesNotContain(settings, s => s.StartsWith("schedules[0].until", StringComparison.Ordinal));
        Assert.Equal(settings.Length, settings.Select(s => s.Split(" = ")[0]).Distinct().Count());
    }

    [Fact]
    public void Every_word_of_a_whole_policy_is_shown_as_it_is_written()
    {
        Configure("""
            { "policies": { "all": {
              "mode": "immediate", "targets": "*", "freezes": [ { "text": "Fri", "minimum": "1h", "allow": [ "emergency", "immediate" ] } ],
              "approve": { "advisories": [ "DSA-*" ] }, "defer": { "maxBehind": 3 }, "deadlines": { "Critical": "7d", "grace": "2d" },
              "emergency": { "when": "exploited", "within": "24h" }, "hooks": { "health": "/srv/health" },
              "rollout": { "rings": [ { "name": "canary", "soak": "2h" }, { "name": "rest" } ], "budgets": [ { "per": "site", "max": "10%" } ], "maxFailures": "5%" }
              } } }
            """);

        var settings = Lines("Get-PatchPolicy all -Source");

        Assert.All(
            new[]
            {
                "mode = immediate (file:2)", "freezes[0].text = Fri (file:2)", "freezes[0].minimum = 1h (file:2)", "freezes[0].allow = emergency, immediate (file:2)",
                "freezes[0].mode = Trim (default)", "freezes[0].reason = freeze (default)", "approve.advisories = DSA-* (file:3)", "defer.maxBehind = 3 (file:3)",
                "deadlines.critical = 7d (file:3)", "deadlines.grace = 2d (file:3)", "deadlines.low = none (default)", "emergency.within = 24h (file:4)",
                "hooks.health = /srv/health (file:4)", "rollout.rings[0].soak = 2h (file:5)", "rollout.rings[1].name = rest (file:5)", "rollout.rings[1].soak = 0m (default)",
                "rollout.budgets[0].max = 10% (file:5)", "rollout.maxFailures = 5% (file:5)",
            },
            line => Assert.Contains(line, settings));
    }

    [Fact]
    public void What_a_schedule_text_says_has_the_source_of_the_text()
    {
        Configure("""
            { "policies": { "lab": { "targets": "*", "schedules": [
              { "text": "Sun 01:00-05:00 Europe/Oslo" },
              { "duration": "3h",
                "text": "daily 02:00 for 1h" } ] } } }
            """);

        var settings = Lines("Get-PatchPolicy lab -Source");

        Assert.Contains("schedules[0].durationMode = WallClock (file:2)", settings);
        Assert.Contains("schedules[0].duration = 4h (file:2)", settings);
        Assert.Contains("schedules[0].timeZone = Europe/Oslo (file:2)", settings);
        Assert.Contains("schedules[0].rrule = FREQ=WEEKLY;BYDAY=SU (file:2)", settings);
        Assert.Contains("schedules[1].at = 02:00 (file:4)", settings);
        Assert.Contains("schedules[1].duration = 3h (file:3)", settings);
    }

    [Fact]
    public void What_a_stronger_layer_overrides_is_told_with_its_place()
    {
        var user = WriteUsersFile($$"""
            { "policies": { "web": { "targets": "env = prod", "timeZone": "Asia/Tokyo", {{Saturday}} ,
              "defer": { "maxDays": 14,
                         "maxTimes": 2 } } } }
            """);
        Configure("""{ "policies": { "web": { "timeZone": "Europe/Oslo", "defer": { "maxDays": 30 } } } }""");
        Set("PATCHWINDOW__policies__web__timezone", "UTC");

        var settings = Run("Get-PatchPolicy web -Source").MustSucceed().Output;

        var zone = settings.Single(s => s.Text("Path") == "timeZone");
        Assert.Equal(("UTC", "$env:PATCHWINDOW__policies__web__timezone", ""), (zone.Text("Value"), zone.Text("Source"), zone.Text("Line")));
        Assert.Equal($"timeZone = Europe/Oslo ({Named}:1),timeZone = Asia/Tokyo ({user}:1)", zone.Text("Overrides"));
        Assert.Equal($"defer.maxDays = 30 ({Named}:1)", settings.Single(s => s.Text("Path") == "defer.maxDays").ToString());
        Assert.Equal($"defer.maxDays = 14 ({user}:2)", settings.Single(s => s.Text("Path") == "defer.maxDays").Text("Overrides"));
        Assert.Equal($"defer.maxTimes = 2 ({user}:3)", settings.Single(s => s.Text("Path") == "defer.maxTimes").ToString());
        Assert.Equal($"targets = env = prod ({user}:1)", settings.Single(s => s.Text("Path") == "targets").ToString());
        Assert.Equal("", settings.Single(s => s.Text("Path") == "targets").Text("Overrides"));
    }

    [Fact]
    public void A_list_overrides_all_of_a_weaker_list()
    {
        var user = WriteUsersFile("""
            { "policies": { "web": { "targets": "*",
              "schedules": [ { "text": "Sat 22:00 for 4h", "cutoff": "1h" }, { "text": "Sun 22:00 for 4h" } ],
              "freezes": [ { "text": "Fri" } ],
              "approve": { "exclude": "grub*", "include": [ "a", "b" ] } } } }
            """);
        Configure("""
            { "policies": { "web": { "schedules": [ { "text": "Mon 22:00 for 4h" } ], "freezes": [],
              "approve": { "exclude": [ "linux-*" ], "include": "c" } } } }
            """);

        var settings = Run("Get-PatchPolicy web -Source").MustSucceed().Output;

        var text = settings.Single(s => s.Text("Path") == "schedules[0].text");
        Assert.Equal("Mon 22:00 for 4h", text.Text("Value"));
        Assert.Equal(
            $"schedules[0].text = Sat 22:00 for 4h ({user}:2),schedules[1].text = Sun 22:00 for 4h ({user}:2),schedules[0].cutoff = 1h ({user}:2)",
            string.Join(",", settings.Where(s => s.Text("Path").StartsWith("schedules", StringComparison.Ordinal)).Select(s => s.Text("Overrides")).Where(o => o.Length > 0)));
        Assert.Equal("0m default", settings.Where(s => s.Text("Path") == "schedules[0].cutoff").Select(s => $"{s.Text("Value")} {s.Text("Source")}").Single());
        var freezes = settings.Single(s => s.Text("Path").StartsWith("freezes", StringComparison.Ordinal));
        Assert.Equal($"freezes = none ({Named}:1) over freezes[0].text = Fri ({user}:3)", $"{freezes} over {freezes.Text("Overrides")}");
        Assert.Equal(
            $"approve.exclude = linux-* ({Named}:2) over approve.exclude = grub* ({user}:4); approve.include = c ({Named}:2) over approve.include = a, b ({user}:4)",
            string.Join("; ", settings.Where(s => s.Text("Path") is "approve.exclude" or "approve.include").OrderBy(s => s.Text("Path")).Select(s => $"{s} over {s.Text("Overrides")}")));
        var policy = Run("Get-PatchPolicy web").Single;
        Assert.Equal("linux-* c", $"{policy.Text("Approve.Exclude")} {policy.Text("Approve.Include")}");
    }

    [Theory]
    [InlineData("\"targets\": \"*\", \"timeZone\": \"Europe/Olso\"", "timeZone = Europe/Olso")]
    [InlineData("\"targets\": \"*\", \"timezon\": \"Europe/Oslo\"", "timezon = Europe/Oslo")]
    [InlineData("\"targets\": [ \"a\", { \"b\": true } ]", "targets[1].b = true")]
    [InlineData("\"approve\": \"Security\"", "approve = Security")]
    [InlineData("\"approve\": { \"exclude\": [ \"a\" ], \"minimumSeverity\": \"Improtant\" }", "approve.minimumSeverity = Improtant")]
    [InlineData("\"freezes\": [ \"Fri\", { \"text\": \"Sun\", \"reason\": 5 } ]", "freezes[1].reason = 5")]
    [InlineData("\"schedules\": [ \"Sat 22:00 for 4h\" ]", "schedules[0] = Sat 22:00 for 4h")]
    [InlineData("\"schedules\": \"Sat 22:00 for 4h\"", "schedules = Sat 22:00 for 4h")]
    [InlineData("\"schedules\": [ { \"text\": \"Sat\" }, 5, { \"text\": \"Sun 22:00 for 4h\", \"cutof\": \"1h\" } ]", "schedules[2].cutof = 1h")]
    public void A_faulty_policy_has_all_its_values_too(string inside, string setting)
    {
        Configure($$"""{ "policies": { "bad": { {{inside}} } } }""");

        var result = Run("Get-PatchPolicy bad -Source");

        Assert.NotEmpty(result.Errors);
        Assert.DoesNotContain(result.Errors, e => e.Id() == "PolicyInvalid");
        Assert.Contains($"{setting} ({Named}:1)", result.Output.Select(s => s.ToString()));
        Assert.Contains(result.Output, s => s.Text("Source") == "default");
    }

    [Theory]
    [InlineData("""{ "policies": { "bad": "Sat 22:00 for 4h" } }""", " = Sat 22:00 for 4h")]
    [InlineData("""{ "polices": { "bad": { "targets": "env = prod" } } }""", "targets = env = prod")]
    public void So_has_one_that_is_no_policy_at_all(string text, string setting)
    {
        Configure(text);

        Assert.Contains($"{setting} ({Named}:1)", Run("Get-PatchPolicy bad -Source").Output.Select(s => s.ToString()));
    }

    [Theory]
    [InlineData("Get-PatchPolicy -Source", "lab,prod-night,prod-web")]
    [InlineData("Get-PatchPolicy prod* -Source", "prod-night,prod-web")]
    [InlineData("'lab', 'prod-web' | Get-PatchPolicy -Source", "lab,prod-web")]
    [InlineData("Get-PatchPolicy lab | Get-PatchPolicy -Source", "lab")]
    public void It_is_asked_for_as_policies_are(string script, string names)
    {
        Configure(Given.Fleet);

        Assert.Equal(names, string.Join(",", Run(script).MustSucceed().Texts("Policy").Distinct().Order()));
    }

    [Fact]
    public void A_name_that_nothing_has_is_an_error()
    {
        Configure(Given.Fleet);

        Assert.Equal("PolicyNotFound", Run("Get-PatchPolicy pord-web -Source").SingleError.Id());
    }

    private string Named => Path.Combine(Folder, "patchwindow.json");

    private string[] Lines(string script) => [.. Run(script).MustSucceed().Output.Select(s => s.ToString()!.Replace(Named, "file"))];

    private string WriteUsersFile(string text)
    {
        _ = Directory.CreateDirectory(Path.Combine(Folder, "home", "PatchWindow"));
        return Write(Path.Combine("home", "PatchWindow", "patchwindow.json"), text);
    }
}
