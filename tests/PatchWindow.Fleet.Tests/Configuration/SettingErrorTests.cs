using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>Every error names the file, the place, the offending text and the nearest right word.</summary>
public sealed class SettingErrorTests
{
    private const string Saturday = "\"schedules\": [ { \"text\": \"Sat 22:00 for 4h\" } ]";

    // What stands in the policy; where; the offending text; the nearest right one.
    public static TheoryData<string, string, string, string> Policies => new()
    {
        { "\"tagets\": \"*\"", "tagets", "'tagets'", "'targets'" },
        { "\"mode\": \"imediate\"", "mode", "'imediate'", "'Immediate'" },
        { "\"targets\": [ \"env = prod\" ]", "targets", "[ \"env = prod\" ]", "Write \"env = prod\"." },
        { "\"targets\": { \"env\": \"prod\" }", "targets", "{ \"env\": \"prod\" }", "" },
        { "\"targets\": true", "targets", "true", "Write a text in quotes" },
        { "\"targets\": 5", "targets", "5", "env = prod" },
        { "\"targets\": \"\"", "targets", "'targets' is empty", "leave it out" },
        { "\"targets\": \"evn == prod\"", "targets", "==", "" },
        { "\"timeZone\": \"Europe/Olso\"", "timeZone", "'Europe/Olso'", "'Europe/Oslo'" },
        { "\"schedules\": \"Sat 22:00 for 4h\"", "schedules", "'Sat 22:00 for 4h'", "[ { … } ]" },
        { "\"schedules\": { \"text\": \"Sat 22:00 for 4h\" }", "schedules", "{ \"text\": \"Sat 22:00 for 4h\" }", "Put it in [ ]." },
        { "\"schedules\": [ \"Sat 22:00 for 4h\" ]", "schedules[0]", "'Sat 22:00 for 4h'", "{ … }" },
        { "\"schedules\": [ { \"text\": \"Funday 22:00 for 4h\" } ]", "schedules[0].text", "Funday", "'Sunday'" },
        { Schedule("\"cutoff\": \"4 hours\""), "schedules[0].cutoff", "'4 hours'", "Write 4h." },
        { Schedule("\"cutoff\": \"90 m\""), "schedules[0].cutoff", "'90 m'", "Write 90m." },
        { Schedule("\"cutoff\": \"1,5h\""), "schedules[0].cutoff", "'1,5h'", "Write 1h30m." },
        { Schedule("\"cutoff\": \"-4h\""), "schedules[0].cutoff", "'-4h'", "Write 4h." },
        { Schedule("\"cutoff\": 30"), "schedules[0].cutoff", "'30'", "Write 30m, 30h or 30d." },
        { Schedule("\"cutoff\": \"soon\""), "schedules[0].cutoff", "'soon'", "PT4H" },
        { Schedule("\"at\": \"10pm\""), "schedules[0].at", "'10pm'", "22:00" },
        { Schedule("\"whenSkipped\": \"shfit\""), "schedules[0].whenSkipped", "'shfit'", "'Shift'" },
        { Schedule("\"durationMode\": \"wallclok\""), "schedules[0].durationMode", "'wallclok'", "'WallClock'" },
        { Schedule("\"start\": \"2026/1/13\""), "schedules[0].start", "'2026/1/13'", "Write 2026-01-13." },
        { Schedule("\"start\": \"13.1.2026 10pm\""), "schedules[0].start", "'13.1.2026 10pm'", "Write 2026-01-13T22:00." },
        { Schedule("\"until\": \"2026-02-30\""), "schedules[0].until", "'2026-02-30'", "Write 2026-02-28." },
        { Schedule("\"until\": \"05/06/2026\""), "schedules[0].until", "'05/06/2026'", "Write 2026-06-05 or 2026-05-06." },
        { Schedule("\"exclude\": [ \"soon\" ]"), "schedules[0].exclude", "'soon'", "Write 2026-12-18 or 2026-12-18T22:00." },
        { Schedule("\"exclude\": { \"a\": \"2026-01-01\" }"), "schedules[0].exclude", "{ \"a\": \"2026-01-01\" }", "[ \"…\"" },
        { "\"freezes\": [ { \"from\": \"2026-12-18\" } ]", "freezes[0].to", "'to' is missing", "Add \"to\"." },
        { "\"freezes\": [ { \"text\": \"Fri\", \"allow\": [ \"emergencies\" ] } ]", "freezes[0].allow", "'emergencies'", "'Emergency'" },
        { "\"approve\": \"Security\"", "approve", "'Security'", "\"approve\": { … }" },
        { "\"approve\": { \"classification\": [ \"Sceurity\" ] }", "approve.classification", "'Sceurity'", "'Security'" },
        { "\"approve\": { \"exclude\": [ \"a\", true ] }", "approve.exclude", "[ \"a\", true ]", "[ \"…\"" },
        { "\"approve\": { \"afterDays\": \"3d\" }", "approve.afterDays", "'3d'", "Write 3." },
        { "\"approve\": { \"afterDays\": -1 }", "approve.afterDays", "'-1'", "Write 1." },
        { "\"defer\": { \"maxDays\": 2000000 }", "defer.maxDays", "'2000000'", "Write 36500." },
        { "\"defer\": { \"maxDays\": \"many\" }", "defer.maxDays", "'many'", "Write 30." },
        { "\"defer\": 3", "defer", "'3'", "\"defer\": { … }" },
        { "\"deadlines\": { \"critcal\": \"7d\" }", "deadlines.critcal", "'critcal'", "'critical'" },
        { "\"deadlines\": { \"critical\": \"7 dyas\" }", "deadlines.critical", "'7 dyas'", "Write 7d." },
        { "\"emergency\": { \"within\": \"24h\" }", "emergency.when", "'when' is missing", "Add \"when\"." },
        { "\"emergency\": { \"when\": \"explioted\" }", "emergency.when", "explioted", "'exploited'" },
        { "\"rollout\": { \"maxFailures\": \"110%\" }", "rollout.maxFailures", "'110%'", "Write \"100%\"." },
        { "\"rollout\": { \"maxFailures\": \"5 percent\" }", "rollout.maxFailures", "'5 percent'", "Write \"5%\"." },
        { "\"rollout\": { \"budgets\": [ { \"max\": \"ten\" } ] }", "rollout.budgets[0].max", "'ten'", "50, or \"10%\"" },
        { "\"rollout\": { \"budgets\": [ { \"max\": 1.5 } ] }", "rollout.budgets[0].max", "'1.5'", "Write 1." },
        { "\"reboot\": { \"mode\": \"ifneded\" }", "reboot.mode", "'ifneded'", "'IfNeeded'" },
    };

    public static TheoryData<string, string, string, string> Others => new()
    {
        { "\"hots\": []", "hots", "'hots'", "'hosts'" },
        { "\"hosts\": [ { \"name\": \"web 01\" } ]", "hosts[0].name", "'web 01'", "letters, digits" },
        { "\"hosts\": [ { \"name\": \"web01\", \"transport\": \"shh\" } ]", "hosts[0].transport", "'shh'", "'ssh'" },
        { "\"hosts\": [ { \"name\": \"web01\", \"tags\": \"prod\" } ]", "hosts[0].tags", "'prod'", "{ \"env\": \"prod\" }" },
        { "\"hosts\": [ { \"name\": \"web01\", \"tags\": { \"env\": [ \"prod\" ] } } ]", "hosts[0].tags.env", "[ \"prod\" ]", "Write \"prod\"." },
        { "\"advisories\": [ { \"id\": \"CVE-1\", \"exploited\": \"yes\" } ]", "advisories[0].exploited", "'yes'", "Write true." },
        { "\"advisories\": [ { \"id\": \"CVE-1\", \"exploited\": \"flase\" } ]", "advisories[0].exploited", "'flase'", "Write false." },
        { "\"advisories\": [ { \"id\": \"CVE-1\", \"cvss\": 11 } ]", "advisories[0].cvss", "'11'", "9.8" },
        { "\"policies\": [ { \"targets\": \"*\" } ]", "policies", "[ { \"targets\": \"*\" } ]", "\"a-name\": { … }" },
        { "\"policies\": { \"p\": \"Sat\" }", "policies.p", "'Sat'", "\"p\": { … }" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void An_error_in_a_policy_says_where_what_and_what_instead(string inside, string place, string offending, string nearest)
    {
        if (!inside.Contains("schedules")) inside += ", " + Saturday;
        Check($$"""{ "policies": { "p": { {{inside}} } } }""", "policies.p." + place, offending, nearest);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void So_does_one_in_any_other_part(string inside, string place, string offending, string nearest) => Check($"{{ {inside} }}", place, offending, nearest);

    [Theory]
    [InlineData("\"store\": \"Data Source=a;Password=hunter2\"")]
    [InlineData("\"store\": { \"connectionString\": [ \"Password=hunter2\" ] }")]
    [InlineData("\"store\": { \"provider\": { \"a\": \"Password=hunter2\" } }")]
    public void What_may_be_a_password_is_not_shown(string inside) =>
        Assert.All(ConfigurationFile.Read($"{{ {inside} }}").Findings, f => Assert.DoesNotContain("hunter2", f.ToString() + f.Suggestion));

    private static void Check(string text, string place, string offending, string nearest)
    {
        using var file = new ConfigurationFile(text);
        var error = PatchConfiguration.Read(file.Path).Findings.First(f => f.Severity == FindingSeverity.Error);

        Assert.Equal($"{file.Path}: {place}", error.Path);
        Assert.Contains(offending, error.Message);
        Assert.Contains(nearest, error.Message + " " + error.Suggestion);
        Assert.False(string.IsNullOrEmpty(error.Suggestion), error.Message);
    }

    private static string Schedule(string beside) => $$""" "schedules": [ { "rrule": "FREQ=WEEKLY", "duration": "4h", {{beside}}{{(beside.Contains("\"at\"") ? "" : ", \"at\": \"22:00\"")}} } ] """;
}
