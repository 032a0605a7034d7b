using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Simulator.Runners;

/// <summary>People who stop runs, let them go on, and install something themselves.</summary>
internal sealed class People(World world, Chance chance, DateTimeOffset first, DateTimeOffset last, Func<bool> isLater)
{
    public void Come()
    {
        for (var i = 0; i < 2; i++)
        {
            Sometimes(FaultKind.RunStopped, runner => AnyRun(RunState.Running) is { } run && runner.Turns.Stop(run, "something is wrong").IsSuccess);
            Sometimes(FaultKind.RunResumed, runner => AnyRun(RunState.Stopped) is { } run && runner.Turns.Resume(run, "it is not", chance.Is(0.5)).IsSuccess);
            Sometimes(FaultKind.RunResumed, runner => AnyRun(RunState.Running) is { } run && runner.Turns.Resume(run, "once more", again: true).IsSuccess);
            if (!world.Faults.Has(FaultKind.InstalledByHand) || !chance.Is(0.5)) continue;
            var (host, reason) = (world.Hosts.Keys.ElementAt(chance.Below(world.Hosts.Count)), chance.Is(0.6) ? "INC-7" : null);
            At(() =>
            {
                world.Faults.Count(FaultKind.InstalledByHand);
                Someone().Install(host, reason);
            });
        }
    }

    private void Sometimes(FaultKind kind, Func<SimulatedRunner, bool> does)
    {
        if (!world.Faults.Has(kind) || !chance.Is(0.6)) return;
        At(() =>
        {
            var someone = Someone();
            someone.Do(() =>
            {
                try
                {
                    if (does(someone)) world.Faults.Count(kind);
                }
                catch (StoreException)
                {
                    // Perhaps later.
                }
            });
        });
    }

    private void At(Action happens) => world.Loop.At(first + chance.Between(TimeSpan.FromMinutes(-3), last - first + TimeSpan.FromMinutes(8)), null, () =>
    {
        if (!world.Faults.AreHealed) happens();
    });

    private SimulatedRunner Someone() => world.Start("desk", TimeSpan.Zero, isLater());

    private string? AnyRun(RunState state) => world.Store.Runs.Find(new RunQuery()).FirstOrDefault(r => r.State == state)?.Id;
}
