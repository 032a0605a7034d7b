using System.Diagnostics;

namespace PatchWindow.Bench.Windows;

/// <summary>What something costs: the median of five, after runs that are not counted.</summary>
/// <param name="Nanoseconds">For each operation.</param>
/// <param name="Bytes">Allocated for each operation.</param>
internal readonly record struct Cost(double Nanoseconds, double Bytes)
{
    public const int Warm = 400;
    private const int Runs = 5;

    /// <param name="work">Does something many times and says how often.</param>
    /// <param name="warmMilliseconds">How long it runs before it counts: until the runtime has compiled it as well as it can.</param>
    public static Cost Of(Func<long> work, int warmMilliseconds = Warm)
    {
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < warmMilliseconds;) _ = work();
        var times = new double[Runs];
        var bytes = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var count = work();
            times[run] = clock.Elapsed.TotalNanoseconds / count;
            bytes[run] = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }

        Array.Sort(times);
        Array.Sort(bytes);
        return new Cost(times[Runs / 2], bytes[Runs / 2]);
    }
}
