using System.Xml;
using System.Xml.Linq;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Zypper;

/// <summary>zypper's output for machines (--xmlout).</summary>
internal static class ZypperXml
{
    /// <summary>The document of a frame; a problem that quotes its line where it is none.</summary>
    public static Outcome<XElement> Read(string host, OutputFrame frame)
    {
        // Blank lines may stand before the declaration, where XML allows none.
        var lines = frame.Lines.SkipWhile(line => line.Text.Length == 0).ToList();
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var text = new StringReader(string.Join("\n", lines.Select(line => line.Text)));
            using var reader = XmlReader.Create(text, settings);
            return XElement.Load(reader);
        }
        catch (XmlException exception)
        {
            var line = exception.LineNumber >= 1 && exception.LineNumber <= lines.Count ? lines[exception.LineNumber - 1]
                : lines.Count > 0 ? lines[lines.Count - 1] : new OutputLine(0, "");
            return OutputProblems.Unreadable(host, line, "XML of zypper's");
        }
    }

    /// <summary>An attribute's text; empty where it is absent.</summary>
    public static string Text(this XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";
}
