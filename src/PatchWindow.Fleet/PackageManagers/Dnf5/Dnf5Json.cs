using System.Text.Json;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf5;

/// <summary>dnf 5's output for machines (--json).</summary>
internal static class Dnf5Json
{
    /// <summary>
    /// The objects of a frame's list, each made into something; a problem that quotes a line where it cannot be. Some versions write a
    /// list and others, up to 5.2, one object whose values they are.
    /// </summary>
    /// <param name="host">The host's name.</param>
    /// <param name="frame">What was printed.</param>
    /// <param name="expected">What each of them is, in words.</param>
    /// <param name="make">Makes it; null where it is not what is expected.</param>
    public static Outcome<IReadOnlyList<T>> Read<T>(string host, OutputFrame frame, string expected, Func<JsonElement, T?> make)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(string.Join("\n", frame.Lines.Select(line => line.Text)));
            var root = document.RootElement;
            var elements = root.ValueKind switch
            {
                JsonValueKind.Array => root.EnumerateArray().ToList(),
                JsonValueKind.Object => root.EnumerateObject().Select(property => property.Value).ToList(),
                _ => null,
            };
            var made = elements?.Select(element => element.ValueKind == JsonValueKind.Object ? make(element) : null).ToList();
            return made is not null && !made.Contains(null)
                ? made.Select(item => item!).ToArray()
                : OutputProblems.Unreadable(host, Line(frame, 0), expected);
        }
        catch (JsonException exception)
        {
            return OutputProblems.Unreadable(host, Line(frame, exception.LineNumber ?? 0), expected);
        }
    }

    /// <summary>A member's text; null where it is no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A member's elements; none where it is no list.</summary>
    public static IReadOnlyList<JsonElement> List(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static OutputLine Line(OutputFrame frame, long index) =>
        index < frame.Lines.Count ? frame.Lines[(int)index] : frame.Lines.Count > 0 ? frame.Lines[frame.Lines.Count - 1] : new OutputLine(0, "");
}
