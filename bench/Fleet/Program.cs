using System.Globalization;
using PatchWindow.Bench.Fleet;
using PatchWindow.Rig;

// Prints the tables of bench/fleet.md. Arguments: the console's assembly, the module's manifest, how many hosts, how many rounds.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var console, var module, var count, var rounds])
{
    Console.Error.WriteLine("Write: CONSOLE MODULE HOSTS ROUNDS");
    return 2;
}

if (TestRig.WhyNot is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

await using var rig = await TestRig.StartAsync(Enumerable.Repeat(RigKind.Apt, int.Parse(count)), Console.Error.WriteLine);
using var ways = new Ways(rig, console, module);
Console.WriteLine($"{count} hosts; medians of {rounds} rounds, seconds; {Environment.ProcessorCount} cores for the hosts too.");
await Listing.MeasureAsync(ways, int.Parse(rounds));
await Installing.MeasureAsync(ways, int.Parse(rounds));
return 0;
