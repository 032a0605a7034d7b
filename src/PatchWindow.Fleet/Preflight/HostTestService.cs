using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Preflight;

/// <summary>Tests whether hosts could be patched now, and what would surprise there. Changes nothing.</summary>
public sealed class HostTestService(IHostConnections connections, IClock clock)
{
    private static readonly string Preflight = ScriptText.Read("preflight.sh");

    private static readonly string Management = ScriptText.Read("management.sh");

    /// <summary>The network that someone wrote; none for null, and a problem where it is none.</summary>
    public static Outcome<AskedNetwork> ReadNetwork(string? text)
    {
        if (text is null) return new AskedNetwork(null);
        return Network.Parse(text) is { } network ? new AskedNetwork(network) : new Finding
        {
            Code = "NetworkInvalid",
            Kind = FindingKind.InvalidArgument,
            Path = "ManagementNetwork",
            Message = $"'{text}' is no network of IP addresses.",
            Suggestion = "Write an address and how many of its bits count: 10.1.0.0/16, fd00:1::/64.",
        };
    }

    /// <summary>Everything there is to say of a host; one finding of severity Information says that it is fit.</summary>
    /// <param name="host">The host.</param>
    /// <param name="managementNetwork">The network that it should be managed from alone; null where that is not asked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<HostTest> TestAsync(ManagedHost host, Network? managementNetwork, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        if (!connections.To(host).TryGet(out var connection, out var problem)) return Answer(host, [problem]);
        if (connection.Transport.Language == ScriptLanguage.PowerShell)
            return Answer(host, await WindowsHostTest.RunAsync(host, connection, managementNetwork is not null, cancellationToken).ConfigureAwait(false));
        var before = clock.GetCurrentInstant();
        var answer = await HostWork.AskAsync(
            host.Name, connection.Transport, Preflight, [], output => HostFactsReader.Read(host.Name, output), cancellationToken).ConfigureAwait(false);
        var after = clock.GetCurrentInstant();
        if (!answer.TryGet(out var report, out problem)) return Answer(host, [problem]);

        // The host's answer comes before the end of the round trip and after its beginning.
        var offset = Offset(report.Clock, before.ToDateTimeOffset(), after.ToDateTimeOffset());
        findings.AddRange(HostFindings.Of(host, report, offset));
        var ready = await connection.Packages.CheckAsync(host.Name, connection.Transport, cancellationToken).ConfigureAwait(false);
        if (ready.Problem is { } unfit && findings.TrueForAll(f => f.Code != unfit.Code)) findings.Add(unfit);
        var state = await connection.Packages.VerifyAsync(host.Name, [], connection.Transport, cancellationToken).ConfigureAwait(false);
        if (state.IsSuccess && state.Value.RebootRequired) findings.Add(HostFindings.RebootPending(host, report.Started));
        if (managementNetwork is { } network)
        {
            var seen = await HostWork.AskAsync(
                host.Name, connection.Transport, Management, [], output => ManagementReader.Read(host, network, output), cancellationToken).ConfigureAwait(false);
            if (seen.TryGet(out var exposures, out problem)) findings.AddRange(exposures);
            else findings.Add(problem);
        }

        if (findings.TrueForAll(f => f.Severity != FindingSeverity.Error))
            findings.Add(HostFindings.Ready(host, report, connection, after - before));
        return Answer(host, findings);
    }

    private static HostTest Answer(ManagedHost host, IEnumerable<Finding> findings) =>
        new(host, [.. findings.OrderByDescending(f => f.Severity).Select(f => f.HostName is null ? f with { HostName = host.Name } : f)]);

    private static TimeSpan Offset(DateTimeOffset shown, DateTimeOffset before, DateTimeOffset after)
    {
        // Whole seconds: the host's clock may be up to one further than it says.
        if (shown > after) return shown - after;
        return shown.AddSeconds(1) < before ? shown.AddSeconds(1) - before : TimeSpan.Zero;
    }
}
