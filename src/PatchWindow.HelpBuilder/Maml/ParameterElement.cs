using System.Globalization;
using System.Xml.Linq;
using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Help;
using static PatchWindow.HelpBuilder.Maml.MamlDocument;

namespace PatchWindow.HelpBuilder.Maml;

/// <summary>A parameter, as SYNTAX shows it and as PARAMETERS does.</summary>
internal static class ParameterElement
{
    /// <summary>A switch takes no value here, and a list of values stands in place of the type.</summary>
    public static XElement InSyntax(ParameterHelp parameter) => Of(
        // The text is in PARAMETERS, once; no view shows it in SYNTAX.
        parameter with { Description = [] },
        parameter.Values.Count == 0 ? null : new XElement(Command + "parameterValueGroup",
            parameter.Values.Select(value => Value(value, required: false))),
        parameter.IsSwitch ? null : Value(parameter.ShortType, required: true));

    public static XElement InFull(ParameterHelp parameter) => Of(parameter,
        null, Value(parameter.ShortType, required: !parameter.IsSwitch));

    private static XElement Of(ParameterHelp parameter, XElement? values, XElement? value) => new(Command + "parameter",
        new XAttribute("required", parameter.Binding.Mandatory),
        new XAttribute(
            "variableLength",
            parameter.Binding.Remaining || parameter.ShortType.EndsWith("[]", StringComparison.Ordinal)),
        new XAttribute("globbing", parameter.Wildcards),
        new XAttribute("pipelineInput", Pipeline(parameter.Binding)),
        new XAttribute("position", parameter.Binding.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Prose + "name", parameter.Name),
        Paragraphs(Prose + "description", parameter.Description),
        values,
        value,
        new XElement(Dev + "type", new XElement(Prose + "name", parameter.FullType), new XElement(Prose + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default ?? "None"));

    private static XElement Value(string text, bool required) => new(Command + "parameterValue",
        new XAttribute("required", required), new XAttribute("variableLength", false), text);

    private static string Pipeline(Binding binding) => (binding.ByValue, binding.ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
