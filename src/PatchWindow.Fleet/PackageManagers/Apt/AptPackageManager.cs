using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>apt and dpkg, on Debian and what comes from it. One script, one round trip, for each question.</summary>
public sealed class AptPackageManager : IPackageManager
{
    // Asking takes seconds; minutes mean a disk that does not answer.
    private static readonly TimeSpan AskTimeout = TimeSpan.FromMinutes(5);

    // An installation is never ended. After this long it is reported instead, and goes on.
    private static readonly TimeSpan ApplyTimeout = TimeSpan.FromHours(6);

    public string Name => "apt";

    /// <inheritdoc/>
    /// <remarks>
    /// From the package lists that the host has; it does not refresh them, and says when there are none or they are old.
    /// For any user, and under another's lock.
    /// </remarks>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        AskAsync(
            host, transport, AptScripts.List, [], output => AptListReader.Read(host, output, notices), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<HostReadiness>> CheckAsync(
        string host, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(
            host, transport, AptScripts.Check, [], output => AptStateReader.ReadReadiness(host, output),
            cancellationToken, needsRoot: true);

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport,
        CancellationToken cancellationToken) =>
        DebianNames.Refuse(host, packages) ?? await AskAsync(
            host, transport, AptScripts.Simulate, Words(packages), output => ReadSimulation(host, output),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>
    /// A cancellation does not end it: packages are left half-installed by that. It never removes a package, keeps the
    /// admin's configuration files and keeps apt's marks of what was installed as a dependency.
    /// </remarks>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport,
        CancellationToken cancellationToken)
    {
        if (DebianNames.Refuse(host, packages) is { } refused)
            return refused;
        return await ChangeAsync(host, transport, AptScripts.Apply, Words(packages), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>It configures what was unpacked and brings in what is missing; it removes nothing.</remarks>
    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        ChangeAsync(host, transport, AptScripts.Repair, [], cancellationToken);

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken)
    {
        var script = new HostScript(AptScripts.Refresh, [], AskTimeout) { NeedsRoot = true };
        var answer = await transport.RunAsync(script, cancellationToken).ConfigureAwait(false);
        return answer.TryGet(out var output, out var problem)
            ? AptStateReader.ReadRefresh(host, output)
            : problem with { HostName = host };
    }

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport,
        CancellationToken cancellationToken) =>
        DebianNames.Refuse(host, packages, allowNone: true) ?? await AskAsync(
            host, transport, AptScripts.Verify, [.. packages.Select(package => package.Name)],
            output => AptStateReader.ReadPackages(host, packages, output), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => AptErrors.Explain(host, output);

    private static async Task<Outcome<T>> AskAsync<T>(
        string host, ITransport transport, string text, IReadOnlyList<string> arguments,
        Func<HostOutput, Outcome<T>> read, CancellationToken cancellationToken, bool needsRoot = false)
    {
        var script = new HostScript(text, arguments, AskTimeout) { NeedsRoot = needsRoot };
        var answer = await transport.RunAsync(script, cancellationToken).ConfigureAwait(false);
        return answer.TryGet(out var output, out var problem) ? read(output) : problem with { HostName = host };
    }

    private static async Task<Outcome<HostOutput>> ChangeAsync(
        string host, ITransport transport, string text, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString("N");
        var script = new HostScript(text, [mark, .. arguments], ApplyTimeout) { Interruptible = false, NeedsRoot = true };
        var answer = await transport.RunAsync(script, cancellationToken).ConfigureAwait(false);
        return answer.TryGet(out var output, out var problem)
            ? ReadEnd(host, output, mark)
            : problem with { HostName = host };
    }

    private static string[] Words(IReadOnlyList<PackageVersion> packages) =>
        [.. packages.Select(DebianNames.Word)];

    private static Outcome<Simulation> ReadSimulation(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !AptFrames.Required(host, frames, output, "simulate").TryGet(out var frame, out problem)
            || !AptSimulationReader.Read(host, frame.Lines).TryGet(out var simulation, out problem))
            return problem;
        return new Simulation(
            [.. simulation.Installs.Select(install => new PackageVersion(install.Name, install.Version))],
            simulation.Removes);
    }

    // The last line is the end mark with apt-get's own exit code; the rest is what was printed, in the order it was
    // printed.
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
