using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>
/// A package manager that is a PowerShell script of the configuration. It runs here and reaches the host its own way; the transport is
/// not used. What it writes is read as strictly as any other's.
/// </summary>
/// <param name="manifest">Where the script is.</param>
/// <param name="managed">The host.</param>
/// <param name="run">Runs the script; null where there is no PowerShell.</param>
public sealed class ScriptPackageManager(ScriptManifest manifest, ManagedHost managed, PackageScriptRunner? run) : IPackageManager
{
    // As for questions to a host. What changes one is never ended.
    private static readonly TimeSpan AskTimeout = TimeSpan.FromMinutes(5);

    public string Name => manifest.Name;

    /// <inheritdoc/>
    public async Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        (await AskAsync(host, "list", [], cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var problem)
            ? Offered(host, "list", answer) ?? OwnAnswers.Patches(host, Errors(host), Items(answer))
            : problem;

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await AskAsync(host, "refresh", [], cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var problem)
            ? answer.IsNotOffered ? Errors(host).NothingToRefresh() : null
            : problem;

    /// <inheritdoc/>
    /// <remarks>No boot id: what such a host is only its script knows.</remarks>
    public async Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await AskAsync(host, "check", [], cancellationToken).ConfigureAwait(false)).TryGet(out _, out var problem) ? new HostReadiness("not known") : problem;

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken)
    {
        if (OwnNames.Refuse(host, packages) is { } refusal) return refusal;
        if (!(await AskAsync(host, "simulate", packages, cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var problem)) return problem;
        return answer.IsNotOffered ? Simulation.Untold(packages) : OwnAnswers.Simulated(Errors(host), packages, Items(answer));
    }

    /// <inheritdoc/>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        OwnNames.Refuse(host, packages) ?? await ChangeAsync(host, "apply", packages).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<HostOutput>>(HostStepProblems.NotFollowed(host, Name));

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) => ChangeAsync(host, "repair", []);

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> found = new Dictionary<string, string>();
        if (packages.Count > 0)
        {
            if (OwnNames.Refuse(host, packages, namesOnly: true) is { } refusal) return refusal;
            if (!(await AskAsync(host, "verify", packages, cancellationToken).ConfigureAwait(false)).TryGet(out var verified, out var problem)) return problem;
            if (Offered(host, "verify", verified) is { } missing) return missing;
            if (!OwnAnswers.Installed(Errors(host), packages, Items(verified)).TryGet(out found!, out problem)) return problem;
        }

        if (!(await AskAsync(host, "reboot", [], cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var unknown)) return unknown;
        if (answer.IsNotOffered) return new HostPackages(found, false);
        if (answer.Objects is [bool wanted]) return new HostPackages(found, wanted);
        return Items(answer).FirstOrDefault() is { } item
            ? Errors(host).Unreadable("reboot", item, "it must write $true or $false, once")
            : Errors(host).NoAnswer("reboot", "$true or $false");
    }

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => Failed(host, "apply", output.Error.Trim(), null);

    private OwnErrors Errors(string host) => new(manifest, host);

    private async Task<Outcome<HostOutput>> ChangeAsync(string host, string action, IReadOnlyList<PackageVersion> packages)
    {
        if (run is null) return NoEngine(host);
        var answer = await run(new PackageScriptCall(manifest.File, action, managed, packages), CancellationToken.None).ConfigureAwait(false);
        if (answer.IsNotOffered) return action == "repair" ? Errors(host).NoRepair() : Offered(host, action, answer)!;
        var output = string.Join("\n", answer.Objects.Select(o => o?.ToString()));
        if (answer.Fault is not { } fault) return new HostOutput(0, output, "");
        return answer.HasBegun ? new HostOutput(1, output, Where(answer) + fault) : Failed(host, action, fault, answer.Line);
    }

    private async Task<Outcome<PackageScriptAnswer>> AskAsync(
        string host, string action, IReadOnlyList<PackageVersion> packages, CancellationToken cancellationToken)
    {
        if (run is null) return NoEngine(host);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(AskTimeout);
        try
        {
            var answer = await run(new PackageScriptCall(manifest.File, action, managed, packages), ending.Token).ConfigureAwait(false);
            return answer.Fault is { } fault ? Failed(host, action, fault, answer.Line) : answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Errors(host).Problem("TimedOut", FindingKind.OperationTimeout, null,
                $"'{manifest.File}' had not answered to '{action}' for {host} after {AskTimeout}; it was ended.", "See what it waits for.");
        }
    }

    private Finding? Offered(string host, string action, PackageScriptAnswer answer) => answer.IsNotOffered
        ? Errors(host).Problem("PackageManagerFailed", FindingKind.NotImplemented, null,
            $"'{manifest.File}', which is '{manifest.Name}' on {host}, does not take the action '{action}', and must.",
            $"Add '{action}' to the ValidateSet of its parameter Action, and what it does then.")
        : null;

    private Finding Failed(string host, string action, string fault, int? line) => Errors(host).Problem(
        "PackageManagerFailed", FindingKind.InvalidOperation, null,
        $"'{action}' of '{manifest.Name}' failed for {host}: {Quoted.Line(fault)}", "See the script at that place.") with
    {
        Path = line is null ? manifest.File : FormattableString.Invariant($"{manifest.File}, line {line}"),
    };

    private Finding NoEngine(string host) => Errors(host).Problem("PackageManagerFailed", FindingKind.NotImplemented, null,
        $"'{manifest.Name}' of {host} is a PowerShell script, and there is no PowerShell here.", "Run PatchWindow's cmdlets.");

    private static string Where(PackageScriptAnswer answer) => answer.Line is null ? "" : FormattableString.Invariant($"line {answer.Line}: ");

    private static IEnumerable<AnswerItem> Items(PackageScriptAnswer answer) => answer.Objects.Select((value, i) =>
    {
        var place = FormattableString.Invariant($"Object {i + 1}");
        if (value is not IReadOnlyDictionary<string, object?> values)
            return new AnswerItem(place, value?.ToString() ?? "$null", null, "it is no hashtable and no object with properties: write @{ name = '…'; version = '…' }");
        var shown = string.Join("; ", values.Select(v => $"{v.Key} = {(v.Value is List<object?> list ? string.Join(", ", list) : v.Value)}"));
        return new AnswerItem(place, $"@{{ {shown} }}", values) { IgnoresCase = true };
    });
}
