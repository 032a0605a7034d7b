using System.Text.Json.Nodes;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>
/// The schema and the reader judge alike, as far as a schema can judge. It cannot judge what recurrences, texts, filters, zones, package
/// names, offsets and connection strings mean, whether a day is in the calendar, whether files are there, and what contradicts what in
/// another place: names twice, a freeze that ends before it begins, a cutoff longer than its window, a deadline of no time. It is stricter, because an editor
/// should be, in that it wants words in the documented letter case, quotes around a text that looks like a number, none around true and
/// false, and nothing that is null or empty.
/// </summary>
public sealed class SchemaAgreementProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_right_is_right_for_both(int seed)
    {
        var drawn = new RandomConfigurations(seed);
        for (var i = 0; i < 20; i++)
        {
            var text = drawn.Right().ToJsonString();
            Agree(text, "", expected: true);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_wrong_is_wrong_for_both(int seed)
    {
        for (var i = 0; i < 40; i++)
        {
            var (configuration, what) = new RandomConfigurations((seed * 1000) + i).Wrong();
            Agree(configuration.ToJsonString(), what, expected: false);
        }
    }

    [Fact]
    public void Everything_that_is_drawn_is_drawn_often_enough_to_mean_something()
    {
        var words = new HashSet<string>();
        for (var seed = 0; seed < 200; seed++) Collect(new RandomConfigurations(seed).Right(), words);

        var known = SchemaFile.Definitions.SelectMany(d => d.Value!["properties"]?.AsObject().Select(p => p.Key) ?? []).Distinct();
        Assert.Equal(
            ["Important", "Moderate", "any", "calendar", "format", "path", "script"],
            known.Where(w => !words.Contains(w)).Order(StringComparer.Ordinal));
    }

    private static void Agree(string text, string what, bool expected)
    {
        var errors = ConfigurationFile.Read(text).Findings.Where(f => f.Severity == FindingSeverity.Error).Select(f => $"{f.Path} {f.Code} {f.Message}").ToList();
        var objections = SchemaFile.Objections(text);
        Assert.True(errors.Count == 0 == expected && objections.Length == 0 == expected,
            $"{what}\n{text}\nThe reader says: {string.Join("\n  ", errors)}\nThe schema says: {string.Join("\n  ", objections)}");
    }

    private static void Collect(JsonNode? node, HashSet<string> words)
    {
        if (node is JsonObject holder)
        {
            foreach (var (word, value) in holder)
            {
                words.Add(word);
                Collect(value, words);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list) Collect(item, words);
        }
    }
}
