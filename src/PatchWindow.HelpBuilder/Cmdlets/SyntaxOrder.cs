namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>
/// The parameter sets of a cmdlet, each with its parameters as <c>Get-Command -Syntax</c> orders them.
/// </summary>
internal static class SyntaxOrder
{
    public static IEnumerable<IReadOnlyList<(Parameter Parameter, Binding Binding)>> Of(Cmdlet cmdlet)
    {
        var names = cmdlet.Parameters.SelectMany(parameter => parameter.Bindings).Select(binding => binding.Set)
            .Where(set => set != Binding.AllSets).Distinct(StringComparer.OrdinalIgnoreCase).ToList();

        // A default set that no parameter names is a real set: the call without any of the others' parameters.
        if (names.Count > 0 && cmdlet.DefaultSet is { } first)
            names = [first, .. names.Where(name => !name.Equals(first, StringComparison.OrdinalIgnoreCase))];
        if (names.Count == 0)
            names = [Binding.AllSets];

        return names.Select(name => InSet(cmdlet, name));
    }

    private static List<(Parameter Parameter, Binding Binding)> InSet(Cmdlet cmdlet, string set)
    {
        var members = new List<(Parameter Parameter, Binding Binding)>();
        foreach (var parameter in cmdlet.Parameters)
        {
            var binding = parameter.Bindings.FirstOrDefault(b => b.Set.Equals(set, StringComparison.OrdinalIgnoreCase))
                ?? parameter.Bindings.FirstOrDefault(b => b.Set == Binding.AllSets);
            if (binding is not null)
                members.Add((parameter, binding));
        }

        // OrderBy is stable: what is equal here stays in the order of declaration.
        return [.. members
            .OrderBy(member => member.Binding.Position ?? int.MaxValue)
            .ThenBy(member => member.Binding.Position is null && !member.Binding.Mandatory)];
    }
}
