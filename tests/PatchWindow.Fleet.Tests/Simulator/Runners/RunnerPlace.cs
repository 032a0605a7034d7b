namespace PatchWindow.Fleet.Tests.Simulator.Runners;

/// <summary>Where a runner runs: a service that is started again when it ends, or a timer that starts a command every few minutes unless the last one still runs.</summary>
internal sealed class RunnerPlace(World world, Chance chance, string machine, DateTimeOffset until, Func<bool> isLater)
{
    private readonly bool waits = chance.Is(0.5);
    private readonly int throttle = chance.Of(1, 2, 25, 25);
    private readonly TimeSpan every = chance.Minutes(3, 8);
    private TimeSpan skew;

    public void Open()
    {
        // Of its machine, and so of all processes on it.
        if (world.Faults.Strikes(FaultKind.ClockSkew, 0.7)) skew = chance.Seconds(-30, 30);
        Start();
    }

    private void Start()
    {
        if (world.Loop.Now >= until || world.Faults.AreHealed) return;
        var runner = world.Start(machine, skew, isLater());
        runner.Tell(waits ? "starts, and waits for what comes" : "starts");
        runner.Ended = ended => world.Loop.After(waits ? chance.Seconds(5, 400) : every, null, Start);
        runner.Work(waits, throttle);
    }
}
