using System.Diagnostics;

namespace PatchWindow.Bench.Fleet;

/// <summary>One way to do the same on all hosts.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Sockets">Its shared connections.</param>
/// <param name="Start">The program that does it.</param>
/// <param name="Input">What the program reads.</param>
internal sealed record Contender(string Name, Sockets Sockets, Func<ProcessStartInfo> Start, string Input = "")
{
    public List<double> Cold { get; } = [];

    public List<double> Warm { get; } = [];

    /// <summary>Once without connections, once with those that the first left behind.</summary>
    /// <param name="before">Makes the hosts as they were, before each time.</param>
    public async Task MeasureAsync(Func<Task> before)
    {
        Sockets.Close();
        await before();
        Cold.Add(Once());
        await before();
        Warm.Add(Once());
    }

    public static (int Code, string Output) Run(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>Says what a round took, while the others still run.</summary>
    public static void Tell(int round, params Contender[] contenders) =>
        Console.Error.WriteLine($"round {round + 1}: {string.Join(", ", contenders.Select(c => $"{c.Cold[^1]:0.0} {c.Warm[^1]:0.0}"))}");

    /// <summary>Prints all of them beside one that they are measured by.</summary>
    public static void Table(string title, Contender by, params Contender[] contenders)
    {
        Console.WriteLine();
        Console.WriteLine($"| {title} | cold | × {by.Name.Split(' ', ',')[0]} | warm | × {by.Name.Split(' ', ',')[0]} |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var one in contenders)
            Console.WriteLine($"| {one.Name} | {Median(one.Cold):0.0} | {Median(one.Cold) / Median(by.Cold):0.00} | {Median(one.Warm):0.0} | {Median(one.Warm) / Median(by.Warm):0.00} |");
    }

    private double Once()
    {
        var clock = Stopwatch.StartNew();
        var (code, output) = Run(Start(), Input);
        return code == 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"{Name} ended with {code}: {output}");
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
