using System.Management.Automation;
using System.Text.RegularExpressions;
using PatchWindow.Core.Text;

namespace PatchWindow.Console;

/// <summary>
/// Says what to do about a command that is not there: one that comes with PowerShell itself, one of ours that has not
/// been built, or one that is only misspelt.
/// </summary>
internal sealed partial class MissingCommands(ModuleLocation? module, Func<IEnumerable<string>> commandNames)
{
    private const string Build = "dotnet run --project src/PatchWindow.Console -- build.ps1 Build";

    public void Explain(ErrorRecord error)
    {
        if (error.ErrorDetails is null && DetailsFor(error) is { } details)
            error.ErrorDetails = details;
    }

    private ErrorDetails? DetailsFor(ErrorRecord error)
    {
        if (error.TargetObject as string is not { Length: > 0 } name)
            return null;
        if (error.FullyQualifiedErrorId.StartsWith("Modules_ModuleNotFound", StringComparison.Ordinal))
            return name == ModuleLocation.ModuleName ? ModuleNotBuilt($"The module {name}") : null;
        // Get-Command has the same error with its own name behind it, and asking is not needing.
        if (error.FullyQualifiedErrorId != "CommandNotFoundException")
            return null;

        if (PowerShellCommands.Contains(name))
        {
            var instead = PowerShellCommands.InsteadOf(name);
            return new ErrorDetails(
                $"{name} needs PowerShell itself (pwsh): this console has the engine and its Core cmdlets only.")
            {
                RecommendedAction = "Install PowerShell" + (instead is null ? "." : $", or use {instead}."),
            };
        }

        if (module?.Manifest is null && OurNoun().IsMatch(name))
            return ModuleNotBuilt(name);
        return NearestWord.To(name, commandNames()) is { } nearest
            ? new ErrorDetails($"There is no command {name}.") { RecommendedAction = $"Did you mean {nearest}?" }
            : null;
    }

    private ErrorDetails ModuleNotBuilt(string what) => module is null
        ? new ErrorDetails($"{what} is not here: there is no Modules/PatchWindow beside this console.")
        {
            RecommendedAction = "Put the module's folder there, or its parent on PSModulePath.",
        }
        : new ErrorDetails($"{what} is not here: the PatchWindow module has not been built.")
        {
            RecommendedAction = $"Type {Build}",
        };

    [GeneratedRegex("^[a-z]+-(PendingPatch|Patch[a-z]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OurNoun();
}
