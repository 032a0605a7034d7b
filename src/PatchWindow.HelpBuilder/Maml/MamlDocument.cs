using System.Text;
using System.Xml;
using System.Xml.Linq;
using PatchWindow.HelpBuilder.Help;

namespace PatchWindow.HelpBuilder.Maml;

/// <summary>The help file as a whole: <c>helpItems</c> with a <c>command</c> for each cmdlet.</summary>
internal static class MamlDocument
{
    public static readonly XNamespace Msh = "http://msh";
    /// <summary>The prefix is <c>maml</c>: names, titles and paragraphs.</summary>
    public static readonly XNamespace Prose = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static byte[] Write(IEnumerable<CmdletHelp> cmdlets)
    {
        var document = new XDocument(new XElement(Msh + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Select(CommandElement.Of)));

        using var buffer = new MemoryStream();
        // The same bytes on every machine, so that the build can tell whether anything changed.
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        }))
            document.Save(writer);
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    public static XElement Paragraphs(XName name, IEnumerable<string> paragraphs) =>
        new(name, paragraphs.Select(paragraph => new XElement(Prose + "para", paragraph)));
}
