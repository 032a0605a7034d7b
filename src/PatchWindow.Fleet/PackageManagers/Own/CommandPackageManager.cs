using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>A package manager whose commands stand in the configuration. What it prints is data as any other host's output.</summary>
/// <param name="manifest">The commands.</param>
public sealed class CommandPackageManager(CommandManifest manifest) : IPackageManager
{
    public string Name => manifest.Name;

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        AskAsync(host, "list", manifest.List, [], transport, (frame, output) =>
        {
            var listed = OwnAnswers.Patches(host, Errors(host), AnswerLines.Read(frame));
            if (listed.IsSuccess && listed.Value.Count == 0 && Array.FindLast(output.Error.Split('\n'), l => l.Trim().Length > 0) is { } complaint)
                notices.Add(Errors(host).Complained(complaint.Trim()));
            return listed;
        }, needsRoot: false, cancellationToken);

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) => manifest.Refresh is { } refresh
        ? (await AskAsync(host, "refresh", refresh, [], transport, (_, _) => Outcome.Of(true), needsRoot: true, cancellationToken).ConfigureAwait(false)).Problem
        : Errors(host).NothingToRefresh();

    /// <inheritdoc/>
    public async Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken)
    {
        var ready = await HostWork.AskAsync(
            host, transport, OwnScripts.Check, [], output => ReadReadiness(host, output), cancellationToken, needsRoot: true).ConfigureAwait(false);
        if (!ready.IsSuccess || manifest.Check is not { } check) return ready;
        var fit = await AskAsync(host, "check", check, [], transport, (_, _) => Outcome.Of(true), needsRoot: true, cancellationToken).ConfigureAwait(false);
        return fit.Problem is { } unfit ? unfit : ready;
    }

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken)
    {
        if (OwnNames.Refuse(host, packages) is { } refusal) return refusal;
        if (manifest.Simulate is not { } simulate) return Simulation.Untold(packages);
        return await AskAsync(host, "simulate", simulate, packages.Select(manifest.Package.Of), transport,
            (frame, _) => OwnAnswers.Simulated(Errors(host), packages, AnswerLines.Read(frame)), needsRoot: false, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        OwnNames.Refuse(host, packages) ?? await HostWork.ChangeAsync(
            host, transport, OwnScripts.Apply, [.. manifest.Apply.Words, .. packages.Select(manifest.Package.Of)], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<HostOutput>>(HostStepProblems.NotFollowed(host, Name));

    /// <inheritdoc/>
    public async Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) => manifest.Repair is { } repair
        ? await HostWork.ChangeAsync(host, transport, OwnScripts.Apply, repair.Words, cancellationToken).ConfigureAwait(false)
        : Errors(host).NoRepair();

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> found = new Dictionary<string, string>();
        if (packages.Count > 0)
        {
            if (OwnNames.Refuse(host, packages, namesOnly: true) is { } refusal) return refusal;
            var verified = await AskAsync(host, "verify", manifest.Verify, packages.Select(p => p.Name), transport,
                (frame, _) => OwnAnswers.Installed(Errors(host), packages, AnswerLines.Read(frame)), needsRoot: false, cancellationToken).ConfigureAwait(false);
            if (!verified.TryGet(out found!, out var problem)) return problem;
        }

        var wanted = manifest.Reboot is { } reboot
            ? await AskAsync(host, "reboot", reboot, [], transport, (frame, _) => ReadReboot(host, frame), needsRoot: false, cancellationToken).ConfigureAwait(false)
            : await HostWork.AskAsync(host, transport, OwnScripts.Reboot, [], output => Answer(host, output).TryGet(out var frame, out var cut)
                ? ReadReboot(host, frame) : cut, cancellationToken).ConfigureAwait(false);
        return wanted.TryGet(out var isWanted, out var unknown) ? new HostPackages(found, isWanted) : unknown;
    }

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => Errors(host).Failed("apply", manifest.Apply, output);

    private OwnErrors Errors(string host) => new(manifest, host);

    private Task<Outcome<T>> AskAsync<T>(
        string host, string action, OwnCommand command, IEnumerable<string> packages, ITransport transport,
        Func<OutputFrame, HostOutput, Outcome<T>> read, bool needsRoot, CancellationToken cancellationToken) =>
        HostWork.AskAsync(host, transport, OwnScripts.Ask, [.. command.Words, .. packages], output =>
        {
            if (!Answer(host, output).TryGet(out var frame, out var problem)) return problem;
            return frame.ExitCode == 0
                ? read(frame, output)
                : Errors(host).Failed(action, command, new HostOutput(frame.ExitCode, string.Join("\n", frame.Lines.Select(l => l.Text)), output.Error));
        }, cancellationToken, needsRoot);

    private static Outcome<OutputFrame> Answer(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)) return problem;
        return frames.TryGetValue("answer", out var frame) ? frame : OutputProblems.CutShort(host, "answer", output);
    }

    private Outcome<HostReadiness> ReadReadiness(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)) return problem;
        if (!frames.TryGetValue("user", out var user) || !frames.TryGetValue("boot", out var boot)) return OutputProblems.CutShort(host, "boot", output);
        if (user.Lines is not [{ Text: "0" }]) return Errors(host).NoPrivilege();
        return boot.Lines is [{ Text.Length: > 0 } id]
            ? new HostReadiness(Quoted.Line(id.Text))
            : OutputProblems.CutShort(host, "the kernel gave no boot id");
    }

    private Outcome<bool> ReadReboot(string host, OutputFrame frame)
    {
        if (frame.Lines is [{ Text: "yes" or "no" } answer]) return answer.Text == "yes";
        var item = frame.Lines is [var line, ..] ? new AnswerItem("Line 1", line.Text, null) : null;
        return item is null
            ? Errors(host).NoAnswer("reboot", "one line, yes or no,")
            : Errors(host).Unreadable("reboot", frame.Lines.Count > 1 && item.Shown is "yes" or "no" ? item with { Place = "Line 2", Shown = frame.Lines[1].Text } : item, "it must write one line, yes or no");
    }
}
