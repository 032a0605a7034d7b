namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>
/// A script on its way over SSH. OpenSSH hands a command to the login shell of the account as one text, whatever shell that is; so
/// the command is always the same few words of ours, and the script with its arguments goes to a POSIX shell on standard input.
/// </summary>
/// <param name="script">The script.</param>
/// <param name="mark">A word that nobody else knows, to tell our output from what the account's own startup files print.</param>
internal sealed class SshScript(HostScript script, string mark)
{
    private readonly string begin = $"@@begin {mark}\n";

    /// <summary>
    /// What the login shell runs. Within the quotes stand no characters that fish or csh take otherwise than a POSIX shell. sudo
    /// never asks (-n): it becomes root or says why not.
    /// </summary>
    public string Command => script.NeedsRoot
        ? "exec sh -c 'if [ \"$(id -u)\" = 0 ]; then exec sh -s; fi; exec sudo -n -- sh -s'"
        : "exec sh -s";

    /// <summary>What the shell reads.</summary>
    public string Input =>
        $"printf '@@begin %s\\n' {ShellQuote.Word(mark)}\nset -- {ShellQuote.Words(script.Arguments)}\n{script.ToStandardInput()}";

    /// <summary>
    /// The output with all that was printed before the script began cut off; null where it never began.
    /// </summary>
    public HostOutput? Begun(HostOutput output)
    {
        var start = output.Output.IndexOf(begin, StringComparison.Ordinal);
        return start < 0 ? null : output with { Output = output.Output.Substring(start + begin.Length) };
    }
}
