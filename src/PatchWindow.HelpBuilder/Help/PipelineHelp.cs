using PatchWindow.HelpBuilder.Cmdlets;

namespace PatchWindow.HelpBuilder.Help;

/// <summary>
/// INPUTS and OUTPUTS: what the attributes bind to the pipeline, and what its types' own comments say.
/// </summary>
internal static class PipelineHelp
{
    public static IReadOnlyList<TypeHelp> Inputs(Cmdlet cmdlet, IReadOnlyList<ParameterHelp> parameters)
    {
        var inputs = cmdlet.Parameters
            .Where(parameter => parameter.Bindings.Any(binding => binding.ByValue))
            // An array parameter takes its elements one by one from the pipeline.
            .Select(parameter => new TypeHelp(
                TypeName.Full(TypeName.Element(parameter.Type)),
                [$"Binds to -{parameter.Name}.", .. TextOf(parameter)]))
            .ToList();

        var names = parameters.Where(parameter => parameter.Binding.ByPropertyName)
            .SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name)).ToList();
        if (names.Count > 0)
            inputs.Add(new TypeHelp("System.Object",
                [names.Count == 1
                    ? $"Any object: its property {names[0]} binds by name."
                    : $"Any object: its properties {string.Join(", ", names.SkipLast(1))} and {names[^1]} bind "
                        + "by name."]));

        return inputs.Count > 0 ? inputs : [new TypeHelp("None", ["This cmdlet takes nothing from the pipeline."])];

        IEnumerable<string> TextOf(Parameter parameter) =>
            parameters.First(help => help.Name == parameter.Name).Description.Take(1);
    }

    public static IReadOnlyList<TypeHelp> Outputs(Cmdlet cmdlet, Func<Type, IReadOnlyList<string>> summary) =>
        [.. cmdlet.Outputs.Select(output => output switch
        {
            Type { FullName: "System.Void" } => new TypeHelp("None", ["This cmdlet writes nothing."]),
            Type type => new TypeHelp(TypeName.Full(type), summary(TypeName.Element(type))),
            _ => new TypeHelp((string)output, []),
        })];
}
