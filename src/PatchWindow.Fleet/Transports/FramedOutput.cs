using System.Globalization;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports;

/// <summary>One line of output and where it stood.</summary>
/// <param name="Number">Counted from 1 in the whole output.</param>
/// <param name="Text">The line.</param>
internal readonly record struct OutputLine(int Number, string Text);

/// <summary>What one command of a script printed.</summary>
/// <param name="Name">The frame's name.</param>
/// <param name="ExitCode">The command's exit code.</param>
/// <param name="Lines">Its standard output.</param>
internal sealed record OutputFrame(string Name, int ExitCode, IReadOnlyList<OutputLine> Lines);

/// <summary>
/// Output as the script <c>frames.sh</c> writes it: <c>@@name</c>, each line behind a bar, <c>@@end code</c>, and after
/// the last frame <c>@@done</c>. The marks tell output that ended from output that was cut short; the bars keep a line
/// that a command printed from being taken for a mark.
/// </summary>
internal static class FramedOutput
{
    /// <summary>The frames by name, or what is wrong with them.</summary>
    public static Outcome<IReadOnlyDictionary<string, OutputFrame>> Read(string host, HostOutput output)
    {
        var frames = new Dictionary<string, OutputFrame>(StringComparer.Ordinal);
        var lines = new List<OutputLine>();
        string? name = null;
        var done = false;
        var number = 0;
        // The last line is whole, or the output is not.
        if (!output.Output.EndsWith("\n", StringComparison.Ordinal))
            return OutputProblems.CutShort(host, output.Output.Split('\n').LastOrDefault(IsName)?.Substring(2), output);
        foreach (var text in output.Output.Split('\n'))
        {
            number++;
            var line = new OutputLine(number, text);
            if (done ? text.Length == 0 : name is not null && text.StartsWith("|", StringComparison.Ordinal))
            {
                lines.Add(new OutputLine(number, text.Substring(Math.Min(1, text.Length))));
            }
            else if (done)
            {
                return OutputProblems.Unreadable(host, line, "the end of the output");
            }
            else if (name is not null && text.StartsWith("@@end ", StringComparison.Ordinal))
            {
                if (!int.TryParse(text.Substring(6), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
                    return OutputProblems.CutShort(host, name, output);
                frames[name] = new OutputFrame(name, code, lines);
                lines = [];
                name = null;
            }
            else if (name is null && text == "@@done")
            {
                done = true;
            }
            else if (name is null && text.StartsWith("@@", StringComparison.Ordinal))
            {
                name = text.Substring(2);
            }
            else if (text.Length == 0)
            {
                break;
            }
            else
            {
                return OutputProblems.Unreadable(host, line, "a frame of our own script");
            }
        }
        return done ? frames : OutputProblems.CutShort(host, name, output);
    }

    private static bool IsName(string line) =>
        line.StartsWith("@@", StringComparison.Ordinal) && !line.StartsWith("@@end", StringComparison.Ordinal);
}
