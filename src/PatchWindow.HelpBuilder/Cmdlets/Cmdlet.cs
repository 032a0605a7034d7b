using System.Reflection;

namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>A cmdlet class as its attributes say it.</summary>
internal sealed record Cmdlet(
    Type Type, string Verb, string Noun, string? DefaultSet, bool ShouldProcess, bool HighImpact, string? HelpUri,
    IReadOnlyList<Parameter> Parameters, IReadOnlyList<object> Outputs)
{
    private const int ConfirmImpactHigh = 3;

    public string Name => $"{Verb}-{Noun}";

    public static Cmdlet? Read(Type type)
    {
        if (type.IsAbstract || !type.IsVisible || type.EngineAttributes("Cmdlet").FirstOrDefault() is not { } attribute)
            return null;

        var names = attribute.Values().Cast<string>().ToList();
        return new Cmdlet(
            type, names[0], names[1],
            attribute.Named<string>("DefaultParameterSetName"),
            attribute.Named<bool>("SupportsShouldProcess"),
            attribute.Named<int>("ConfirmImpact") == ConfirmImpactHigh,
            attribute.Named<string>("HelpUri"),
            // A property redeclared with `new` appears twice, the nearest first.
            [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(Parameter.Read)
                .OfType<Parameter>().DistinctBy(parameter => parameter.Name)],
            [.. type.EngineAttributes("OutputType").SelectMany(data => data.Values())]);
    }
}
