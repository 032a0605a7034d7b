using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace PatchWindow.Console;

/// <summary>The one runspace of the process.</summary>
internal static class EngineSession
{
    // Functions the engine brings along that call commands it does not bring along.
    private static readonly string[] s_brokenFunctions = ["cd..", "cd\\", "cd~", "Clear-Host", "help", "oss", "Pause"];

    private const string TelemetryOptOut = "POWERSHELL_TELEMETRY_OPTOUT";

    public static Runspace Open(ConsoleHost host, Screen screen, ModuleLocation? module, string? executionPolicy)
    {
        // The engine reports the names of imported modules to its makers unless told not to. What is patched here, and
        // with what, is nobody else's business; whoever thinks otherwise sets the variable.
        if (Environment.GetEnvironmentVariable(TelemetryOptOut) is null)
            Environment.SetEnvironmentVariable(TelemetryOptOut, "1");
        if (!screen.OutputTakesColour)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

        // The engine gives the host's culture to the threads it makes; here it runs on this one.
        CultureInfo.CurrentCulture = host.CurrentCulture;
        var runspace = RunspaceFactory.CreateRunspace(host, State(executionPolicy));
        runspace.Open();

        // The engine puts its own folders first while it opens.
        if (module is not null)
            PutFirstOnModulePath(module.SearchPath);
        return runspace;
    }

    private static InitialSessionState State(string? executionPolicy)
    {
        // CreateDefault wants the modules that only an installed PowerShell has, and throws without them.
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        foreach (var function in s_brokenFunctions)
            state.Commands.Remove(function, typeof(SessionStateFunctionEntry));
        state.Commands.Add(new SessionStateAliasEntry("help", "Get-Help"));
        if (OperatingSystem.IsWindows() && Enum.TryParse<ExecutionPolicy>(executionPolicy, true, out var policy))
            state.ExecutionPolicy = policy;
        return state;
    }

    private static void PutFirstOnModulePath(string folder)
    {
        const string name = "PSModulePath";
        var rest = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(
            name, string.IsNullOrEmpty(rest) ? folder : folder + Path.PathSeparator + rest);
    }
}
