using System.Text;
using System.Text.RegularExpressions;

namespace PatchWindow.Core.Conversions;

/// <summary>A table of a TOML document: its name, and its keys with their values as text or lists of text.</summary>
/// <param name="Name">The name in brackets; empty before the first.</param>
/// <param name="IsOneOfMany">Whether it stands in double brackets.</param>
/// <param name="Values">The values; a text alone is a list of one.</param>
internal sealed record TomlTable(string Name, bool IsOneOfMany, Dictionary<string, IReadOnlyList<string>> Values);

/// <summary>
/// As much of TOML as Zincati's snippets use: tables, texts in quotes, numbers, booleans and lists of these. See
/// https://toml.io/en/v1.0.0.
/// </summary>
internal static class TomlText
{
    private static readonly Regex Header = new(@"^(?<open>\[\[?)\s*(?<name>[\w-]+(?:\s*\.\s*[\w-]+)*)\s*(?<close>\]\]?)$", RegexOptions.CultureInvariant);
    private static readonly Regex Pair = new(@"^(?<key>[\w.-]+)\s*=\s*(?<value>.+)$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    private static readonly Regex Item = new("""\G\s*(?:"(?<text>[^"\\]*)"|'(?<text>[^']*)'|(?<text>[\w.:+-]+))\s*(?:,|$)""", RegexOptions.CultureInvariant);

    public static IReadOnlyList<TomlTable> Read(string text)
    {
        var tables = new List<TomlTable> { new("", false, []) };
        var open = "";
        foreach (var line in text.Split('\n').Select(WithoutComment))
        {
            // A list may go on over several lines.
            var statement = (open + " " + line).Trim();
            open = statement.Contains('=') && statement.Contains('[') && !statement.EndsWith("]", StringComparison.Ordinal) ? statement : "";
            if (statement.Length == 0 || open.Length > 0) continue;
            if (Header.Match(statement) is { Success: true } header && header.Groups["open"].Length == header.Groups["close"].Length)
                Add(tables, new TomlTable(Regex.Replace(header.Groups["name"].Value, @"\s", ""), header.Groups["open"].Length == 2, []));
            else if (Pair.Match(statement) is { Success: true } pair)
                Add(tables[tables.Count - 1], pair.Groups["key"].Value, pair.Groups["value"].Value);
            else throw new FormatFault($"'{statement}' is neither a [table] nor a key = value.");
        }

        return open.Length == 0 ? tables : throw new FormatFault($"the list in '{open}' does not end.");
    }

    private static void Add(List<TomlTable> tables, TomlTable table)
    {
        if (!table.IsOneOfMany && tables.Exists(t => t.Name == table.Name)) throw new FormatFault($"[{table.Name}] is given twice.");
        tables.Add(table);
    }

    private static void Add(TomlTable table, string key, string value)
    {
        if (table.Values.ContainsKey(key)) throw new FormatFault($"'{key}' is given twice in [{table.Name}].");
        var list = value.StartsWith("[", StringComparison.Ordinal);
        var body = list ? value.Substring(1, value.Length - 2).Trim() : value;
        var items = new List<string>();
        for (var at = 0; at < body.Length;)
        {
            var item = Item.Match(body, at);
            if (!item.Success) throw new FormatFault($"'{body.Substring(at).Trim()}' is no value for '{key}'.", "Put text in quotes, and lists in brackets.");
            items.Add(item.Groups["text"].Value);
            at += item.Length;
        }

        table.Values.Add(key, list || items.Count == 1 ? items : throw new FormatFault($"'{value}' is more than one value for '{key}'.", "Put lists in brackets."));
    }

    private static string WithoutComment(string line)
    {
        var text = new StringBuilder();
        var quote = '\0';
        foreach (var c in line)
        {
            if (quote == '\0' && c == '#') break;
            if (quote == '\0' && c is '"' or '\'') quote = c;
            else if (c == quote) quote = '\0';
            text.Append(c);
        }

        return text.ToString().Trim();
    }
}
