using System.Collections.Concurrent;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The steps that run in this process now. A process may live for weeks: that it lives does not show that a step of its still
/// runs, whose end the store could not take.
/// </summary>
internal static class RunningSteps
{
    private static readonly ConcurrentDictionary<string, long> Epochs = new();

    /// <summary>Counts a step as running until the result is disposed.</summary>
    public static IDisposable Begin(string step, long epoch)
    {
        Epochs[step] = epoch;
        return new Running(step);
    }

    /// <summary>Counts a step as running where it is not yet: of many who would at once, one does.</summary>
    public static IDisposable? TryBegin(string step) => Epochs.TryAdd(step, 0) ? new Running(step) : null;

    /// <summary>Those whose leases are to be prolonged, with their epochs.</summary>
    public static IReadOnlyCollection<(string Step, long Epoch)> All => [.. Epochs.Where(e => e.Value > 0).Select(e => (e.Key, e.Value))];

    public static bool Contains(string step) => Epochs.ContainsKey(step);

    private sealed class Running(string step) : IDisposable
    {
        public void Dispose() => Epochs.TryRemove(step, out _);
    }
}
