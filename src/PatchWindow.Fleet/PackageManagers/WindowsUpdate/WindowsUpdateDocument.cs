using System.Globalization;
using System.Text.Json;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>
/// The one JSON document that each script writes: <c>{ "format": "PatchWindow.WindowsUpdate/1", "action": "list", … }</c>, or with
/// <c>"error": { "step", "hresult", "message" }</c> where it failed. Anything else on the host's output is an error that quotes it.
/// </summary>
internal static class WindowsUpdateDocument
{
    public const string Format = "PatchWindow.WindowsUpdate/1";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a document and makes something of it.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="action">The document's action.</param>
    /// <param name="make">Makes it; a member that is not what it must be ends it.</param>
    public static Outcome<T> Read<T>(string host, HostOutput output, string action, Func<DocumentPart, Outcome<T>> make)
    {
        var lines = output.Output.Split('\n').Select((text, index) => new OutputLine(index + 1, text.TrimEnd('\r'))).Where(line => line.Text.Length > 0).ToList();
        if (lines.Count == 0)
        {
            // The scripts catch what they meet. What ends one before that is the language mode, or the engine itself.
            return output.Error.Trim().Length == 0 ? OutputProblems.CutShort(host, action, output) : WindowsUpdateErrors.ScriptFailed(host, output.Error);
        }

        var stray = lines.FindIndex(line => line.Text[0] != '{');
        if (stray >= 0) return OutputProblems.Unreadable(host, lines[stray], "the document of our own script");
        if (lines.Count > 1) return OutputProblems.Unreadable(host, lines[1], "the end of the output");
        try
        {
            using var document = JsonDocument.Parse(lines[0].Text, Strict);
            var root = new DocumentPart(document.RootElement, "");
            var format = root.Text("format");
            if (format != Format) throw new DocumentFault($"format is '{format}'");
            if (root.Text("action") is var found && found != action) throw new DocumentFault($"action is '{found}'");
            return root.Has("error") ? WindowsUpdateErrors.Of(host, root.Part("error")) : make(root);
        }
        catch (Exception e) when (e is JsonException or DocumentFault)
        {
            // What was cut off is at the end, and a line may be a megabyte.
            var text = lines[0].Text;
            var near = e is JsonException json ? (int)Math.Min(json.BytePositionInLine ?? 0, text.Length) : 0;
            var from = Math.Max(0, Math.Min(near, text.Length) - 60);
            return OutputProblems.Unreadable(
                host, new OutputLine(lines[0].Number, (from > 0 ? "…" : "") + text.Substring(from, Math.Min(120, text.Length - from))),
                $"{Format}, {action} ({Quoted.Line(e.Message)})");
        }
    }
}

/// <summary>A part of the document, of which every member must be what it is asked for.</summary>
/// <param name="element">The part.</param>
/// <param name="path">Where it stands.</param>
internal sealed class DocumentPart(JsonElement element, string path)
{
    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    public string Text(string name) => TextOrNull(name) ?? throw Fault(name, "text");

    public string? TextOrNull(string name) => Member(name) is var member && member.ValueKind == JsonValueKind.Null ? null : TextOf(member, name);

    public bool Flag(string name) => FlagOrNull(name) ?? throw Fault(name, "true or false");

    public bool? FlagOrNull(string name) => Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw Fault(name, "true or false"),
    };

    public long Number(string name) => NumberOrNull(name) ?? throw Fault(name, "a whole number");

    public long? NumberOrNull(string name)
    {
        var member = Member(name);
        if (member.ValueKind == JsonValueKind.Null) return null;
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) ? number : throw Fault(name, "a whole number");
    }

    /// <summary>An HRESULT, as <c>0x</c> and eight digits.</summary>
    public uint HResult(string name)
    {
        var text = Text(name);
        return text.Length == 10 && text.StartsWith("0x", StringComparison.Ordinal)
            && uint.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Fault(name, "an HRESULT");
    }

    public DateTimeOffset? MomentOrNull(string name)
    {
        if (TextOrNull(name) is not { } text) return null;
        return DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw Fault(name, "a moment");
    }

    public DocumentPart Part(string name) => PartOrNull(name) ?? throw Fault(name, "an object");

    public DocumentPart? PartOrNull(string name)
    {
        var member = Member(name);
        if (member.ValueKind == JsonValueKind.Null) return null;
        return member.ValueKind == JsonValueKind.Object ? new DocumentPart(member, PathOf(name)) : throw Fault(name, "an object");
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var path = PathOf(name);
        return [.. Items(name).Select((item, i) => TextOf(item, $"{name}[{i}]") ?? throw new DocumentFault($"{path}[{i}] is no text"))];
    }

    public IReadOnlyList<DocumentPart> Parts(string name)
    {
        var path = PathOf(name);
        return [.. Items(name).Select((item, i) => item.ValueKind == JsonValueKind.Object
            ? new DocumentPart(item, $"{path}[{i}]")
            : throw new DocumentFault($"{path}[{i}] is no object"))];
    }

    /// <summary>A fault in a member that is of the right kind, and wrong all the same.</summary>
    public DocumentFault Fault(string name, string expected) => new($"{PathOf(name)} is not {expected}");

    private JsonElement[] Items(string name) =>
        Member(name) is var member && member.ValueKind == JsonValueKind.Array ? [.. member.EnumerateArray()] : throw Fault(name, "a list");

    private JsonElement Member(string name) => Has(name) ? element.GetProperty(name) : throw new DocumentFault($"{PathOf(name)} is missing");

    private string? TextOf(JsonElement member, string name)
    {
        if (member.ValueKind != JsonValueKind.String) throw Fault(name, "text");
        try
        {
            return member.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            throw Fault(name, "text");
        }
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
}

/// <summary>A document that is not what the contract says.</summary>
/// <param name="message">Which member, and why.</param>
internal sealed class DocumentFault(string message) : Exception(message);
