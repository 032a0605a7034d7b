using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>One script, one round trip: a question to a host, or a change that must not be ended half-way.</summary>
internal static class HostWork
{
    // Asking takes seconds; minutes mean a disk that does not answer.
    private static readonly TimeSpan AskTimeout = TimeSpan.FromMinutes(5);

    // A change is never ended. After this long it is reported instead, and goes on.
    private static readonly TimeSpan ChangeTimeout = TimeSpan.FromHours(6);

    /// <summary>Asks, and reads the answer.</summary>
    public static async Task<Outcome<T>> AskAsync<T>(
        string host, ITransport transport, string text, IReadOnlyList<string> arguments,
        Func<HostOutput, Outcome<T>> read, CancellationToken cancellationToken, bool needsRoot = false,
        ScriptLanguage language = ScriptLanguage.Shell, TimeSpan? timeout = null)
    {
        var script = new HostScript(text, arguments, timeout ?? AskTimeout) { NeedsRoot = needsRoot, Language = language };
        var answer = await transport.RunAsync(script, cancellationToken).ConfigureAwait(false);
        return answer.TryGet(out var output, out var problem) ? read(output) : problem with { HostName = host };
    }

    /// <summary>
    /// Runs a script that ends its output as <c>relay.sh</c> does, with its first argument in the mark; the value has the exit code of the work itself and what was
    /// printed. Without the end mark the output was cut short, and what became of the work is not known.
    /// </summary>
    public static async Task<Outcome<HostOutput>> ChangeAsync(
        string host, ITransport transport, string text, IReadOnlyList<string> arguments, CancellationToken cancellationToken,
        ScriptLanguage language = ScriptLanguage.Shell)
    {
        var mark = Guid.NewGuid().ToString("N");
        var script = new HostScript(text, [mark, .. arguments], ChangeTimeout) { Interruptible = false, NeedsRoot = true, Language = language };
        var answer = await transport.RunAsync(script, cancellationToken).ConfigureAwait(false);
        return answer.TryGet(out var output, out var problem) ? ReadEnd(host, output, mark)
            : problem.Code == TransportProblems.OutputTooLargeCode ? OutputProblems.EndLost(host, problem) : problem with { HostName = host };
    }

    // The last line is the end mark with the exit code; the rest is what was printed, in the order it was printed.
    private static Outcome<HostOutput> ReadEnd(string host, HostOutput output, string mark)
    {
        var text = output.Output.TrimEnd('\n');
        var start = text.LastIndexOf('\n') + 1;
        var prefix = $"@@end {mark} ";
        var last = text.Substring(start);
        var isEnd = last.StartsWith(prefix, StringComparison.Ordinal);
        var number = isEnd ? last.Substring(prefix.Length) : "";
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new HostOutput(code, text.Substring(0, start).TrimEnd('\n') + "\n", output.Error)
            : OutputProblems.CutShort(host, "apply", output);
    }
}
