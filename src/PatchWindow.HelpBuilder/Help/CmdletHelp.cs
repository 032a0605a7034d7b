using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Docs;

namespace PatchWindow.HelpBuilder.Help;

/// <summary>Everything Get-Help shows of one cmdlet, before it is MAML.</summary>
internal sealed record CmdletHelp(
    string Verb, string Noun, string Synopsis, IReadOnlyList<string> Description,
    IReadOnlyList<IReadOnlyList<ParameterHelp>> Syntax, IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs, IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<Example> Examples, IReadOnlyList<Link> Links)
{
    public string Name => $"{Verb}-{Noun}";
}

/// <summary>A parameter in one parameter set, or as a whole.</summary>
internal sealed record ParameterHelp(
    string Name, string ShortType, string FullType, Binding Binding, IReadOnlyList<string> Description,
    string? Default, IReadOnlyList<string> Aliases, IReadOnlyList<string> Values, bool Wildcards)
{
    public bool IsSwitch => FullType == "System.Management.Automation.SwitchParameter";
}

internal sealed record TypeHelp(string Name, IReadOnlyList<string> Description);
