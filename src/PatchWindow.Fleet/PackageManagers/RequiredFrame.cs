using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>A frame that a script must have printed.</summary>
internal static class RequiredFrame
{
    /// <summary>The frame, where its command ended with 0; else why there is none.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="frames">What was printed.</param>
    /// <param name="output">The same as it came.</param>
    /// <param name="name">The frame's name.</param>
    /// <param name="missing">The problem of a host without a program.</param>
    /// <param name="explain">The problem of a command that failed.</param>
    public static Outcome<OutputFrame> Of(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string name,
        Func<string, string, Finding> missing, Func<string, HostOutput, Finding> explain)
    {
        if (frames.TryGetValue("missing", out var program))
            return missing(host, program.Lines.Count > 0 ? program.Lines[0].Text : "the package manager");
        if (!frames.TryGetValue(name, out var frame))
            return OutputProblems.CutShort(host, name, output);
        if (frame.ExitCode == 0)
            return frame;
        var printed = string.Join("\n", frame.Lines.Select(line => line.Text));
        return explain(host, new HostOutput(frame.ExitCode, printed, output.Error));
    }
}
