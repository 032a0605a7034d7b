using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.HostSteps;

/// <summary>
/// Work on a host that goes on whatever becomes of the connection and of this process, and is found again by its name
/// (<c>host-step.sh</c>). A host works on one step at a time, and begins none a second time.
/// </summary>
internal static class HostStep
{
    // Work is never ended. After this long it is reported instead, and goes on.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly string Work = ScriptText.ReadResource("step-work.sh");

    /// <summary>The script that begins and follows work.</summary>
    /// <param name="names">The files of the work, which exits with its own code, in their order.</param>
    public static string Script(params string[] names) =>
        "work() {\ncat <<'@@work'\n" + Work.Replace("@@work@@", ScriptText.ReadWork(names)) + "@@work\n}\n" + Follow;

    private static readonly string Follow = ScriptText.Read("host-step.sh");

    /// <summary>Begins work and waits for its end.</summary>
    /// <param name="host">The host's name, for findings.</param>
    /// <param name="transport">The way to it.</param>
    /// <param name="script">As <see cref="Script"/> makes it.</param>
    /// <param name="step">The step's name: letters, digits, dots and hyphens.</param>
    /// <param name="words">The work's arguments.</param>
    /// <param name="cancellationToken">Refuses to begin; what has begun is waited for.</param>
    /// <returns>
    /// How the work itself ended and the end of what it printed. A problem of <see cref="HostStepProblems"/> says how the step
    /// stands; after any other one it may be at work, and <see cref="FollowAsync"/> tells.
    /// </returns>
    public static Task<Outcome<HostOutput>> BeginAsync(
        string host, ITransport transport, string script, string step, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        RunAsync(host, transport, step, new HostScript(script, ["begin", step, .. words], Longest) { Interruptible = false, NeedsRoot = true }, cancellationToken);

    /// <summary>
    /// Waits for the end of work that was begun, by whomever. Where the host knows none of that name it will not begin it any more
    /// (<see cref="HostStepProblems.NotBegunCode"/>): what is still on its way there comes too late.
    /// </summary>
    public static Task<Outcome<HostOutput>> FollowAsync(string host, ITransport transport, string step, CancellationToken cancellationToken) =>
        RunAsync(host, transport, step, new HostScript("work() { :; }\n" + Follow, ["follow", step], Longest) { NeedsRoot = true, Waits = true }, cancellationToken);

    /// <summary>A name for a repair, which nobody follows.</summary>
    public static string NewRepair() => "repair-" + Guid.NewGuid().ToString("N");

    private static async Task<Outcome<HostOutput>> RunAsync(
        string host, ITransport transport, string step, HostScript script, CancellationToken cancellationToken)
    {
        var answer = await transport.RunAsync(script, cancellationToken).ConfigureAwait(false);
        return answer.TryGet(out var output, out var problem) ? Read(host, step, output) : problem with { HostName = host };
    }

    private static Outcome<HostOutput> Read(string host, string step, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)) return problem;
        if (frames.TryGetValue("missing", out var missing)) return HostStepProblems.Unfit(host, missing.Lines is [var program, ..] ? program.Text : "a program");
        if (!frames.TryGetValue("step", out var frame) || frame.Lines is not [var line, ..]) return OutputProblems.CutShort(host, "step", output);
        var (state, rest) = line.Text.Split([' '], 2) is [var first, var more] ? (first, more) : (line.Text, "");
        if (state == "ended")
        {
            return int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && frames.TryGetValue("output", out var printed)
                ? new HostOutput(code, string.Concat(printed.Lines.Select(l => l.Text + "\n")), output.Error)
                : OutputProblems.Unreadable(host, line, "how a step ended");
        }

        return HostStepProblems.Of(host, step, state, rest) ?? OutputProblems.Unreadable(host, line, "how a step stands");
    }
}
