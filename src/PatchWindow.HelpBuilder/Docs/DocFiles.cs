using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>
/// The compiler's documentation files: the cmdlets' own, then those of the assemblies whose types they show.
/// </summary>
internal sealed partial class DocFiles
{
    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    /// <summary>Reads one file; of a member documented in two files the first counts.</summary>
    /// <returns>
    /// The members whose comment the compiler could not read (it writes a note in place of the comment).
    /// </returns>
    public IReadOnlyList<string> Add(string path)
    {
        var document = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        foreach (var member in document.Descendants("member"))
            if (member.Attribute("name") is { } name)
                _ = _members.TryAdd(name.Value, member);

        return [.. document.DescendantNodes().OfType<XComment>()
            .Select(comment => BadlyFormed().Match(comment.Value)).Where(match => match.Success)
            .Select(match => match.Groups["member"].Value)];
    }

    public XElement? Find(string id) => _members.GetValueOrDefault(id);

    [GeneratedRegex("Badly formed XML comment ignored for member \"(?:[A-Z]:)?(?<member>[^\"]+)\"")]
    private static partial Regex BadlyFormed();
}
