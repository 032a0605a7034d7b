using System.Diagnostics;
using System.Globalization;
using PatchWindow.Bench.Plans;
using PatchWindow.Core.Planning;

// Prints one row of bench/plans.md: the argument is the number of hosts. One process for each, because memory is measured by its peak.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var hosts = int.Parse(args[0], CultureInfo.InvariantCulture);
var clock = Stopwatch.StartNew();
var request = LargeFleet.Make(hosts);
var (making, input) = (clock.Elapsed, GC.GetTotalMemory(forceFullCollection: true));
using var process = Process.GetCurrentProcess();
var before = process.TotalProcessorTime;
clock.Restart();
var plan = Planner.Make(request);
var planning = clock.Elapsed;
process.Refresh();
var processor = process.TotalProcessorTime - before;
var peak = process.PeakWorkingSet64;
var missed = plan.Misses.Count(m => m.Suggestion?.StartsWith("It would fit", StringComparison.Ordinal) == true);
Console.WriteLine(
    $"| {hosts:N0} | {hosts * LargeFleet.PatchesAHost:N0} | {planning.TotalSeconds:0.00} | {processor.TotalSeconds:0.00} | {peak / 1e6:N0} | {input / 1e6:N0} | "
    + $"{plan.Steps.Length:N0} | {plan.Steps.Sum(s => s.Patches.Length):N0} | {plan.Misses.Length:N0} | {missed:N0} | {plan.Waits.Length:N0} |");
if (args.Length > 1) Console.WriteLine($"made in {making.TotalSeconds:0.00} s, collections {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} of {GC.GetTotalPauseDuration().TotalSeconds:0.00} s, {plan.Hash}, {string.Join("; ", plan.Misses.Where(m => m.Suggestion is not null).GroupBy(m => m.Reason + " " + m.Suggestion!.Split(' ')[0]).Select(g => $"{g.Key} {g.Count()}"))}");
