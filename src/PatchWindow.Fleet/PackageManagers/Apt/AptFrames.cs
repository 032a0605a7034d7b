using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>The frames that apt's scripts must have printed.</summary>
internal static class AptFrames
{
    /// <summary>A frame whose command ended with 0; else why there is none.</summary>
    public static Outcome<OutputFrame> Required(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string name) =>
        RequiredFrame.Of(host, frames, output, name, AptErrors.Missing, AptErrors.Explain);

    /// <summary>The host's own architecture, which every list of packages goes by.</summary>
    public static Outcome<string> Native(string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output)
    {
        if (!Required(host, frames, output, "architecture").TryGet(out var frame, out var problem))
            return problem;
        if (frame.Lines is not [var line])
            return OutputProblems.CutShort(host, "the host did not say which architecture it is of");
        return DebianNames.IsArchitecture(line.Text) ? line.Text : OutputProblems.Unreadable(host, line, "the host's architecture");
    }
}
