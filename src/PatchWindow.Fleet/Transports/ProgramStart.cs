using System.Diagnostics;

namespace PatchWindow.Fleet.Transports;

/// <summary>A program to start, whose three streams are ours.</summary>
/// <param name="Program">Its path, or a name that is looked up in the PATH.</param>
/// <param name="Arguments">Its arguments, each as the program shall get it.</param>
internal sealed record ProgramStart(string Program, IReadOnlyList<string> Arguments)
{
    // A session of its own keeps the terminal away: its SIGINT and SIGHUP, and the questions that a program would ask there.
    private static readonly string? Setsid = Array.Find(["/usr/bin/setsid", "/bin/setsid"], File.Exists);

    /// <summary>Variables to set over this process's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Whether it runs in a session of its own, where the machine can do that.</summary>
    public bool OwnSession { get; init; }

    public ProcessStartInfo ToStartInfo()
    {
        var detached = OwnSession && Setsid is not null;
        var start = new ProcessStartInfo(detached ? Setsid! : Program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        IEnumerable<string> arguments = detached ? [Program, .. Arguments] : Arguments;
#if NET
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
#else
        start.Arguments = ArgumentText.Join(arguments);
#endif
        if (Environment is not null)
        {
            foreach (var variable in Environment)
                start.Environment[variable.Key] = variable.Value;
        }
        return start;
    }
}
