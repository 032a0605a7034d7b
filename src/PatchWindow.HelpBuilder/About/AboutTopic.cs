using System.Text;
using System.Text.RegularExpressions;

namespace PatchWindow.HelpBuilder.About;

/// <summary>
/// An <c>about_X.md</c> as the <c>about_X.help.txt</c> that Get-Help shows. The engine takes the fifth line of the
/// file for the topic's synopsis, hence the fixed beginning. Markdown's first level is the topic, the second a
/// section.
/// </summary>
internal sealed partial class AboutTopic
{
    private const int Width = 80;

    // Columns are read across, and a table may be as wide as the narrowest screen they are shown on.
    private const int TableWidth = 100;
    private const string Indent = "    ";

    private readonly List<string> _lines = [];
    private readonly string _name;

    private AboutTopic(string name, string markdown)
    {
        _name = name;
        // The first level repeats the name; the file's own name counts, as it does for Get-Help.
        var blocks = Blocks(markdown.ReplaceLineEndings("\n").Split('\n'))
            .Where(block => !block[0].StartsWith("# ", StringComparison.Ordinal)).ToList();
        var summary = blocks.FindIndex(block => block is [var line, ..] && !line.StartsWith('#'));
        _lines.AddRange(["TOPIC", Indent + name, "", "SHORT DESCRIPTION"]);
        Body(summary < 0 ? [name] : blocks[summary]);

        var rest = blocks.Skip(summary + 1).ToList();
        if (rest.Count > 0 && !IsSection(rest[0]))
            _lines.AddRange(["LONG DESCRIPTION"]);
        foreach (var block in rest)
            if (IsSection(block))
                _lines.Add(Plain(block[0].TrimStart('#').Trim()).ToUpperInvariant());
            else
                Body(block);
    }

    public string FileName => _name + ".help.txt";

    public byte[] Content => Encoding.UTF8.GetBytes(string.Join("\n", _lines).TrimEnd() + "\n");

    public static IEnumerable<AboutTopic> In(string folder) => Directory.GetFiles(folder, "about_*.md")
        .Order(StringComparer.Ordinal)
        .Select(path => new AboutTopic(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));

    private static bool IsSection(string[] block) => block[0].StartsWith("## ", StringComparison.Ordinal);

    private void Body(string[] block)
    {
        if (IsFence(block[0]))
            _lines.AddRange(block.Skip(1).Where(line => !IsFence(line))
                .Select(line => line.Length == 0 ? "" : Indent + Indent + line));
        else if (block[0].StartsWith('|'))
            _lines.AddRange(Table(block));
        else if (block[0].StartsWith('#'))
            _lines.Add(Indent + Plain(block[0].TrimStart('#').Trim()));
        else
            foreach (var item in Items(block))
                Wrap(item);
        _lines.Add("");
    }

    /// <summary>A block is a heading, a fence with all it encloses, or lines without a blank one between.</summary>
    private static List<string[]> Blocks(string[] lines)
    {
        var blocks = new List<string[]>();
        var block = new List<string>();
        foreach (var line in lines)
        {
            var inFence = block.Count > 0 && IsFence(block[0]);
            if (!inFence && (string.IsNullOrWhiteSpace(line) || line.StartsWith('#') || IsFence(line)))
                Close();
            if (inFence || !string.IsNullOrWhiteSpace(line))
                block.Add(line.TrimEnd());
            if (inFence ? IsFence(line) : line.StartsWith('#'))
                Close();
        }

        Close();
        return blocks;

        void Close()
        {
            if (block.Count > 0)
                blocks.Add([.. block]);
            block.Clear();
        }
    }

    /// <summary>The items of a list, or the one paragraph that the lines are.</summary>
    private static IEnumerable<string> Items(string[] block)
    {
        var item = "";
        foreach (var line in block)
            if (item.Length > 0 && ListMark().IsMatch(line))
            {
                yield return item;
                item = line;
            }
            else
                item = item.Length == 0 ? line : $"{item} {line.Trim()}";
        yield return item;
    }

    private void Wrap(string text)
    {
        var mark = ListMark().Match(text).Value;
        var line = Indent + mark;
        var hang = new string(' ', line.Length);
        var empty = true;
        foreach (var word in Plain(text[mark.Length..]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                _lines.Add(line);
                (line, empty) = (hang, true);
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        _lines.Add(line);
    }

    private static IEnumerable<string> Table(string[] block)
    {
        var rows = block.Where(row => !TableRule().IsMatch(row))
            .Select(row => row.Trim().Trim('|').Split('|').Select(cell => Plain(cell.Trim())).ToArray()).ToList();
        var widths = Enumerable.Range(0, rows.Max(row => row.Length))
            .Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        return rows.SelectMany(row => Row(row, widths));
    }

    /// <summary>A row; what its last cell has no room for goes on below it.</summary>
    private static IEnumerable<string> Row(string[] row, int[] widths)
    {
        var lead = Indent + string.Concat(row.Take(row.Length - 1).Select((cell, column) => cell.PadRight(widths[column]) + "  "));
        var hang = new string(' ', lead.Length);
        var line = lead;
        var empty = true;
        foreach (var word in row[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > TableWidth)
            {
                yield return line;
                (line, empty) = (hang, true);
            }

            line += empty ? word : " " + word;
            empty = false;
        }

        yield return line.TrimEnd();
    }

    /// <summary>Code spans, emphasis and links without their marks; a link to the web keeps its address.</summary>
    private static string Plain(string text) =>
        Emphasis().Replace(LocalLink().Replace(WebLink().Replace(text, "$1 ($2)"), "$1"), "$2")
            .Replace("`", "", StringComparison.Ordinal);

    private static bool IsFence(string line) => line.StartsWith("```", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?:[-*+]|\d+\.)\s+")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"^\|[\s|:-]+$")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"\[([^\]]+)\]\((https?://[^)]+)\)")]
    private static partial Regex WebLink();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\)")]
    private static partial Regex LocalLink();

    // Not around spaces and not inside code: 'web*' and '0 2 * * *' are text.
    [GeneratedRegex(@"(?<![\w`*'])(\*\*|\*)(?=[^\s*])([^*`]+?)(?<=[^\s*])\1(?![\w`*'])")]
    private static partial Regex Emphasis();
}
