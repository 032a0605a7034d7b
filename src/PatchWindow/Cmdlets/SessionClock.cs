namespace PatchWindow.Cmdlets;

/// <summary>
/// The clock of the cmdlets: the system's, unless a test has put another in its place before. It has no switch that a script or
/// an environment variable could reach, because whoever sets the clock opens the windows.
/// </summary>
internal static class SessionClock
{
    /// <summary>Null for the system's clock.</summary>
    internal static Func<DateTimeOffset>? Now { get; set; }

    /// <summary>What it shows.</summary>
    internal static DateTimeOffset Moment => Now?.Invoke() ?? DateTimeOffset.Now;

    /// <summary>What is done instead of waiting for so long; null waits.</summary>
    internal static Action<TimeSpan>? Pause { get; set; }

    /// <summary>Waits for so long, or does what is done instead.</summary>
    internal static async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (Pause is { } instead) instead(time);
        else await Task.Delay(time, cancellationToken).ConfigureAwait(false);
    }
}
