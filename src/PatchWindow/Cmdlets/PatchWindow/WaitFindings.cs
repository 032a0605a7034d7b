using PatchWindow.Fleet.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>How a wait ends when nothing has opened.</summary>
internal static class WaitFindings
{
    public static Finding NothingInSight(WatchList watched, TimeSpan room) => new()
    {
        Code = "NoWindowInSight",
        Kind = FindingKind.ObjectNotFound,
        Message = "There is no window to wait for: none of " + Names(watched) + " is in sight"
            + (room > TimeSpan.Zero ? $" with room for {DurationText.Format(room)}." : "."),
        Suggestion = "Get-PatchWindow -First 5 -IncludeFrozen shows what there is.",
    };

    public static Finding TimedOut(TimeSpan most, Window? next) => new()
    {
        Code = "WaitTimedOut",
        Kind = FindingKind.OperationTimeout,
        Policy = next?.Policy,
        Message = $"No window opened in {DurationText.Format(most)}; " + (next is null ? "none is in sight."
            : next.State == WindowState.Open ? $"that of {next.Policy ?? next.Schedule} is open, and held as long as a file of the configuration cannot be read."
            : $"the next is of {next.Policy ?? next.Schedule} and opens {MomentText.Format(next.Start)} {next.TimeZone}."),
        Suggestion = "Wait longer, or leave -Timeout out.",
    };

    private static string Names(WatchList watched)
    {
        var names = watched.Policies.Select(w => $"'{w.Name}'").Distinct().ToList();
        return string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
    }
}
