using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>Reads statements and runs them until someone leaves.</summary>
internal sealed class Prompt(Screen screen, ConsoleHost host, Runspace runspace, PipelineRunner runner, History history)
{
    private readonly EngineCompletion _completion = new(runspace);

    public int Run()
    {
        while (host.RequestedExit is null)
        {
            switch (Read())
            {
                case null:
                    return ExitCode.Success;
                case { } text when !string.IsNullOrWhiteSpace(text):
                    history.Add(text);
                    runner.Run(new Command(text, isScript: true, useLocalScope: false), isStatement: true);
                    break;
            }
        }

        return host.RequestedExit.Value;
    }

    /// <returns>A statement, nothing of one that was abandoned, or null when there will be no more.</returns>
    private string? Read()
    {
        var prompt = $"PW {runspace.SessionStateProxy.Path.CurrentLocation}> ";
        if (!screen.CanEditLines)
            return ReadPlain(prompt);

        var editor = new LineEditor(history.Entries, _completion.At, Statement.IsComplete);
        return new TerminalLine(screen).Read(prompt, editor) switch
        {
            EditResult.Accept => editor.Line.Text,
            EditResult.EndOfInput => null,
            _ => "",
        };
    }

    private string? ReadPlain(string prompt)
    {
        screen.Write(prompt);
        var text = System.Console.In.ReadLine();
        while (text is not null && !Statement.IsComplete(text))
        {
            screen.Write(LineLayout.ContinuationPrompt);
            if (System.Console.In.ReadLine() is not { } more)
                break;
            text += "\n" + more;
        }

        return text;
    }
}
