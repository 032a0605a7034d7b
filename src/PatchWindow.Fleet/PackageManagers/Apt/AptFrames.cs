using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>The frames that apt's scripts must have printed.</summary>
internal static class AptFrames
{
    /// <summary>A frame whose command ended with 0; else why there is none.</summary>
    public static Outcome<OutputFrame> Required(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string name)
    {
        if (frames.TryGetValue("missing", out var missing))
            return AptErrors.Missing(host, missing.Lines.Count > 0 ? missing.Lines[0].Text : "apt-get");
        if (!frames.TryGetValue(name, out var frame))
            return OutputProblems.CutShort(host, name, output);
        if (frame.ExitCode == 0)
            return frame;
        var printed = string.Join("\n", frame.Lines.Select(line => line.Text));
        return AptErrors.Explain(host, new HostOutput(frame.ExitCode, printed, output.Error));
    }
}
