using System.Xml.Linq;
using PatchWindow.HelpBuilder.Docs;
using PatchWindow.HelpBuilder.Help;
using static PatchWindow.HelpBuilder.Maml.MamlDocument;

namespace PatchWindow.HelpBuilder.Maml;

/// <summary>One cmdlet as MAML, in the element order of the schema.</summary>
internal static class CommandElement
{
    public static XElement Of(CmdletHelp help) => new(Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Prose),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(Command + "details",
            new XElement(Command + "name", help.Name),
            new XElement(Command + "verb", help.Verb),
            new XElement(Command + "noun", help.Noun),
            Paragraphs(Prose + "description", [help.Synopsis])),
        Paragraphs(Prose + "description", help.Description),
        new XElement(Command + "syntax", help.Syntax.Select(set => new XElement(Command + "syntaxItem",
            new XElement(Prose + "name", help.Name),
            set.Select(ParameterElement.InSyntax)))),
        new XElement(Command + "parameters", help.Parameters.Select(ParameterElement.InFull)),
        new XElement(Command + "inputTypes", help.Inputs.Select(type => TypeElement("inputType", type))),
        new XElement(Command + "returnValues", help.Outputs.Select(type => TypeElement("returnValue", type))),
        new XElement(Command + "examples", help.Examples.Select(ExampleElement.Of)),
        new XElement(Command + "relatedLinks", help.Links.Select(LinkElement)));

    private static XElement TypeElement(string name, TypeHelp type) => new(Command + name,
        new XElement(Dev + "type", new XElement(Prose + "name", type.Name)),
        Paragraphs(Prose + "description", type.Description));

    private static XElement LinkElement(Link link) => new(Prose + "navigationLink",
        new XElement(Prose + "linkText", link.Text),
        new XElement(Prose + "uri", link.Uri));
}
