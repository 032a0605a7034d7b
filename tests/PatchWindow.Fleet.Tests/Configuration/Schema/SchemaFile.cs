using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>The schema that editors use, as it lies in the repository.</summary>
internal static class SchemaFile
{
    private static readonly JsonDocumentOptions AsConfiguration = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly Lazy<JsonSchema> Schema = new(() => JsonSchema.FromText(Text));

    public static string Repository { get; } = FindRepository();

    public static string Text => File.ReadAllText(Path.Combine(Repository, "src", "PatchWindow", "patchwindow.schema.json"));

    public static JsonObject Definitions => (JsonObject)JsonNode.Parse(Text)!["$defs"]!;

    /// <summary>What the schema objects to, one line for each place; none where it takes the text.</summary>
    public static string[] Objections(string configuration)
    {
        using var document = JsonDocument.Parse(configuration, AsConfiguration);
        var result = Schema.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        if (result.IsValid) return [];
        return [.. (result.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Select(e => $"{e.Key} {e.Value}"))}").DefaultIfEmpty("not valid")];
    }

    private static string FindRepository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "PatchWindow.sln"))) return folder;
        }

        throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
