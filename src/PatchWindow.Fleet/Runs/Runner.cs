using System.Globalization;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>A runner: who it is, what it works on now, and what it can tell of others. A process is one, however many sessions it has.</summary>
/// <param name="identity">Who it is.</param>
/// <param name="isDead">Whether another runner is certainly gone; the second argument tells whether that can only have run on this machine.</param>
/// <param name="begin">Begins work beside what goes on already.</param>
/// <param name="newName">Makes a word that no other name of a step or run has.</param>
public sealed class Runner(
    RunnerIdentity identity, Func<RunnerIdentity, bool, bool> isDead, Func<Func<Task>, Task> begin, Func<string> newName)
{
    /// <summary>The one that this process is.</summary>
    public static Runner OfThisProcess { get; } = new(
        RunnerIdentity.OfThisProcess(), (other, here) => other.IsDead(here), work => Task.Run(work, CancellationToken.None),
        () => Guid.NewGuid().ToString("N").Substring(0, 12));

    public RunnerIdentity Identity => identity;

    /// <summary>What runs in it now.</summary>
    internal RunningSteps Running { get; } = new();

    /// <summary>Whether it is this very runner, whatever its machine was called then.</summary>
    public bool Is(RunnerIdentity other) => other with { Machine = identity.Machine } == identity;

    /// <summary>Whether another one is certainly gone.</summary>
    /// <param name="other">The other.</param>
    /// <param name="here">Whether it can only have run on this machine.</param>
    public bool IsDead(RunnerIdentity other, bool here) => isDead(other, here);

    /// <summary>Begins work beside what goes on already; the result ends with it.</summary>
    public Task Begin(Func<Task> work) => begin(work);

    /// <summary>A new name of a step or a run. It sorts by time and reads well in a log: <c>20261123-220102-3f9a12c07be4</c>.</summary>
    public string NewId(DateTimeOffset now) => now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + "-" + newName();
}
