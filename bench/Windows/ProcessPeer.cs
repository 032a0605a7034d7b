using System.Diagnostics;
using System.Globalization;

namespace PatchWindow.Bench.Windows;

/// <summary>
/// An engine in a process of its own, which times itself: it reads a rule a line and writes, tabs between, nanoseconds for an
/// occurrence, nanoseconds for a seek, and what the seek found. A rule that it cannot answer in time is none it has answered.
/// </summary>
internal sealed class ProcessPeer(string name, string file, params string[] arguments)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => name;

    public Answer? Ask(Rule rule)
    {
        var start = new ProcessStartInfo(file) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.WriteLine(rule.Text);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience)) process.Kill();
        process.WaitForExit();
        var parts = output.GetAwaiter().GetResult().Trim().Split('\t');
        if (process.ExitCode != 0 || parts.Length != 3) return null;
        return new Answer(new Cost(Number(parts[0]), double.NaN), new Cost(Number(parts[1]), double.NaN), parts[2]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
