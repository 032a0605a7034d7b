using NodaTime;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class PolicySettingsTests
{
    private const string Saturday = "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\" } ]";

    [Fact]
    public void A_whole_policy_says_what_it_says()
    {
        var (configuration, findings) = ConfigurationFile.Read(
            """
            { "policies": { "prod-web": {
                "targets": "env = prod and role in (web, api)",
                "timeZone": "Europe/Oslo",
                "schedules": [
                  { "text": "2nd Tue +3d 22:00 for 4h", "cutoff": "30m", "name": "monthly" },
                  { "rrule": "FREQ=WEEKLY;BYDAY=SU", "start": "2026-01-04T03:00", "duration": "PT90M", "offset": "P1D", "until": "2027-12-31",
                    "timeZone": "UTC", "include": [ "2026-05-01" ], "exclude": "2026-05-17",
                    "whenSkipped": "gapEnd", "whenAmbiguous": "later", "durationMode": "wallclock" } ],
                "freezes": [ { "from": "2026-12-18", "to": "2027-01-04", "reason": "holiday freeze", "mode": "cancel", "minimum": "1h" } ],
                "approve": { "classification": [ "Security", "bugfix" ], "minimumSeverity": "important", "afterDays": 3,
                             "include": "lib*", "exclude": [ "linux-image-*", "grub*" ] },
                "defer": { "maxDays": 30, "maxTimes": 2 },
                "reboot": { "reserve": "10m" } } } }
            """);
        Assert.Empty(findings);
        var policy = Assert.Single(configuration.Policies).Source;
        Assert.Equal(("prod-web", "env = prod and role in (web, api)", "Europe/Oslo"), (policy.Name, policy.Targets, policy.TimeZone));
        var text = policy.Schedules[0];
        Assert.Equal(("2nd Tue +3d 22:00 for 4h", TimeSpan.FromMinutes(30), "monthly", null), (text.Text, text.Cutoff, text.Name, text.DurationMode));
        var rule = policy.Schedules[1];
        Assert.Equal(("FREQ=WEEKLY;BYDAY=SU", new DateTime(2026, 1, 4, 3, 0, 0), TimeSpan.FromMinutes(90)), (rule.RRule, rule.Start, rule.Duration));
        Assert.Equal(("P1D", new DateTime(2027, 12, 31), "UTC"), (rule.Offset, rule.Until, rule.TimeZone));
        Assert.Equal(new DateTime(2026, 5, 1), Assert.Single(rule.Include));
        Assert.Equal(new DateTime(2026, 5, 17), Assert.Single(rule.Exclude));
        Assert.Equal((SkippedTime.GapEnd, AmbiguousTime.Later, DurationMode.WallClock), (rule.WhenSkipped, rule.WhenAmbiguous, rule.DurationMode));
        var freeze = Assert.Single(policy.Freezes);
        Assert.Equal((new DateTime(2026, 12, 18), "holiday freeze", FreezeMode.Cancel, TimeSpan.FromHours(1)), (freeze.From, freeze.Reason, freeze.Mode, freeze.Minimum));
        Assert.Equal([PatchClassification.Security, PatchClassification.Bugfix], policy.Approve!.Classification);
        Assert.Equal((PatchSeverity.Important, 3), (policy.Approve.MinimumSeverity, policy.Approve.AfterDays));
        Assert.Equal(["lib*"], policy.Approve.Include);
        Assert.Equal(["linux-image-*", "grub*"], policy.Approve.Exclude);
        Assert.Equal((30, 2), (policy.Defer!.MaxDays, policy.Defer.MaxTimes));
        Assert.Equal(TimeSpan.FromMinutes(10), policy.Reboot.Reserve);
    }

    public static TheoryData<string, string, string> UnknownWords => new()
    {
        { "\"target\": \"*\"", "target", "targets" },
        { "\"time zone\": \"UTC\"", "time zone", "timeZone" },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"cutof\": \"30m\" } ]", "schedules[0].cutof", "cutoff" },
        { "\"freezes\": [ { \"from\": \"2026-12-18\", \"to\": \"2026-12-19\", \"resaon\": \"x\" } ]", "freezes[0].resaon", "reason" },
        { "\"approve\": { \"classifications\": \"Security\" }", "approve.classifications", "classification" },
        { "\"defer\": { \"maxDay\": 3 }", "defer.maxDay", "maxDays" },
        { "\"reboot\": { \"reserv\": \"1h\" }", "reboot.reserv", "reserve" },
    };

    [Theory]
    [MemberData(nameof(UnknownWords))]
    public void A_policy_with_an_unknown_key_names_the_nearest_right_word_and_the_others_are_still_read(string inside, string place, string near)
    {
        if (!inside.Contains("\"schedules\"")) inside += ", " + Saturday;
        var (configuration, findings) = ConfigurationFile.Read(
            $$"""{ "policies": { "bad": { {{inside}} }, "good": { {{Saturday}} } } }""");
        var finding = Assert.Single(findings);
        Assert.Equal(("SettingUnknown", "policies.bad." + place, "bad"), (finding.Code, finding.Path, finding.Policy));
        Assert.EndsWith($"Did you mean '{near}'?", finding.Message);
        Assert.Contains(near, finding.Suggestion);
        Assert.Equal(["good"], configuration.Policies.Select(p => p.Name));
    }

    [Theory]
    [InlineData("hoste", "hosts")]
    [InlineData("polices", "policies")]
    [InlineData("inventory", "inventories")]
    public void An_unknown_key_at_the_top_names_the_nearest_right_word(string word, string near) =>
        Assert.EndsWith($"Did you mean '{near}'?", Assert.Single(ConfigurationFile.Read($$"""{ "{{word}}": {} }""").Findings).Message);

    public static TheoryData<string, string[]> WrongTypes => new()
    {
        { "\"targets\": [ \"*\" ]", ["targets SettingWrongType"] },
        { "\"targets\": \" \"", ["targets SettingEmpty"] },
        { "\"timeZone\": { \"id\": \"UTC\" }", ["timeZone SettingWrongType"] },
        { "\"timeZone\": \"\"", ["timeZone SettingEmpty"] },
        { "\"timeZone\": []", ["timeZone SettingEmpty"] },
        { "\"schedules\": \"Sat 22:00 for 4h\"", ["schedules SettingWrongType"] },
        { "\"schedules\": {}", ["schedules SettingWrongType"] },
        { "\"schedules\": { \"text\": \"Sat 22:00 for 4h\" }", ["schedules SettingWrongType"] },
        { "\"schedules\": [ \"Sat 22:00 for 4h\" ]", ["schedules[0] SettingWrongType"] },
        { "\"schedules\": [ [ \"Sat\" ] ]", ["schedules[0] SettingWrongType"] },
        { "\"schedules\": [ {} ]", ["schedules[0].duration DurationMissing", "schedules[0].rrule RecurrenceMissing"] },
        { "\"schedules\": [ { \"text\": [ \"Sat 22:00 for 4h\" ] } ]", ["schedules[0].text SettingWrongType"] },
        { "\"schedules\": [ { \"text\": 22 } ]", ["schedules[0].text ScheduleTextInvalid"] },
        { "\"schedules\": [ { \"txet\": \"Sat 22:00 for 4h\" } ]", ["schedules[0].txet SettingUnknown"] },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"cutoff\": 30 } ]", ["schedules[0].cutoff DurationInvalid"] },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"start\": \"soon\" } ]", ["schedules[0].start DateInvalid"] },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"exclude\": [ \"2026-02-30\", \"x\", \"2026-03-01\" ] } ]", ["schedules[0].exclude DateInvalid", "schedules[0].exclude DateInvalid"] },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"whenSkipped\": \"shfit\" } ]", ["schedules[0].whenSkipped SettingWordUnknown"] },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"whenSkipped\": \"1\" } ]", ["schedules[0].whenSkipped SettingWordUnknown"] },
        { "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\", \"whenSkipped\": \"+1\" } ]", ["schedules[0].whenSkipped SettingWordUnknown"] },
        { "\"schedules\": [ { \"rrule\": \"FREQ=WEEKLY\", \"at\": \"22:00\", \"duration\": 4 } ]", ["schedules[0].duration DurationInvalid"] },
        { "\"schedules\": [ { \"rrule\": \"FREQ=WEEKLY\", \"at\": \"ten\", \"duration\": \"4h\" } ]", ["schedules[0].at StartTimeInvalid"] },
        { "\"schedules\": [ { \"rrule\": \"FREQ=WEEKLY\", \"at\": \"24:00\", \"duration\": \"4h\" } ]", ["schedules[0].at StartTimeInvalid"] },
        { "\"schedules\": [ { \"rrule\": \"FREQ=WEEKLY\", \"at\": 22, \"duration\": \"4h\" } ]", ["schedules[0].at StartTimeInvalid"] },
        { "\"schedules\": [ { \"text\": true } ]", ["schedules[0].text SettingWrongType"] },
        { Saturday + ", \"targets\": true", ["targets SettingWrongType"] },
        { Saturday + ", \"targets\": false", ["targets SettingWrongType"] },
        { Saturday + ", \"targets\": 5", ["targets SettingWrongType"] },
        { Saturday + ", \"targets\": -1.5e3", ["targets SettingWrongType"] },
        { Saturday + ", \"approve\": { \"exclude\": true }", ["approve.exclude SettingWrongType"] },
        { Saturday + ", \"approve\": { \"exclude\": [ \"a\", true ] }", ["approve.exclude SettingWrongType"] },
        { Saturday + ", \"approve\": { \"include\": \"apt*, base-files\" }", ["approve.include PackagePatternInvalid"] },
        { Saturday + ", \"approve\": { \"exclude\": [ \"grub*\", \"[a-z]*\", \"a b\" ] }", ["approve.exclude PackagePatternInvalid", "approve.exclude PackagePatternInvalid"] },
        { "\"schedules\": [ { \"rrule\": \"FREQ=WEEKLY\", \"text\": \"Sat 22:00 for 4h\" } ]", ["schedules[0].text SettingConflict"] },
        { Saturday + ", \"freezes\": \"2026-12-24\"", ["freezes SettingWrongType"] },
        { Saturday + ", \"freezes\": {}", ["freezes SettingWrongType"] },
        { Saturday + ", \"freezes\": [ { \"reason\": \"x\" } ]", ["freezes[0].from SettingMissing", "freezes[0].to SettingMissing"] },
        { Saturday + ", \"freezes\": [ { \"from\": {\"a\":1}, \"to\": \"2026-12-24\" } ]", ["freezes[0].from SettingWrongType"] },
        { Saturday + ", \"freezes\": [ { \"from\": \"2026-12-24\", \"to\": \"x\" } ]", ["freezes[0].to DateInvalid"] },
        { Saturday + ", \"freezes\": [ { \"from\": \"2026-12-24\", \"to\": \"2026-12-20\" } ]", ["freezes[0].to FreezeEmpty"] },
        { Saturday + ", \"freezes\": [ { \"calendar\": \"cab.ics\", \"text\": \"Fri\" } ]", ["freezes[0].calendar SettingConflict"] },
        { Saturday + ", \"freezes\": [ { \"calendar\": \"cab.ics\" } ]", ["freezes[0].calendar CalendarNotFound"] },
        { Saturday + ", \"freezes\": [ { \"rrule\": \"FREQ=DAILY\", \"text\": \"daily\" } ]", ["freezes[0].text SettingConflict"] },
        { Saturday + ", \"freezes\": [ { \"text\": \"Fir\" } ]", ["freezes[0].text ScheduleTextInvalid"] },
        { Saturday + ", \"freezes\": [ { \"rrule\": \"FREQ=FOO\" } ]", ["freezes[0].rrule RecurrenceRuleInvalid"] },
        { Saturday + ", \"freezes\": [ { \"rrule\": \"FREQ=DAILY\", \"duration\": \"400d\", \"at\": \"00:00\" } ]", ["freezes[0].duration DurationTooLong"] },
        { Saturday + ", \"freezes\": [ { \"text\": \"Fri\", \"cutoff\": \"1h\" } ]", ["freezes[0].cutoff SettingUnknown"] },
        { Saturday + ", \"freezes\": [ { \"from\": \"2026-12-24\", \"to\": \"2026-12-25\", \"at\": \"22:00\" } ]", ["freezes[0].at SettingUnknown"] },
        { Saturday + ", \"approve\": \"Security\"", ["approve SettingWrongType"] },
        { Saturday + ", \"approve\": []", ["approve SettingWrongType"] },
        { Saturday + ", \"approve\": [ \"Security\" ]", ["approve SettingWrongType"] },
        { Saturday + ", \"approve\": { \"exclude\": {} }", ["approve.exclude SettingWrongType"] },
        { Saturday + ", \"approve\": { \"exclude\": { \"a\": \"b\" } }", ["approve.exclude SettingWrongType"] },
        { Saturday + ", \"approve\": { \"exclude\": [ \"a\", {} ] }", ["approve.exclude SettingWrongType"] },
        { Saturday + ", \"approve\": { \"exclude\": [ [ \"a\" ] ] }", ["approve.exclude SettingWrongType"] },
        { Saturday + ", \"approve\": { \"classification\": [ \"Security,Bugfix\" ] }", ["approve.classification SettingWordUnknown"] },
        { Saturday + ", \"approve\": { \"minimumSeverity\": 3 }", ["approve.minimumSeverity SettingWordUnknown"] },
        { Saturday + ", \"approve\": { \"afterDays\": \"3d\" }", ["approve.afterDays SettingWrongType"] },
        { Saturday + ", \"approve\": { \"afterDays\": -1 }", ["approve.afterDays SettingWrongType"] },
        { Saturday + ", \"approve\": { \"afterDays\": 1.5 }", ["approve.afterDays SettingWrongType"] },
        { Saturday + ", \"defer\": 3", ["defer SettingWrongType"] },
        { Saturday + ", \"defer\": { \"maxDays\": 2000000000 }", ["defer.maxDays SettingWrongType"] },
        { Saturday + ", \"reboot\": \"never\"", ["reboot SettingWrongType"] },
        { Saturday + ", \"reboot\": { \"reserve\": 10 }", ["reboot.reserve DurationInvalid"] },
    };

    [Theory]
    [MemberData(nameof(WrongTypes))]
    public void What_is_of_the_wrong_kind_is_reported_once_at_its_place(string inside, string[] expected)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(inside);
        Assert.Equal(expected.Select(e => "policies.p." + e), ConfigurationFile.Lines(findings.Where(f => f.Code != "PolicyNeverOpens")));
        Assert.All(findings, f => Assert.Equal("p", f.Policy));
        if (inside.Contains("schedules", StringComparison.Ordinal)) Assert.DoesNotContain(findings, f => f.Code == "PolicyNeverOpens");
        Assert.Empty(configuration.Policies);
    }

    [Theory]
    [InlineData("""{ "policies": [] }""", "policies")]
    [InlineData("""{ "policies": "prod" }""", "policies")]
    [InlineData("""{ "policies": [ { "targets": "*" } ] }""", "policies")]
    [InlineData("""{ "policies": { "p": [] } }""", "policies.p")]
    [InlineData("""{ "policies": { "p": "Sat 22:00" } }""", "policies.p")]
    [InlineData("""{ "policies": { "p": [ "Sat 22:00" ] } }""", "policies.p")]
    public void Policies_are_an_object_of_objects(string text, string place) =>
        Assert.Equal([place + " SettingWrongType"], ConfigurationFile.Lines(ConfigurationFile.Read(text).Findings));

    [Theory]
    [InlineData("""{ "policies": {} }""")]
    [InlineData("{}")]
    [InlineData("""{ "hosts": [ { "name": "web01" } ] }""")]
    public void A_configuration_without_a_policy_says_so_and_names_the_file(string text)
    {
        using var file = new ConfigurationFile(text);
        var finding = Assert.Single(PatchConfiguration.Read(file.Path).Findings);
        Assert.Equal(("NothingConfigured", FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Equal($"No policy is configured: none stands in '{file.Path}'.", finding.Message);
    }

    [Fact]
    public void Where_something_else_is_said_that_no_policy_is_configured_is_not() =>
        Assert.DoesNotContain(PatchConfiguration.Read("/nowhere/patchwindow.json").Findings, f => f.Code == "NothingConfigured");

    [Fact]
    public void What_is_urgent_and_in_which_order_hosts_are_patched_is_read()
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(
            """
            "schedules": [ { "text": "Sat 22:00 for 4h" } ],
            "freezes": [ { "from": "2026-12-18", "to": "2027-01-04", "allow": [ "emergency", "Immediate" ] } ],
            "approve": { "advisories": [ "DSA-*", "CVE-2026-1234" ] },
            "defer": { "maxBehind": 4 },
            "deadlines": { "Critical": "7d", "Important": "30d", "Security": "P14D", "any": "90d", "grace": "48h" },
            "emergency": { "when": "exploited or cvss >= 9.5", "within": "24h" },
            "rollout": { "rings": [ { "name": "canary", "targets": "role = canary", "soak": "2h" }, { "name": "rest" } ],
                         "budgets": [ { "per": "site", "max": "10%" }, { "max": 50 } ], "maxFailures": "5%" },
            "reboot": { "mode": "never", "reserve": "10m", "timeout": "15m" },
            "hooks": { "before": "drain", "health": "curl -f localhost", "after": "undrain", "timeout": "2m", "runner": { "before": "silence $HostName" } },
            "estimate": { "host": "2m", "patch": "10s" }
            """);
        Assert.Empty(findings);
        var policy = Assert.Single(configuration.Policies).Source;
        Assert.Equal(FreezePass.Emergency | FreezePass.Immediate, policy.Freezes[0].Allow);
        Assert.Equal(["DSA-*", "CVE-2026-1234"], policy.Approve!.Advisories);
        Assert.Equal(4, policy.Defer!.MaxBehind);
        Assert.Equal("Critical 7d, Important 30d, Security 14d, Any 90d, grace 2d", policy.Deadlines!.ToString());
        Assert.Equal("exploited or cvss >= 9.5, within 1d", policy.Emergency!.ToString());
        Assert.Equal(["canary (role = canary, soak 2h)", "rest"], policy.Rollout!.Rings.Select(r => r.ToString()));
        Assert.Equal(["10% per site", "50"], policy.Rollout.Budgets.Select(b => b.ToString()));
        Assert.Equal("5%", policy.Rollout.MaxFailures.ToString());
        Assert.Equal((RebootMode.Never, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15)), (policy.Reboot.Mode, policy.Reboot.Reserve, policy.Reboot.Timeout));
        Assert.Equal(("drain", "curl -f localhost", "undrain"), (policy.Hooks!.Before, policy.Hooks.Health, policy.Hooks.After));
        Assert.Equal((TimeSpan.FromMinutes(2), "silence $HostName", null), (policy.Hooks.Timeout, policy.Hooks.Runner!.Before, policy.Hooks.Runner.Health));
        Assert.Equal(TimeSpan.FromMinutes(3), policy.Estimate.For(6));
    }

    [Fact]
    public void A_policy_that_applies_at_once_needs_no_schedule_and_is_told_of_one_that_is_not_used()
    {
        Assert.Empty(ConfigurationFile.ReadPolicy("\"mode\": \"immediate\"").Findings);
        var finding = Assert.Single(ConfigurationFile.ReadPolicy("\"mode\": \"immediate\", " + Saturday).Findings);
        Assert.Equal(("SchedulesNotUsed", FindingSeverity.Warning, "policies.p.schedules"), (finding.Code, finding.Severity, finding.Path));
    }

    [Theory]
    [InlineData("\"mode\": \"imediate\"", "policies.p.mode SettingWordUnknown", "Did you mean 'Immediate'?")]
    [InlineData("\"deadlines\": { \"Critcal\": \"7d\" }", "policies.p.deadlines.Critcal SettingUnknown", "Did you mean 'critical'?")]
    [InlineData("\"deadlines\": { \"Critical\": \"0d\" }", "policies.p.deadlines.critical DeadlineNotPositive", "0m has passed when")]
    [InlineData("\"emergency\": { \"within\": \"24h\" }", "policies.p.emergency.when SettingMissing", "'when' is missing")]
    [InlineData("\"emergency\": { \"when\": \"severty = Critical\" }", "policies.p.emergency.when PatchFilterInvalid", "Did you mean 'severity'?")]
    [InlineData("\"rollout\": { \"rings\": [ { \"soak\": \"1h\" } ] }", "policies.p.rollout.rings[0].name SettingMissing", "'name' is missing")]
    [InlineData("\"rollout\": { \"rings\": [ { \"name\": \"a\" }, { \"name\": \"A\" } ] }", "policies.p.rollout.rings[1].name RingDuplicate", "called 'A'")]
    [InlineData("\"rollout\": { \"rings\": [ { \"name\": \"a\", \"targets\": \"role =\" } ] }", "policies.p.rollout.rings[0].targets TargetFilterInvalid", "a value is missing")]
    [InlineData("\"rollout\": { \"budgets\": [ { \"per\": \"site\" } ] }", "policies.p.rollout.budgets[0].max SettingMissing", "'max' is missing")]
    [InlineData("\"rollout\": { \"budgets\": [ { \"max\": \"110%\" } ] }", "policies.p.rollout.budgets[0].max SettingWrongType", "is '110%' and must be")]
    [InlineData("\"freezes\": [ { \"text\": \"Fri\", \"allow\": [ \"emergencies\" ] } ]", "policies.p.freezes[0].allow SettingWordUnknown", "Did you mean 'Emergency'?")]
    public void What_is_wrong_with_urgency_and_order_names_the_place_and_the_right_word(string inside, string line, string message)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(inside + (inside.Contains("mode") ? "" : ", " + Saturday));
        Assert.Equal([line], ConfigurationFile.Lines(findings.Where(f => f.Severity == FindingSeverity.Error)));
        Assert.Contains(message, findings[0].Message);
        Assert.Empty(configuration.Policies);
    }

    [Fact]
    public void What_an_administrator_knows_of_vulnerabilities_is_read_and_a_faulty_one_hides_no_other()
    {
        var (configuration, findings) = ConfigurationFile.Read(
            """
            { "advisories": [ { "id": "CVE-2026-1234", "packages": [ "xz-utils", "liblzma*" ], "severity": "Critical", "cvss": 9.8, "exploited": true },
                              { "id": "CVE-2026-1", "cvss": 11 }, { "id": "CVE-2026-2", "exploited": "maybe" }, { "cvss": 1 }, { "id": "DSA-1-1" } ],
              "policies": { "p": { "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }
            """);
        Assert.Equal(
            ["advisories[1].cvss SettingWrongType", "advisories[2].exploited SettingWrongType", "advisories[3].id SettingMissing"],
            ConfigurationFile.Lines(findings));
        Assert.Equal(["CVE-2026-1234", "DSA-1-1"], configuration.Advisories.Select(a => a.Id));
        var known = configuration.Advisories[0];
        Assert.Equal((PatchSeverity.Critical, 9.8, true, "xz-utils liblzma*"), (known.Severity, known.Cvss, known.Exploited, string.Join(" ", known.Packages)));
    }

    [Fact]
    public void A_wrong_zone_names_the_file_the_place_and_the_zone_that_was_meant()
    {
        using var file = new ConfigurationFile($$"""{ "policies": { "prod-web": { "timeZone": "Europe/Olso", {{Saturday}} } } }""");
        var finding = Assert.Single(PatchConfiguration.Read(file.Path).Findings);
        Assert.Equal(($"{file.Path}: policies.prod-web.timeZone", "prod-web"), (finding.Path, finding.Policy));
        Assert.Contains("Did you mean 'Europe/Oslo'?", finding.Message);
    }

    [Theory]
    [InlineData("apt*, base-files", "','", "[ \"apt*\", \"base-files\" ]")]
    [InlineData("apt base-files", "' '", "[ \"apt\", \"base-files\" ]")]
    [InlineData(",", "','", "[ \"linux-image-*\", \"grub*\" ]")]
    [InlineData("[a-z]*", "'['", "[ \"linux-image-*\", \"grub*\" ]")]
    public void A_pattern_that_can_match_no_package_names_what_is_wrong_and_the_right_form(string pattern, string foreign, string form)
    {
        var finding = Assert.Single(ConfigurationFile.ReadPolicy($$"""{{Saturday}}, "approve": { "exclude": "{{pattern}}" }""").Findings);
        Assert.Contains($"'{pattern}'", finding.Message);
        Assert.Contains(foreign, finding.Message);
        Assert.EndsWith(form + ".", finding.Suggestion);
    }

    [Fact]
    public void A_time_of_day_that_cannot_be_read_is_not_called_a_duration()
    {
        var finding = Assert.Single(ConfigurationFile.ReadPolicy(
            """ "schedules": [ { "rrule": "FREQ=DAILY", "at": "10pm", "duration": "4h" } ] """).Findings);
        Assert.Equal("'at' is '10pm', which is no time of day.", finding.Message);
        Assert.Contains("22:00", finding.Suggestion);
    }

    [Theory]
    [InlineData("22:00", "22:00:00")]
    [InlineData("2:30", "02:30:00")]
    [InlineData("00:00:15", "00:00:15")]
    public void A_time_of_day_is_read_as_a_clock_shows_it(string text, string time)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(
            $$""" "schedules": [ { "rrule": "FREQ=DAILY", "at": "{{text}}", "duration": "4h" } ] """);
        Assert.Empty(findings);
        Assert.Equal(TimeSpan.Parse(time, null), configuration.Policies[0].Source.Schedules[0].At);
    }

    [Fact]
    public void A_bad_schedule_text_quotes_the_text_and_the_word()
    {
        var finding = Assert.Single(ConfigurationFile.ReadPolicy("\"schedules\": [ { \"text\": \"2nd Teu 22:00 for 4h\" } ]").Findings);
        Assert.Equal("policies.p.schedules[0].text", finding.Path);
        Assert.Contains("2nd Teu 22:00 for 4h", finding.Message);
        Assert.Contains("Did you mean 'Tue'?", finding.Message);
    }

    [Theory]
    [InlineData("\"targets\": \"*\"")]
    [InlineData("\"schedules\": []")]
    [InlineData("")]
    public void A_policy_without_a_schedule_is_listed_with_a_warning(string inside)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(inside);
        Assert.Equal(("PolicyNeverOpens", FindingSeverity.Warning), (Assert.Single(findings).Code, findings[0].Severity));
        Assert.Equal("policies.p.schedules", findings[0].Path);
        Assert.Equal("p", Assert.Single(configuration.Policies).Name);
    }

    [Theory]
    [InlineData("2027-01-04", "2027-01-05T00:00")]
    [InlineData("2026-12-31", "2027-01-01T00:00")]
    [InlineData("2027-01-04T00:00", "2027-01-04T00:00")]
    [InlineData("2027-01-04 12:30:15", "2027-01-04T12:30:15")]
    [InlineData("9999-12-31", "9999-12-31T00:00")]
    public void A_freeze_to_a_date_includes_that_day_and_one_to_a_moment_ends_there(string to, string exclusive)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(
            $$"""{{Saturday}}, "freezes": [ { "from": "2026-12-18", "to": "{{to}}" } ]""");
        Assert.Empty(findings);
        var freeze = Assert.Single(Assert.Single(configuration.Policies).Source.Freezes);
        Assert.Equal((new DateTime(2026, 12, 18), DateTime.Parse(exclusive, null), "freeze"), (freeze.From, freeze.To, freeze.Reason));
    }

    [Theory]
    [InlineData("\"rrule\": \"FREQ=DAILY\", \"start\": \"2026-01-13\", \"duration\": \"1h\"", "StartTimeMissing")]
    [InlineData("\"rrule\": \"FREQ=DAILY\", \"start\": \"2026-01-13T00:00\", \"duration\": \"1h\"", null)]
    [InlineData("\"rrule\": \"FREQ=DAILY\", \"start\": \"2026-01-13\", \"at\": \"00:00\", \"duration\": \"1h\"", null)]
    public void A_schedule_that_starts_on_a_date_alone_needs_a_time(string schedule, string? code)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy($$""" "schedules": [ { {{schedule}} } ]""");
        Assert.Equal(code, findings.SingleOrDefault()?.Code);
        if (code is null) Assert.Equal(["00:00"], Starts(configuration, "2026-01-13T00:00Z", "2026-01-13T12:00Z"));
    }

    [Theory]
    [InlineData("2026-12-31", "00:00,22:00")]
    [InlineData("2026-12-31T00:00", "00:00")]
    [InlineData("2026-12-31 00:00:00", "00:00")]
    [InlineData("2026-12-31T21:59", "00:00")]
    [InlineData("2026-12-30", "")]
    public void A_schedule_until_a_date_includes_that_day_and_one_until_a_moment_ends_there(string until, string starts)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy($$"""
            "schedules": [ { "text": "daily 22:00 for 1h", "until": "{{until}}" }, { "text": "daily 00:00 for 1h", "until": "{{until}}" } ]
            """);
        Assert.Empty(findings);
        Assert.Equal(starts, string.Join(",", Starts(configuration, "2026-12-31T00:00Z", "2027-01-02T00:00Z")));
    }

    [Theory]
    [InlineData("", DurationMode.WallClock)]
    [InlineData(", \"durationMode\": \"elapsed\"", DurationMode.Elapsed)]
    [InlineData(", \"durationMode\": \"wallClock\"", DurationMode.WallClock)]
    public void A_duration_mode_beside_a_text_is_the_one_that_counts(string beside, DurationMode mode)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy($$""" "schedules": [ { "text": "Sun 01:00-05:00"{{beside}} } ]""");
        Assert.Empty(findings);
        Assert.Equal(mode, configuration.Policies[0].Schedules[0].Source.DurationMode);
    }

    private static IEnumerable<string> Starts(PatchConfiguration configuration, string from, string to)
    {
        var (begin, end) = (Instant.FromDateTimeOffset(DateTimeOffset.Parse(from, null)), Instant.FromDateTimeOffset(DateTimeOffset.Parse(to, null)));
        return WindowFinder.Between(configuration.Policies[0], begin, end, new WindowQuery(begin, DateTimeZone.Utc))
            .Select(w => w.Start.ToString("HH:mm", null));
    }

    [Fact]
    public void A_freeze_of_one_day_takes_one_day() =>
        Assert.Empty(ConfigurationFile.ReadPolicy(Saturday + ", \"freezes\": [ { \"from\": \"2026-12-24\", \"to\": \"2026-12-24\" } ]").Findings);

    [Theory]
    [InlineData("90m", 90)]
    [InlineData("1h30m", 90)]
    [InlineData("1H30M", 90)]
    [InlineData("PT1H30M", 90)]
    [InlineData("PT90M", 90)]
    [InlineData("01:30", 90)]
    [InlineData("01:30:00", 90)]
    [InlineData("1.02:00", 26 * 60)]
    [InlineData("3d", 3 * 24 * 60)]
    [InlineData("P3D", 3 * 24 * 60)]
    [InlineData("1w", 7 * 24 * 60)]
    [InlineData("P1W", 7 * 24 * 60)]
    public void Durations_are_read_as_people_write_them(string text, int minutes)
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy(
            $$"""{{Saturday}}, "reboot": { "reserve": "{{text}}" }""");
        Assert.Empty(findings);
        Assert.Equal(TimeSpan.FromMinutes(minutes), configuration.Policies[0].Source.Reboot.Reserve);
    }

    [Fact]
    public void All_that_is_wrong_is_found_at_once_and_no_bad_policy_hides_another()
    {
        var (configuration, findings) = ConfigurationFile.Read(
            $$"""
            { "hosts": [ { "name": "web 01" } ],
              "store": { "provider": "postgresql" },
              "extra": 1,
              "policies": {
                "a": { "timeZone": "Europe/Olso", "target": "*", "schedules": [ { "text": "Sat", "cutoff": "x" }, { "text": "Sat 22:00 for 4h", "cutoff": "5h" } ] },
                "b": { {{Saturday}} },
                "c": { "targets": "env ==", {{Saturday}} },
                "d": "x" } }
            """);
        Assert.Equal(
            [
                "policies.a.schedules[0].cutoff DurationInvalid",
                "policies.a.target SettingUnknown",
                "policies.a.timeZone TimeZoneNotFound",
                "policies.a.schedules[0].text ScheduleTextInvalid",
                "policies.a.schedules[1].cutoff CutoffTooLong",
                "policies.c.targets TargetFilterInvalid",
                "policies.d SettingWrongType",
                "hosts[0].name HostNameInvalid",
                "store.connectionString StoreConnectionMissing",
                "extra SettingUnknown",
            ],
            ConfigurationFile.Lines(findings));
        Assert.Equal(["b"], configuration.Policies.Select(p => p.Name));
    }

    [Fact]
    public void Selecting_a_policy_that_is_not_there_names_the_nearest_and_those_there_are()
    {
        var (configuration, _) = ConfigurationFile.Read($$"""{ "policies": { "prod-web": { {{Saturday}} }, "test": { {{Saturday}} } } }""");
        var problems = new List<Finding>();
        Assert.Equal(["prod-web", "test"], configuration.Select([], problems).Select(p => p.Name));
        Assert.Equal(["prod-web"], configuration.Select(["PROD*", "nothing*"], problems).Select(p => p.Name));
        Assert.Empty(problems);
        Assert.Equal(["test"], configuration.Select(["pord-web", "test"], problems).Select(p => p.Name));
        Assert.Equal("There is no policy 'pord-web'. Did you mean 'prod-web'?", Assert.Single(problems).Message);
        Assert.Equal(("PolicyNotFound", "There are: prod-web, test."), (problems[0].Code, problems[0].Suggestion));
    }

    [Fact]
    public void Selecting_a_faulty_policy_says_that_it_is_faulty_and_not_that_it_is_not_there()
    {
        var (configuration, findings) = ConfigurationFile.ReadPolicy($$"""{{Saturday}}, "aprove": {}""");
        var problems = new List<Finding>();
        Assert.Empty(configuration.Select(["P"], problems));
        Assert.Equal(("PolicyInvalid", "p"), (Assert.Single(problems).Code, problems[0].Policy));
        Assert.Contains(findings[0].Message, problems[0].Message);
    }
}
