using System.Reflection;

namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>One [Parameter]: how a parameter takes part in one parameter set, or in all of them.</summary>
internal sealed record Binding(
    string Set, bool Mandatory, int? Position, bool ByValue, bool ByPropertyName, bool Remaining, bool Hidden)
{
    public const string AllSets = "__AllParameterSets";

    /// <summary>An ordinary optional, named parameter of every set.</summary>
    public static Binding Named { get; } = new(AllSets, false, null, false, false, false, false);

    public static Binding Read(CustomAttributeData parameter) => new(
        parameter.Named<string>("ParameterSetName") ?? AllSets,
        parameter.Named<bool>("Mandatory"),
        parameter.Named<int?>("Position") is int position && position >= 0 ? position : null,
        parameter.Named<bool>("ValueFromPipeline"),
        parameter.Named<bool>("ValueFromPipelineByPropertyName"),
        parameter.Named<bool>("ValueFromRemainingArguments"),
        parameter.Named<bool>("DontShow"));
}
