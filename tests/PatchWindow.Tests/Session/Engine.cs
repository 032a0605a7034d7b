using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PatchWindow.Tests.Session;

/// <summary>The PowerShell engine with the staged module imported: one for all tests of the collection, which run in turn.</summary>
public sealed class Engine : IDisposable
{
    private readonly CapturingHost host = new();
    private readonly Runspace runspace;

    public Engine()
    {
        // No telemetry from tests, and no colour in what is read back.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        Run("Import-Module $args[0]", StagedModule.Manifest).MustSucceed();
        Front = AppDomain.CurrentDomain.GetAssemblies().Single(a => a.GetName().Name == "PatchWindow" && Path.GetDirectoryName(a.Location) == StagedModule.Folder);
    }

    /// <summary>The loaded PatchWindow.dll.</summary>
    public Assembly Front { get; }

    internal CapturingHost.Screen Screen => host.Display;

    /// <summary>Runs a script as if typed, and gives everything it wrote.</summary>
    public Result Run(string script, params object?[] arguments)
    {
        using var shell = Shell(script, arguments);
        Screen.Clear();
        var output = shell.Invoke();
        return Result.Of(shell, output, runspace, Screen);
    }

    /// <summary>Runs a script, calls <paramref name="meanwhile"/>, and gives everything the script wrote.</summary>
    public async Task<Result> RunWhile(string script, Func<PowerShell, Task> meanwhile)
    {
        using var shell = Shell(script, []);
        Screen.Clear();
        var output = new PSDataCollection<PSObject>();
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        await meanwhile(shell);
        try
        {
            _ = shell.EndInvoke(running);
        }
        catch (PipelineStoppedException)
        {
            // Someone stopped it: that is the test.
        }

        return Result.Of(shell, [.. output], runspace, Screen);
    }

    /// <summary>What a script's output looks like on a screen of 100 columns.</summary>
    public IReadOnlyList<string> Show(string script)
    {
        var shown = Run(script + " | Out-Default");
        shown.MustSucceed();
        return Screen.Lines;
    }

    /// <summary>The words that Tab offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(m => m.CompletionText)];
    }

    public void Dispose() => runspace.Dispose();

    private PowerShell Shell(string script, object?[] arguments)
    {
        var shell = PowerShell.Create(runspace);
        _ = shell.AddScript($"$global:Stopped = $null; try {{\n{script}\n}} catch {{ $global:Stopped = $_ }}", useLocalScope: true);
        foreach (var argument in arguments) _ = shell.AddArgument(argument);
        return shell;
    }
}
