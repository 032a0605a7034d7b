using System.Collections.Concurrent;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The steps that run in a runner now. A process may live for weeks: that it lives does not show that a step of its still
/// runs, whose end the store could not take.
/// </summary>
internal sealed class RunningSteps
{
    private readonly ConcurrentDictionary<string, long> epochs = new();

    /// <summary>Counts a step as running until the result is disposed.</summary>
    public IDisposable Begin(string step, long epoch)
    {
        epochs[step] = epoch;
        return new Running(this, step);
    }

    /// <summary>Counts a step as running where it is not yet: of many who would at once, one does.</summary>
    public IDisposable? TryBegin(string step) => epochs.TryAdd(step, 0) ? new Running(this, step) : null;

    /// <summary>Those whose leases are to be prolonged, with their epochs.</summary>
    public IReadOnlyCollection<(string Step, long Epoch)> All => [.. epochs.Where(e => e.Value > 0).Select(e => (e.Key, e.Value))];

    public bool Contains(string step) => epochs.ContainsKey(step);

    private sealed class Running(RunningSteps steps, string step) : IDisposable
    {
        public void Dispose() => steps.epochs.TryRemove(step, out _);
    }
}
