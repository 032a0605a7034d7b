using System.Text.RegularExpressions;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class SchemaTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(SchemaFile.Repository, "examples"), "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(SchemaFile.Repository, f))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_right_by_the_schema_and_names_it(string file)
    {
        var path = Path.Combine(SchemaFile.Repository, file);
        var text = File.ReadAllText(path);

        Assert.Empty(SchemaFile.Objections(text));
        var named = Regex.Match(text, "\"\\$schema\": \"(.*)\"").Groups[1].Value;
        Assert.Equal(SchemaFile.Text, File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, named)));
    }

    [Fact]
    public void The_whole_configuration_of_the_help_is_right_by_the_schema()
    {
        var topic = File.ReadAllText(Path.Combine(SchemaFile.Repository, "src", "PatchWindow", "Help", "about_PatchWindow.md")).Replace("\r", "");
        var whole = Regex.Match(topic, @"^\{\n.*?^\}$", RegexOptions.Multiline | RegexOptions.Singleline).Value;

        Assert.Empty(SchemaFile.Objections(whole));
    }

    [Theory]
    [InlineData("""{ "policies": { "p": { "freezes": [ { "calendar": "a.ics" } ] } } }""", true)]
    [InlineData("""{ "policies": { "p": { "freezes": [ { "calendar": "a.ics", "text": "Fri" } ] } } }""", false)]
    [InlineData("""{ "policies": { "p": { "freezes": [ { "from": "2026-12-18" } ] } } }""", false)]
    [InlineData("""{ "policies": { "p": { "freezes": [ { "from": "2026-12-18", "to": "2026-12-19", "at": "22:00" } ] } } }""", false)]
    [InlineData("""{ "policies": { "p": { "schedules": [ { "rrule": "FREQ=DAILY", "text": "daily 02:00 for 1h" } ] } } }""", false)]
    [InlineData("""{ "policies": { "p": { "schedules": [ { "rrule": "FREQ=DAILY", "at": "22:00" } ] } } }""", false)]
    [InlineData("""{ "policies": { "p": { "schedules": [ { "include": "2026-12-18", "at": "22:00", "duration": "1h" } ] } } }""", true)]
    [InlineData("""{ "inventories": [ "hosts.csv", { "path": "a.ini", "format": "AnsibleIni", "tags": { "env": "lab" }, "transport": "ssh" } ] }""", true)]
    [InlineData("""{ "inventories": [ { "format": "Csv" } ] }""", false)]
    [InlineData("""{ "packageManagers": { "npm": { "list": "a", "apply": [ "b", "c" ], "verify": { "script": "v.sh" } } } }""", true)]
    [InlineData("""{ "packageManagers": { "npm": { "script": "npm.ps1" } } }""", true)]
    [InlineData("""{ "packageManagers": { "npm": { "script": "npm.ps1", "list": "a" } } }""", false)]
    [InlineData("""{ "packageManagers": { "npm": { "list": "a", "apply": "b" } } }""", false)]
    [InlineData("""{ "packageManagers": { "Apt": { "list": "a", "apply": "b", "verify": "c" } } }""", false)]
    [InlineData("""{ "hosts": [ { "tags": { } } ] }""", false)]
    public void What_must_stand_beside_what_is_known(string text, bool isRight) => Assert.Equal(isRight, SchemaFile.Objections(text).Length == 0);
}
