using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>One <c>example</c>: what stands before its code introduces it, what stands after explains it.</summary>
internal sealed record Example(
    string? Title, IReadOnlyList<string> Introduction, string Code, IReadOnlyList<string> Remarks)
{
    /// <summary>What still fits one line of the help on 80 columns, with six dashes and a number of two digits.</summary>
    public const int LongestTitle = 55;

    /// <returns>null when the example has no code.</returns>
    public static Example? Read(XElement element, DocText text, string owner)
    {
        if (element.Element("code") is not { } code)
            return null;

        var titles = element.Elements("title").ToList();
        var title = string.Join(" ", titles.SelectMany(own => text.Paragraphs(own, owner)));
        var introduction = text.Paragraphs(code.NodesBeforeSelf().Except(titles), owner).ToList();
        if (title.Length == 0 && introduction.Count > 0 && introduction[0].Length <= LongestTitle)
        {
            title = introduction[0];
            introduction.RemoveAt(0);
        }

        title = title.EndsWith('.') || title.EndsWith(':') ? title[..^1] : title;
        return new Example(
            title.Length == 0 ? null : title, introduction, CodeText.Of(code),
            text.Paragraphs(code.NodesAfterSelf().Except(titles), owner));
    }
}
