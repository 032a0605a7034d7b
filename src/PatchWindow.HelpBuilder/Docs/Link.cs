using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Docs;

/// <summary>A line of RELATED LINKS. <c>Get-Help -Online</c> opens the first one that has an address.</summary>
internal sealed record Link(string Text, string Uri)
{
    public static Link? Read(XElement seeAlso, CrefNames names)
    {
        var label = string.Join(' ', seeAlso.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (seeAlso.Attribute("href")?.Value is { } href)
            return new Link(label.Length > 0 ? label + ":" : "Online:", href);
        return seeAlso.Attribute("cref")?.Value is { } cref
            ? new Link(label.Length > 0 ? label : names.Of(cref), "")
            : null;
    }
}
