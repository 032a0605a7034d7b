using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>Runs a script or a command to its end and says with which exit code.</summary>
internal sealed class ScriptRunner(
    Runspace runspace, ConsoleHost host, StopSignals signals, PipelineRunner runner, PipedInput input)
{
    public int RunFile(RunScript request)
    {
        var path = Path.GetFullPath(request.Path);
        var text = File.ReadAllText(path);
        // A script found by its first line need not be called .ps1; the engine would take it for a program.
        var isNamedAsScript = path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase);
        var script = isNamedAsScript
            ? new Command(path, isScript: false, useLocalScope: false)
            : new Command(text, isScript: true, useLocalScope: false);
        foreach (var argument in ScriptArguments.Parse(request.Arguments))
            script.Parameters.Add(argument);

        if (isNamedAsScript)
            EngineInternals.LetNextScriptExit(runspace);
        return ExitCodeOf(runner.Run(script, isStatement: false, input.LinesFor(text)), lastStatementSucceeded: true);
    }

    public int RunCommand(string text) => RunText(text, input.LinesFor(text));

    /// <summary>Runs a script that was read from standard input; there is nothing left there for $input.</summary>
    public int RunStandardInput() => RunText(System.Console.In.ReadToEnd(), []);

    private int RunText(string text, IReadOnlyList<string> lines)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ExitCode.Success;
        var end = runner.Run(new Command(text, isScript: true, useLocalScope: false), isStatement: true, lines);
        return ExitCodeOf(end, runspace.SessionStateProxy.GetVariable("?") is not false);
    }

    private int ExitCodeOf(PipelineEnd end, bool lastStatementSucceeded) => end switch
    {
        // An exit 0 before the last of the output could not be written is no success.
        PipelineEnd.Failed when host.RequestedExit is null or ExitCode.Success => ExitCode.Error,
        _ when host.RequestedExit is { } requested => requested,
        PipelineEnd.Stopped => signals.ExitCode ?? ExitCode.Error,
        _ => lastStatementSucceeded ? ExitCode.Success : ExitCode.Error,
    };
}
