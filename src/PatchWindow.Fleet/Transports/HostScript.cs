namespace PatchWindow.Fleet.Transports;

/// <summary>
/// A script and its arguments. The text is always ours; what came from hosts, files or users travels as arguments
/// (<c>"$1"</c>, <c>$args[0]</c> …) and is never part of the text. A shell's text goes to <c>sh -s</c> on standard input.
/// </summary>
/// <param name="Text">The script.</param>
/// <param name="Arguments">Its positional parameters.</param>
/// <param name="Timeout">How long it may run before it is given up.</param>
public sealed record HostScript(string Text, IReadOnlyList<string> Arguments, TimeSpan Timeout)
{
    /// <summary>What it is written in. A transport that does not run that refuses the script.</summary>
    public ScriptLanguage Language { get; init; }

    /// <summary>
    /// Whether it may be ended half-way. A script that applies packages may not: it runs in a session of its own, out
    /// of reach of a terminal's Ctrl+C, a cancellation waits for it, and even its timeout leaves it running.
    /// </summary>
    public bool Interruptible { get; init; } = true;

    /// <summary>
    /// Whether it needs root. A transport that may become root on the host then does; one that cannot runs it as it is, and the
    /// script finds out.
    /// </summary>
    public bool NeedsRoot { get; init; }

    /// <summary>Whether it waits on the host for something, and so may take all of its time to answer; a question may not.</summary>
    public bool Waits { get; init; }

    /// <summary>
    /// The text as every transport sends it to a shell: one compound command, so that the shell reads it to its end before it runs
    /// the first line (a connection cut in the middle runs nothing), with commands that read nothing but /dev/null
    /// (they would eat the rest of the script).
    /// </summary>
    public string ToStandardInput() => "{\n" + Text.Replace("\r\n", "\n") + "\n} </dev/null\n";
}
