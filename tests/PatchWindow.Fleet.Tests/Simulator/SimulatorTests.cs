using System.Globalization;

namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>
/// Runs, rings, budgets and steps in thousands of histories with all that goes wrong in them. PATCHWINDOW_SIMULATIONS says how many, PATCHWINDOW_SIMULATION_SEED which one
/// alone, whose story is then told.
/// </summary>
public sealed class SimulatorTests(ITestOutputHelper output)
{
    private const int Histories = 500;

    [Fact]
    public void In_every_history_every_promise_is_kept()
    {
        if (Number("PATCHWINDOW_SIMULATION_SEED") is { } seed)
        {
            var told = Simulator.Histories.TellOne(seed);
            output.WriteLine(string.Join("\n", told.Story));
            Assert.True(told.Violation is null, Replay(told));
            return;
        }

        var histories = Simulator.Histories.Tell(1, Number("PATCHWINDOW_SIMULATIONS") ?? Histories);
        output.WriteLine(histories.ToString());
        if (histories.Broken is { } broken)
        {
            var again = Simulator.Histories.TellOne(broken.Seed);
            output.WriteLine(string.Join("\n", again.Story));
            Assert.Equal(broken.Violation, again.Violation);
            Assert.Fail($"{histories}\n{Replay(broken)}");
        }

        Assert.Empty(histories.Missing);
    }

    [Fact]
    public void A_seed_tells_the_same_history_every_time()
    {
        for (var seed = 1; seed <= 40; seed++) Assert.Equal(Simulator.Histories.TellOne(seed).Story, Simulator.Histories.TellOne(seed).Story);
    }

    private static string Replay(HistoryEnd end) => $"Seed {end.Seed} breaks a promise. {end.Violation}\nIts story: PATCHWINDOW_SIMULATION_SEED={end.Seed} "
        + $"dotnet exec {Path.GetRelativePath(Environment.CurrentDirectory, typeof(SimulatorTests).Assembly.Location)} -class {typeof(SimulatorTests).FullName} -showLiveOutput";

    private static long? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
