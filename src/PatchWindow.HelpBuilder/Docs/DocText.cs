using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>
/// Turns the body of a doc element into plain paragraphs. The line breaks and the indentation of a C# comment mean
/// nothing and collapse; <c>para</c>, a blank line, a list and a code block begin a new paragraph; code and lists
/// keep their lines.
/// </summary>
internal sealed partial class DocText(CrefNames names, ICollection<Finding> findings)
{
    /// <summary>The paragraphs of an element; none when there is no element or no text in it.</summary>
    public IReadOnlyList<string> Paragraphs(XElement? element, string owner) =>
        element is null ? [] : Paragraphs(element.Nodes(), owner);

    public IReadOnlyList<string> Paragraphs(IEnumerable<XNode> nodes, string owner)
    {
        var paragraphs = new List<string>();
        var line = new StringBuilder();
        Walk(nodes);
        Flush();
        return paragraphs;

        void Flush()
        {
            var text = Collapse(line.ToString());
            if (text.Length > 0)
                paragraphs.Add(text);
            _ = line.Clear();
        }

        void Block(string text)
        {
            Flush();
            if (text.Length > 0)
                paragraphs.Add(text);
        }

        void Walk(IEnumerable<XNode> content)
        {
            foreach (var node in content)
                if (node is XText text)
                    Split(text.Value);
                else if (node is XElement { Name.LocalName: "para" } para)
                {
                    Flush();
                    Walk(para.Nodes());
                    Flush();
                }
                else if (node is XElement { Name.LocalName: "list" } list)
                    Block(List(list, owner));
                else if (node is XElement { Name.LocalName: "code" } code)
                    Block(CodeText.Of(code));
                else if (node is XElement element && Reference(element, owner) is { } word)
                    _ = line.Append(word);
                else if (node is XElement other)
                    Walk(other.Nodes());
        }

        void Split(string text)
        {
            var parts = BlankLine().Split(text);
            for (var i = 0; i < parts.Length; i++)
            {
                if (i > 0)
                    Flush();
                _ = line.Append(parts[i]);
            }
        }
    }

    /// <summary>What an element without text of its own stands for; null when its content is its text.</summary>
    private string? Reference(XElement element, string owner)
    {
        var label = Collapse(element.Value);
        if (element.Attribute("cref") is { } cref)
        {
            if (!CrefNames.IsKnown(cref.Value))
                findings.Add(Finding.UnknownCref(owner, cref.Value));
            return label.Length > 0 ? label : names.Of(cref.Value);
        }

        if (element.Attribute("href") is { } href)
            return label.Length == 0 || label == href.Value ? href.Value : $"{label} ({href.Value})";
        return (element.Attribute("langword") ?? element.Attribute("name"))?.Value;
    }

    /// <summary>
    /// A list is one paragraph with a line for each item, because help sets a blank line between paragraphs.
    /// </summary>
    private string List(XElement list, string owner)
    {
        var lines = new List<string>();
        var number = 0;
        foreach (var item in list.Elements())
        {
            var mark = item.Name.LocalName == "listheader" ? ""
                : list.Attribute("type")?.Value == "number" ? $"{++number}. " : "- ";
            var term = string.Join(" ", Paragraphs(item.Element("term"), owner));
            var body = item.Element("description") is { } description ? Paragraphs(description, owner)
                : item.Element("term") is null ? Paragraphs(item, owner) : [];
            var parts = new[] { term, string.Join("\n", body) }.Where(part => part.Length > 0);
            lines.AddRange(string.Join(": ", parts).Split('\n')
                .Select((part, i) => (i == 0 ? mark : new string(' ', mark.Length)) + part));
        }

        return string.Join("\n", lines);
    }

    private static string Collapse(string text) => WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\n[ \t]*\r?\n")]
    private static partial Regex BlankLine();
}
