using System.Diagnostics;
using System.Globalization;

namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>Many histories, on as many threads as the machine has, each with a loop of its own.</summary>
internal sealed class Histories
{
    // What is awaited goes on within what completes it, and so deeper on its stack.
    private const int Stack = 16 * 1024 * 1024;

    private readonly int[] faults = new int[Enum.GetValues<FaultKind>().Length], states = new int[Enum.GetValues<StepState>().Length];
    private readonly object adding = new();
    private long next;

    /// <summary>The first that broke a promise, by its seed; null for none.</summary>
    public HistoryEnd? Broken { get; private set; }

    /// <summary>How many have been told.</summary>
    public int Count { get; private set; }

    public TimeSpan Time { get; private set; }

    /// <summary>The kinds of faults that never struck.</summary>
    public IEnumerable<FaultKind> Missing => Enum.GetValues<FaultKind>().Where(k => faults[(int)k] == 0);

    /// <summary>Tells histories until one breaks a promise, or all are told.</summary>
    public static Histories Tell(long first, long count)
    {
        var histories = new Histories { next = first - 1 };
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => new Thread(() => histories.Work(first + count), Stack)).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        histories.Time = clock.Elapsed;
        return histories;
    }

    /// <summary>Tells one, for people to read.</summary>
    public static HistoryEnd TellOne(long seed)
    {
        HistoryEnd? end = null;
        var thread = new Thread(() => end = History.Run(seed, isTold: true), Stack);
        thread.Start();
        thread.Join();
        return end!;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} histories in {Time.TotalSeconds:0.0} s\n  faults: {Words<FaultKind>(faults)}\n  steps: {Words<StepState>(states)}");

    private void Work(long end)
    {
        while (Interlocked.Increment(ref next) is var seed && seed < end && Broken is null)
        {
            var told = History.Run(seed, isTold: false);
            lock (adding) Add(told);
        }
    }

    private void Add(HistoryEnd end)
    {
        Count++;
        for (var i = 0; i < faults.Length; i++) faults[i] += end.Faults[i];
        for (var i = 0; i < states.Length; i++) states[i] += end.States[i];
        if (end.Violation is not null && (Broken is null || end.Seed < Broken.Seed)) Broken = end;
    }

    private static string Words<T>(int[] counts)
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(v => $"{v} {counts[Convert.ToInt32(v, CultureInfo.InvariantCulture)]}"));
}
