using System.Diagnostics;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// A peer in a process of its own: a question a line, an answer a line; of a recurrence library <c>ok</c> and the times, or
/// <c>none</c> and why. One that crashes or hangs over a question has no answer to it, and is started again.
/// </summary>
internal sealed class PeerProcess(string script) : IDisposable
{
    public const string Python = "/usr/bin/python3";
    private Process? process;

    /// <summary>Why it cannot be asked on this machine; null when it can.</summary>
    public string? WhyNot()
    {
        if (!File.Exists(Python)) return $"there is no {Python}";
        var simple = Ask(new Question(new DateTime(2026, 1, 1), "FREQ=DAILY;COUNT=2", 9, new DateTime(2027, 1, 1)));
        return simple?.Length == 2 ? null : $"{script} does not run: are its Debian packages installed?";
    }

    /// <summary>The times that the library gives; null where it has no answer.</summary>
    public string[]? Ask(Question question) =>
        Ask(question.Line) is { } answer && answer.StartsWith("ok", StringComparison.Ordinal) ? answer.Split(' ')[1..] : null;

    /// <summary>The line that a line is answered with; null where the peer ended over it.</summary>
    public string? Ask(string line)
    {
        process ??= Start();
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
            if (process.StandardOutput.ReadLine() is { } answer) return answer;
        }
        catch (IOException)
        {
            // It ended before it had read the question.
        }

        process.WaitForExit();
        process.Dispose();
        process = null;
        return null;
    }

    public void Dispose()
    {
        if (process is null) return;
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Start() => Process.Start(new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "Peers", script)])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
