using System.Globalization;

namespace PatchWindow.Fleet.Runs;

/// <summary>The names of steps and runs, by which hosts, journals and people know them.</summary>
internal static class StepId
{
    /// <summary>A new one. It sorts by time and reads well in a log: <c>20261123-220102-3f9a12c07be4</c>.</summary>
    public static string New(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("N").Substring(0, 12);
}
