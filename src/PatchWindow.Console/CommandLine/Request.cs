namespace PatchWindow.Console;

/// <summary>What a command line asks for.</summary>
internal abstract record Request
{
    /// <summary>Nothing may ask the user: prompts fail instead.</summary>
    public bool NonInteractive { get; init; }

    public bool NoLogo { get; init; }

    /// <summary>Windows only; elsewhere the engine has no execution policy, and pwsh takes the option there too.</summary>
    public string? ExecutionPolicy { get; init; }
}

/// <summary>Run a script file. The arguments are still the words of the command line.</summary>
internal sealed record RunScript(string Path, IReadOnlyList<string> Arguments) : Request;

internal sealed record RunCommand(string Text) : Request;

/// <summary>Run all of standard input as one script.</summary>
internal sealed record RunStandardInput : Request;

/// <summary>No script and no command: a prompt for a person, a script when standard input is a pipe or a file.</summary>
internal sealed record StartPrompt : Request;

internal sealed record ShowHelp : Request;

internal sealed record ShowVersion : Request;

/// <summary>The command line makes no sense, for this reason.</summary>
internal sealed record Refuse(string Reason) : Request;
