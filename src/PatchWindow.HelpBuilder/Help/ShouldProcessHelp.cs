using PatchWindow.HelpBuilder.Cmdlets;

namespace PatchWindow.HelpBuilder.Help;

/// <summary>
/// The two parameters that SupportsShouldProcess adds: the engine makes them, so no comment describes them.
/// </summary>
internal static class ShouldProcessHelp
{
    public static IReadOnlyList<ParameterHelp> Of(Cmdlet cmdlet) => !cmdlet.ShouldProcess ? [] :
    [
        Switch("WhatIf", "wi", "Shows what would happen if the cmdlet runs. The cmdlet is not run."),
        Switch("Confirm", "cf", cmdlet.HighImpact
            ? "Prompts you for confirmation before running the cmdlet. "
                + "It does so unasked, unless you say -Confirm:$false."
            : "Prompts you for confirmation before running the cmdlet."),
    ];

    private static ParameterHelp Switch(string name, string alias, string text) => new(
        name, "SwitchParameter", "System.Management.Automation.SwitchParameter", Binding.Named, [text], "False",
        [alias], [], false);
}
