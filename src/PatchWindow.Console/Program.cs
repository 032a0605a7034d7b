using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PatchWindow.Console;

using var screen = new Screen();
try
{
    return Run(screen, CommandLineParser.Parse(args));
}
catch (Exception e) when (Screen.CannotWrite(e))
{
    screen.TryWriteErrorLine($"PatchWindow.Console: {e.Message}");
    return ExitCode.Error;
}

static int Run(Screen screen, Request request)
{
    switch (request)
    {
        case Refuse refuse:
            screen.TryWriteErrorLine($"PatchWindow.Console: {refuse.Reason}");
            return ExitCode.WrongUsage;
        case ShowHelp:
            screen.WriteLine(HelpText.Text);
            return ExitCode.Success;
        case ShowVersion:
            screen.WriteLine(Greeting.Versions);
            return ExitCode.Success;
        case RunScript script when !File.Exists(script.Path):
            screen.TryWriteErrorLine($"PatchWindow.Console: there is no script {script.Path}. See -Help.");
            return ExitCode.WrongUsage;
    }

    var module = ModuleLocation.Find(AppContext.BaseDirectory);
    using var signals = new StopSignals(TimeProvider.System, screen.TryWriteErrorLine);
    var host = new ConsoleHost(screen, new Answers(screen, signals, request.NonInteractive));
    using var runspace = EngineSession.Open(host, screen, module, request.ExecutionPolicy);

    // Taken now: the session state may not be asked for anything while a pipeline runs.
    var commands = runspace.SessionStateProxy.InvokeCommand;
    var missing = new MissingCommands(
        module,
        () => commands.GetCommands("*", CommandTypes.Cmdlet | CommandTypes.Function, nameIsPattern: true).Select(c => c.Name));
    var runner = new PipelineRunner(runspace, screen, signals, missing);
    var scripts = new ScriptRunner(runspace, host, signals, runner, new PipedInput(screen));

    if (request is RunScript file)
        return scripts.RunFile(file);

    // Not for a script file: one of them, build.ps1, builds the module that would be loaded here.
    if (module?.Manifest is { } manifest)
    {
        var import = new Command("Import-Module");
        import.Parameters.Add("Name", manifest);
        runner.Run(import, isStatement: false);
    }

    switch (request)
    {
        case RunCommand command:
            return scripts.RunCommand(command.Text);
        case StartPrompt when screen.InputIsTerminal && !request.NonInteractive:
            if (!request.NoLogo)
                screen.WriteLine(Greeting.Text(module));
            var history = new History(HistoryFile.DefaultPath() is { } path ? new HistoryFile(path) : null);
            return new Prompt(screen, host, runspace, runner, history).Run();
        default:
            return scripts.RunStandardInput();
    }
}
