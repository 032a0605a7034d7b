using System.Text.Json.Nodes;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>The words of the schema are the words of the reader: each object is given one that no reader knows, and the reader names those it does.</summary>
public sealed class SchemaWordsTests
{
    private static readonly JsonObject Schema = (JsonObject)JsonNode.Parse(SchemaFile.Text)!;

    public static TheoryData<string, string, string> Objects => new()
    {
        { "", """{ "x": 1 }""", "x" },
        { "store", """{ "store": { "x": 1 } }""", "store.x" },
        { "ssh", """{ "ssh": { "x": 1 } }""", "ssh.x" },
        { "host", """{ "hosts": [ { "x": 1 } ] }""", "hosts[0].x" },
        { "inventory", """{ "inventories": [ { "x": 1 } ] }""", "inventories[0].x" },
        { "packageManager", """{ "packageManagers": { "m": { "x": 1 } } }""", "packageManagers.m.x" },
        { "commandScript", """{ "packageManagers": { "m": { "list": { "x": 1 } } } }""", "packageManagers.m.list.x" },
        { "advisory", """{ "advisories": [ { "x": 1 } ] }""", "advisories[0].x" },
        { "policy", Policy("\"x\": 1"), "policies.p.x" },
        { "schedule", Policy("\"schedules\": [ { \"x\": 1 } ]"), "policies.p.schedules[0].x" },
        { "freeze", Policy("\"freezes\": [ { \"text\": \"Fri\", \"calendar\": \"a.ics\", \"x\": 1 } ]"), "policies.p.freezes[0].x" },
        { "approve", Policy("\"approve\": { \"x\": 1 }"), "policies.p.approve.x" },
        { "defer", Policy("\"defer\": { \"x\": 1 }"), "policies.p.defer.x" },
        { "deadlines", Policy("\"deadlines\": { \"x\": 1 }"), "policies.p.deadlines.x" },
        { "emergency", Policy("\"emergency\": { \"x\": 1 }"), "policies.p.emergency.x" },
        { "rollout", Policy("\"rollout\": { \"x\": 1 }"), "policies.p.rollout.x" },
        { "ring", Policy("\"rollout\": { \"rings\": [ { \"x\": 1 } ] }"), "policies.p.rollout.rings[0].x" },
        { "budget", Policy("\"rollout\": { \"budgets\": [ { \"x\": 1 } ] }"), "policies.p.rollout.budgets[0].x" },
        { "reboot", Policy("\"reboot\": { \"x\": 1 }"), "policies.p.reboot.x" },
        { "hooks", Policy("\"hooks\": { \"x\": 1 }"), "policies.p.hooks.x" },
        { "runnerHooks", Policy("\"hooks\": { \"runner\": { \"x\": 1 } }"), "policies.p.hooks.runner.x" },
        { "estimate", Policy("\"estimate\": { \"x\": 1 }"), "policies.p.estimate.x" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void Every_word_that_the_reader_asks_for_is_in_the_schema_and_the_other_way_round(string definition, string configuration, string place)
    {
        var unknown = ConfigurationFile.Read(configuration).Findings.Single(f => f.Code == "SettingUnknown" && f.Path == place);
        var read = unknown.Suggestion!.Replace("Known are ", "").TrimEnd('.').Split(", ");

        var written = ((JsonObject)Definition(definition)["properties"]!).Select(p => p.Key).Where(w => w != "$schema");

        Assert.Equal(read.Order(StringComparer.OrdinalIgnoreCase), written.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_object_of_the_schema_is_compared_and_takes_no_other_words()
    {
        var objects = Schema["$defs"]!.AsObject().Where(d => d.Value!["properties"] is not null).Select(d => d.Key).Append("");

        Assert.Equal(objects.Order(), Objects.Select(row => row.Data.Item1).Order());
        Assert.All(objects, name => Assert.False(Definition(name)["additionalProperties"]!.GetValue<bool>()));
    }

    [Fact]
    public void Every_word_has_a_description_for_editors()
    {
        foreach (var (name, words) in Schema["$defs"]!.AsObject().Append(new("", Schema)).Select(d => (d.Key, d.Value!["properties"]?.AsObject())))
        {
            Assert.All(words ?? [], word => Assert.True(Description(word.Value!) is { Length: > 5 }, $"{name}.{word.Key}"));
        }
    }

    [Theory]
    [InlineData("skippedTime", typeof(SkippedTime))]
    [InlineData("ambiguousTime", typeof(AmbiguousTime))]
    [InlineData("durationMode", typeof(DurationMode))]
    [InlineData("freezeMode", typeof(FreezeMode))]
    [InlineData("freezePass", typeof(FreezePass))]
    [InlineData("policyMode", typeof(PolicyMode))]
    [InlineData("rebootMode", typeof(RebootMode))]
    [InlineData("severity", typeof(PatchSeverity))]
    [InlineData("classification", typeof(PatchClassification))]
    public void An_enumeration_has_the_same_words_and_takes_them_in_any_letter_case(string definition, Type type)
    {
        Check(definition, Enum.GetNames(type));
    }

    [Fact]
    public void So_have_the_formats_of_inventories() => Check("inventoryFormat", [.. PatchWindow.Fleet.Inventory.Formats.InventoryFormats.Names]);

    private static void Check(string definition, string[] words)
    {
        var either = Schema["$defs"]![definition]!["anyOf"]!;
        var pattern = either[1]!["pattern"]!.GetValue<string>();

        Assert.Equal(words.Order(), either[0]!["enum"]!.AsArray().Select(w => w!.GetValue<string>()).Order());
        Assert.All(words, word => Assert.All(new[] { word, word.ToUpperInvariant(), word.ToLowerInvariant() }, w => Assert.Matches(pattern, w)));
        Assert.All(words, word => Assert.DoesNotMatch(pattern, word + "s"));
    }

    private static string? Description(JsonNode schema) => schema["description"]?.GetValue<string>()
        ?? (schema["$ref"]?.GetValue<string>() is { } reference ? Description(Schema["$defs"]![reference["#/$defs/".Length..]]!) : null);

    private static JsonNode Definition(string name) => name.Length == 0 ? Schema : Schema["$defs"]![name]!;

    private static string Policy(string inside) => $$"""{ "policies": { "p": { {{inside}} } } }""";
}
