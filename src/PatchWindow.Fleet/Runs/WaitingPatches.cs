using System.Globalization;

namespace PatchWindow.Fleet.Runs;

/// <summary>What waits on a host and for what, in one line.</summary>
public static class WaitingPatches
{
    /// <summary><c>137 wait: 120 OutsideWindow until 2026-11-26 02:00 +00:00, 17 NotApproved</c>.</summary>
    /// <param name="patches">Patches with their decisions; at least one.</param>
    public static string Describe(IReadOnlyCollection<PendingPatch> patches)
    {
        var reasons = patches.GroupBy(p => p.Decision!.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key);
        return $"{patches.Count} {(patches.Count == 1 ? "waits" : "wait")}: " + string.Join(", ", reasons.Select(Describe));
    }

    private static string Describe(IGrouping<ReasonCode, PendingPatch> reason)
    {
        var changes = reason.Select(p => p.Decision!.ChangesAt).OfType<DateTimeOffset>().OrderBy(c => c).ToList();
        if (changes.Count == 0) return $"{reason.Count()} {reason.Key}";
        var first = changes[0].ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        return $"{reason.Count()} {reason.Key}{(changes[0] == changes[changes.Count - 1] ? "" : ", the first")} until {first}";
    }
}
