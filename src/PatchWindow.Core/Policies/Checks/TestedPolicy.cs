using System.Globalization;
using NodaTime;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>A policy with what its checks look at: the hosts it claims, and its windows for a time to come, computed once.</summary>
public sealed class TestedPolicy
{
    private readonly Lazy<IReadOnlyList<WindowsAhead>> ahead;

    /// <param name="policy">The policy.</param>
    /// <param name="hosts">The hosts that its targets match; null where nobody knows which hosts there are.</param>
    /// <param name="zoneOf">The zone that <c>host</c> stands for on a host; of null, where no host is meant.</param>
    /// <param name="from">The beginning of the time looked at.</param>
    /// <param name="to">Its end.</param>
    public TestedPolicy(
        CompiledPolicy policy, IReadOnlyList<ManagedHost>? hosts, Func<ManagedHost?, DateTimeZone> zoneOf, Instant from, Instant to)
    {
        (Policy, Hosts, From, To) = (policy, hosts, from, to);
        Zones = policy.GoesByHostZones && hosts is { Count: > 0 }
            ? [.. hosts.GroupBy(h => zoneOf(h)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Id, StringComparer.Ordinal).Select(g => g.Key)]
            : [zoneOf(null)];
        ahead = new Lazy<IReadOnlyList<WindowsAhead>>(() => Source.Mode == PolicyMode.Immediate || policy.Schedules.Count == 0
            ? []
            : [.. Zones.Select(z => new WindowsAhead(policy, z, from, to))]);
    }

    public CompiledPolicy Policy { get; }

    /// <summary>The hosts that its targets match; null where nobody knows which hosts there are.</summary>
    public IReadOnlyList<ManagedHost>? Hosts { get; }

    public Instant From { get; }

    public Instant To { get; }

    internal Policy Source => Policy.Source;

    /// <summary>The zones that its windows differ by, that of most hosts first; one where they are the same for all.</summary>
    internal IReadOnlyList<DateTimeZone> Zones { get; }

    /// <summary>Its windows, on the clock of each of <see cref="Zones"/>; none where it opens none.</summary>
    internal IReadOnlyList<WindowsAhead> Ahead => ahead.Value;

    /// <summary><c>between 2026-12-09 and 2028-12-08</c>.</summary>
    internal string Span => $"between {Date(From)} and {Date(To)}";

    /// <summary>The place of a schedule: of its text, where it has one.</summary>
    internal string PlaceOf(int schedule) => $"schedules:{schedule}" + (Source.Schedules[schedule].Text is null ? "" : ":text");

    internal static string Date(Instant moment) => moment.InUtc().Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
