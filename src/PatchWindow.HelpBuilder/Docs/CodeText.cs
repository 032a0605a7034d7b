using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>The lines of a <c>code</c> element, freed from the indentation of the comment they stand in.</summary>
internal static class CodeText
{
    public static string Of(XElement code)
    {
        var lines = code.Value.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).ToList();
        var first = lines.Count > 0 && lines[0].Length > 0;

        // A command that begins right behind <code> shows no indentation of its own; the tag's line has it.
        var indent = first ? TagIndent(code) : int.MaxValue;
        foreach (var line in lines.Skip(first ? 1 : 0).Where(line => line.Length > 0))
            indent = Math.Min(indent, Indent(line));

        var text = lines.Select((line, i) =>
            i == 0 && first ? line.TrimStart() : line[Math.Min(indent, line.Length)..]);
        return string.Join("\n", text).Trim('\n');
    }

    private static int TagIndent(XElement code)
    {
        var before = (code.PreviousNode as XText)?.Value ?? "";
        var line = before[(before.LastIndexOf('\n') + 1)..];
        return before.Contains('\n') && string.IsNullOrWhiteSpace(line) ? line.Length : int.MaxValue;
    }

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
