using System.Reflection;

namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>A parameter as its attributes say it; what it means is in the doc comments.</summary>
internal sealed record Parameter(
    PropertyInfo Property, IReadOnlyList<Binding> Bindings, IReadOnlyList<string> Aliases, IReadOnlyList<string> Values,
    bool Wildcards, string? HelpMessage)
{
    public string Name => Property.Name;

    public Type Type => Property.PropertyType;

    public static Parameter? Read(PropertyInfo property)
    {
        // DontShow is for parameters that exist for machines or for the past: no tab completion, and no help.
        var bindings = property.EngineAttributes("Parameter").Select(Binding.Read)
            .Where(binding => !binding.Hidden).ToList();
        return bindings.Count == 0 ? null : new Parameter(
            property,
            bindings,
            [.. Strings(property, "Alias")],
            [.. ValuesOf(property)],
            property.EngineAttributes("SupportsWildcards").Any(),
            property.EngineAttributes("Parameter").Select(data => data.Named<string>("HelpMessage"))
                .FirstOrDefault(message => !string.IsNullOrWhiteSpace(message)));
    }

    private static IEnumerable<string> ValuesOf(PropertyInfo property)
    {
        var set = Strings(property, "ValidateSet").ToList();
        var type = TypeName.Element(property.PropertyType);
        return set.Count > 0 || !type.IsEnum ? set : EnumMembers(type).Select(member => member.Name);
    }

    /// <summary>The members in source order, which is the order its author thinks of them in.</summary>
    public static IEnumerable<FieldInfo> EnumMembers(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral);

    private static IEnumerable<string> Strings(PropertyInfo property, string attribute) =>
        property.EngineAttributes(attribute).SelectMany(data => data.Values()).OfType<string>();
}
