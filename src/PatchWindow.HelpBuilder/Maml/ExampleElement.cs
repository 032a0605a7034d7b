using System.Globalization;
using System.Xml.Linq;
using PatchWindow.HelpBuilder.Docs;
using static PatchWindow.HelpBuilder.Maml.MamlDocument;

namespace PatchWindow.HelpBuilder.Maml;

/// <summary>An example under a ruled title, all of one width, so that the eye finds the next one.</summary>
internal static class ExampleElement
{
    // With the indent of the help, 4, one less than the 80 columns of a terminal: the engine leaves the last one free.
    private const int RuleWidth = 75;

    public static XElement Of(Example example, int index) => new(Command + "example",
        new XElement(Prose + "title", Title(example.Title, index + 1)),
        Introduction(example.Introduction),
        new XElement(Dev + "code", example.Code),
        // The engine joins the last remark and the next title; an empty paragraph keeps them apart.
        Paragraphs(Dev + "remarks", [.. example.Remarks, ""]));

    public static string Title(string? title, int number)
    {
        var text = title is null
            ? string.Create(CultureInfo.InvariantCulture, $" Example {number} ")
            : string.Create(CultureInfo.InvariantCulture, $" Example {number}: {title} ");
        var rule = Math.Max(6, RuleWidth - text.Length);
        return new string('-', rule / 2) + text + new string('-', rule - (rule / 2));
    }

    /// <summary>
    /// The engine prints the introduction and the code on one line (it was made for the prompt, <c>PS C:\></c>), and
    /// ends a paragraph with a line break only when it is not the one its count of non-empty paragraphs says is last.
    /// An empty first paragraph moves that count, in 5.1 as in 7: the code then begins on a line of its own.
    /// </summary>
    private static XElement Introduction(IReadOnlyList<string> paragraphs) => Paragraphs(
        Prose + "introduction", paragraphs.Count == 0 ? [] : ["", string.Join("\n\n", paragraphs)]);
}
