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
}
