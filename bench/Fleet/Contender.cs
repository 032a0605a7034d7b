using System.Diagnostics;
using System.Globalization;

namespace PatchWindow.Bench.Fleet;

/// <summary>One way to do the same on all hosts.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Sockets">Its shared connections.</param>
/// <param name="Start">The program that does it.</param>
internal sealed record Contender(string Name, Sockets Sockets, Func<ProcessStartInfo> Start)
{
    public List<double> Cold { get; } = [];

    public List<double> Warm { get; } = [];

    /// <summary>Once without connections, once with those that the first left behind.</summary>
    public void Measure()
    {
        Sockets.Close();
        Cold.Add(Once());
        Warm.Add(Once());
    }

    private double Once()
    {
        var clock = Stopwatch.StartNew();
        var (code, output) = Run(Start());
        return code == 0 ? clock.Elapsed.TotalSeconds : throw new InvalidOperationException($"{Name} ended with {code}: {output}");
    }

    public static (int Code, string Output) Run(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static string Row(string name, IEnumerable<double> cold, double plainCold, IEnumerable<double> warm, double plainWarm) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Median(cold):0.0} | {Median(cold) / plainCold:0.00} | {Median(warm):0.0} | {Median(warm) / plainWarm:0.00} |");
}
