using PatchWindow.Fleet.Hooks;

namespace PatchWindow.Fleet.Runs;

/// <summary>What steps need besides their hosts and the store.</summary>
/// <param name="Follower">Asks a host how work ended whose answer was lost.</param>
/// <param name="Pause">Waits between two questions.</param>
/// <param name="RunnerHook">Runs hooks on the runner; null where there is no PowerShell.</param>
public sealed record StepTools(StepFollower Follower, Func<TimeSpan, CancellationToken, Task> Pause, RunnerHook? RunnerHook)
{
    /// <summary>The moment, for how long something is waited for.</summary>
    public Func<DateTimeOffset> Now { get; init; } = () => DateTimeOffset.UtcNow;
}

/// <summary>How long something is waited for: pauses that grow, until a time is over by the clock or by the pauses themselves.</summary>
internal sealed class Patience(StepTools tools, TimeSpan most, TimeSpan[] pauses)
{
    private readonly DateTimeOffset started = tools.Now();
    private TimeSpan paused;
    private int count;

    /// <summary>Pauses; false where the time is over.</summary>
    public async Task<bool> WaitAsync()
    {
        if (paused >= most || tools.Now() - started >= most) return false;
        var pause = pauses[Math.Min(count++, pauses.Length - 1)];
        await tools.Pause(pause, CancellationToken.None).ConfigureAwait(false);
        paused += pause;
        return true;
    }
}
