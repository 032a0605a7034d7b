using System.Xml.Linq;
using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Docs;

namespace PatchWindow.HelpBuilder.Help;

/// <summary>Joins what a parameter's attributes say with what its property's comment says.</summary>
internal sealed class ParameterReader(
    DocFiles docs, Inheritance comments, DocText text, ICollection<Finding> findings)
{
    public ParameterHelp Read(Cmdlet cmdlet, Parameter parameter)
    {
        var owner = $"{cmdlet.Name} -{parameter.Name}";
        var comment = comments.Comment(parameter.Property, owner);
        var description = text.Paragraphs(comment?.Element("summary"), owner).ToList();
        if (description.Count == 0 && parameter.HelpMessage is { } message)
            description.Add(message.Trim());
        if (description.Count == 0)
            findings.Add(Finding.NoParameterText(cmdlet.Name, parameter.Name, parameter.Property.DeclaringType!.Name));

        description.AddRange(text.Paragraphs(comment?.Element("remarks"), owner));
        if (parameter.Values.Count > 0)
            description.Add(PossibleValues(parameter, owner));
        if (parameter.Bindings.Any(binding => binding.Remaining))
            description.Add("Takes every argument that no other parameter takes.");

        return new ParameterHelp(
            parameter.Name, TypeName.Short(parameter.Type), TypeName.Full(parameter.Type), Whole(cmdlet, parameter),
            description, DefaultOf(parameter, comment, owner), parameter.Aliases, parameter.Values,
            parameter.Wildcards);
    }

    /// <summary>
    /// The parameter seen over all its sets: mandatory only if it always is; its place that of the default set.
    /// </summary>
    private static Binding Whole(Cmdlet cmdlet, Parameter parameter)
    {
        var bindings = parameter.Bindings;
        var first = bindings.FirstOrDefault(binding => binding.Set == cmdlet.DefaultSet) ?? bindings[0];
        return first with
        {
            Mandatory = bindings.All(binding => binding.Mandatory),
            ByValue = bindings.Any(binding => binding.ByValue),
            ByPropertyName = bindings.Any(binding => binding.ByPropertyName),
            Remaining = bindings.Any(binding => binding.Remaining),
        };
    }

    /// <summary>A line a value where the enum's members are documented, one line for all where they are not.</summary>
    private string PossibleValues(Parameter parameter, string owner)
    {
        var type = TypeName.Element(parameter.Type);
        var meanings = type.IsEnum
            ? Parameter.EnumMembers(type).ToDictionary(
                member => member.Name,
                member => string.Join(" ", text.Paragraphs(docs.Find(DocId.Of(member))?.Element("summary"), owner)))
            : [];
        if (meanings.Values.All(meaning => meaning.Length == 0))
            return $"Possible values: {string.Join(", ", parameter.Values)}.";
        return "Possible values:\n" + string.Join("\n", parameter.Values.Select(value =>
            meanings.GetValueOrDefault(value) is { Length: > 0 } meaning ? $"- {value}: {meaning}" : $"- {value}"));
    }

    private string? DefaultOf(Parameter parameter, XElement? comment, string owner)
    {
        var value = string.Join(" ", text.Paragraphs(comment?.Element("value"), owner));
        if (value.Length > 0)
            return value;
        return TypeName.Short(parameter.Type) == "SwitchParameter" ? "False" : null;
    }
}
