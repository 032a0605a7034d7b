using System.Collections.Concurrent;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The steps that run in this process now. A process may live for weeks: that it lives does not show that a step of its still
/// runs, whose end the store could not take.
/// </summary>
internal static class RunningSteps
{
    private static readonly ConcurrentDictionary<string, bool> Ids = new();

    /// <summary>Counts a step as running until the result is disposed.</summary>
    public static IDisposable Begin(string step)
    {
        Ids[step] = true;
        return new Running(step);
    }

    /// <summary>Counts a step as running where it is not yet: of many who would at once, one does.</summary>
    public static IDisposable? TryBegin(string step) => Ids.TryAdd(step, true) ? new Running(step) : null;

    public static bool Contains(string step) => Ids.ContainsKey(step);

    private sealed class Running(string step) : IDisposable
    {
        public void Dispose() => Ids.TryRemove(step, out _);
    }
}
