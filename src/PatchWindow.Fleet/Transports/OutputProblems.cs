namespace PatchWindow.Fleet.Transports;

/// <summary>The findings about output that cannot be trusted.</summary>
internal static class OutputProblems
{
    /// <summary>The output ended before its end mark.</summary>
    public static Finding CutShort(string host, string? part, HostOutput output) => new()
    {
        Code = "OutputCutShort",
        Kind = FindingKind.ReadError,
        HostName = host,
        Message = $"The output of {host} was cut short{(part is null ? "" : $" in '{Quoted.Line(part)}'")} "
            + $"(exit code {output.ExitCode}){LastError(output)}; nothing of it is used.",
        Suggestion = "Try again; if it happens again, see what ends the script on the host (memory, a reboot).",
    };

    /// <summary>A count that the program itself announced and did not keep.</summary>
    public static Finding CutShort(string host, string announced) => new()
    {
        Code = "OutputCutShort",
        Kind = FindingKind.ReadError,
        HostName = host,
        Message = $"The output of {host} was cut short: {announced}; nothing of it is used.",
        Suggestion = "Try again; if it happens again, run the package manager by hand and see what it prints.",
    };

    /// <summary>A change that was made, and printed so much that its end was not read.</summary>
    /// <param name="host">The host.</param>
    /// <param name="tooLarge">The transport's problem.</param>
    public static Finding EndLost(string host, Finding tooLarge) => tooLarge with
    {
        Code = "OutputCutShort",
        HostName = host,
        Message = $"{tooLarge.Message} It ran to its end, and how it ended is among what was not read.",
        Suggestion = "Look on the host before anything else: its package manager's own log has the end.",
    };

    /// <summary>A line that is not what it must be.</summary>
    public static Finding Unreadable(string host, OutputLine line, string expected) => new()
    {
        Code = "OutputUnreadable",
        Kind = FindingKind.InvalidData,
        HostName = host,
        Message = $"Line {line.Number} of the output of {host} could not be read as {expected}: "
            + $"'{Quoted.Line(line.Text)}'. Nothing of the output is used.",
        Suggestion = "Run the package manager by hand on the host; if the line is right, report it with the "
            + "package manager's version.",
    };

    private static string LastError(HostOutput output)
    {
        var last = output.Error.Split('\n').LastOrDefault(line => line.Trim().Length > 0);
        return last is null ? "" : $", last word: '{Quoted.Line(last.Trim())}'";
    }
}
