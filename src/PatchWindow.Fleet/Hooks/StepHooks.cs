using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Hooks;

/// <summary>Runs the hooks of a policy around a step: commands on the host, and PowerShell scripts on the runner.</summary>
/// <param name="rule">The policy's hooks.</param>
/// <param name="host">The host's name.</param>
/// <param name="policy">The policy's name.</param>
/// <param name="transport">The way to the host.</param>
/// <param name="runner">Runs scripts on the runner; null where there is no PowerShell.</param>
internal sealed class StepHooks(HookRule rule, string host, string policy, ITransport transport, RunnerHook? runner)
{
    public const string Before = "before", Health = "health", After = "after";

    // As much of what a hook wrote is worth keeping in a journal.
    private const int MostOutput = 2000;

    /// <summary>How long each hook may take.</summary>
    public TimeSpan Timeout => rule.Timeout > TimeSpan.Zero ? rule.Timeout : HookRule.DefaultTimeout;

    public bool Has(string stage) => OnHost(stage) is not null || OnRunner(stage) is not null;

    /// <summary>Runs the hooks of a stage: before, the runner's first; afterwards the host's first. The first that fails is the outcome's problem.</summary>
    /// <returns>What they wrote, in a line.</returns>
    public async Task<Outcome<string>> RunAsync(string stage, string step, CancellationToken cancellationToken)
    {
        var ways = new[] { (IsHost: true, Text: OnHost(stage)), (IsHost: false, Text: OnRunner(stage)) }.Where(w => w.Text is not null);
        if (stage == Before) ways = ways.Reverse();
        var said = new List<string>();
        foreach (var (isHost, text) in ways)
        {
            var outcome = isHost ? await OnHostAsync(text!, stage, step, cancellationToken).ConfigureAwait(false) : await OnRunnerAsync(text!, stage, step, cancellationToken).ConfigureAwait(false);
            if (!outcome.TryGet(out var output, out var problem)) return problem;
            if (output.Length > 0) said.Add(output);
        }

        return string.Join("; ", said);
    }

    private string? OnHost(string stage) => Of(stage, rule.Before, rule.Health, rule.After);

    private string? OnRunner(string stage) => rule.Runner is { } its ? Of(stage, its.Before, its.Health, its.After) : null;

    private static string? Of(string stage, string? before, string? health, string? after) => stage switch { Before => before, Health => health, _ => after };

    private async Task<Outcome<string>> OnHostAsync(string command, string stage, string step, CancellationToken cancellationToken)
    {
        // The command is the administrator's own, from the policy; what it is told travels beside it, and is no part of it.
        var isWindows = transport.Language == ScriptLanguage.PowerShell;
        var text = isWindows
            ? "$HostName, $Policy, $Step, $Stage = $args\n" + command
            : ScriptText.ReadWork() + "\nPATCHWINDOW_HOST=$1 PATCHWINDOW_POLICY=$2 PATCHWINDOW_STEP=$3 PATCHWINDOW_STAGE=$4\nexport PATCHWINDOW_HOST PATCHWINDOW_POLICY PATCHWINDOW_STEP PATCHWINDOW_STAGE\nset +f --\n" + command;
        var answer = await transport.RunAsync(
            new HostScript(text, [host, policy, step, stage], Timeout) { Language = transport.Language, NeedsRoot = true, Waits = true }, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGet(out var output, out var problem)) return Failed(stage, "on the host", problem.Message);
        var said = Line(output.Output + (output.Output.Length > 0 && output.Error.Length > 0 ? "\n" : "") + output.Error);
        return output.ExitCode == 0
            ? said
            : Failed(stage, "on the host", $"it ended with exit code {output.ExitCode.ToString(CultureInfo.InvariantCulture)}{(said.Length == 0 ? "" : $": {said}")}");
    }

    private async Task<Outcome<string>> OnRunnerAsync(string script, string stage, string step, CancellationToken cancellationToken)
    {
        if (runner is null) return Failed(stage, "on the runner", "there is no PowerShell engine here");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            var (output, fault) = await runner(new RunnerHookCall(script, host, policy, step, stage), limit.Token).ConfigureAwait(false);
            var said = Line(output);
            return fault is null ? said : Failed(stage, "on the runner", Line(fault) + (said.Length == 0 ? "" : $"; it wrote: {said}"));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(stage, "on the runner", $"it had not ended after {DurationText.Format(Timeout)}");
        }
    }

    private Finding Failed(string stage, string where, string why) => new()
    {
        Code = "HookFailed",
        Kind = FindingKind.InvalidOperation,
        Policy = policy,
        HostName = host,
        Path = $"{policy}:hooks:{stage}",
        Message = $"The hook '{stage}' of '{policy}' failed {where} for '{host}': {why.TrimEnd('.')}.",
    };

    // Escaped, as everything that a host said.
    private static string Line(string text) =>
        Quoted.Lines(string.Join(" | ", text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)), MostOutput);
}
