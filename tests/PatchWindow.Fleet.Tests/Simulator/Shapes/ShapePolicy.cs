using NodaTime;

namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>
/// A policy in plain figures. Production gets it as a configuration (<see cref="ShapeText"/>); the auditor reckons by these, so that a mistake in what production makes of
/// the configuration is not its own.
/// </summary>
internal sealed record ShapePolicy
{
    public required string Name { get; init; }

    public required IReadOnlyList<ShapeHost> Hosts { get; init; }

    /// <summary>How long each ring soaks; one for each.</summary>
    public required IReadOnlyList<TimeSpan> Soaks { get; init; }

    public required IReadOnlyList<ShapeBudget> Budgets { get; init; }

    public required ShapeShare? MaxFailures { get; init; }

    public required IReadOnlyList<ShapeSchedule> Schedules { get; init; }

    /// <summary>The zone of its clock; null is each host's own.</summary>
    public required string? Zone { get; init; }

    public ShapeFreeze? Freeze { get; init; }

    /// <summary>A freeze that somebody writes down while runners work; whoever starts later goes by it.</summary>
    public ShapeFreeze? LaterFreeze { get; init; }

    public RebootMode Reboot { get; init; }

    public TimeSpan Reserve { get; init; }

    public TimeSpan RebootTimeout { get; init; }

    public TimeSpan Estimate { get; init; }

    public bool HasHooks { get; init; }

    public static string RingName(int ring) => "ring" + ring;

    /// <summary>The names of the hosts that share a budget with a host, that one too.</summary>
    public IReadOnlyList<string> Sharing(ShapeBudget budget, ShapeHost host) => [.. Hosts
        .Where(h => budget.Per switch { null => true, "ring" => h.Ring == host.Ring, _ => h.Site == host.Site }).Select(h => h.Name)];

    /// <summary>When steps of a host may start.</summary>
    /// <param name="host">The host.</param>
    /// <param name="isLater">Whether by the configuration with the later freeze.</param>
    public IReadOnlyList<AllowedTime> TimeOf(ShapeHost host, bool isLater)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone ?? host.Zone];
        Instant At(LocalDateTime local) => zone.AtLeniently(local).ToInstant();
        var allowed = new List<AllowedTime>();
        foreach (var schedule in Schedules)
        {
            var (start, length) = (At(schedule.Start), Duration.FromTimeSpan(schedule.Length));
            var end = schedule.IsWallClock ? At(schedule.Start.PlusTicks(schedule.Length.Ticks)) : start + length;
            List<(Instant Start, Instant End)> pieces = [(start, end)];
            var minimum = Duration.Zero;
            foreach (var freeze in new[] { Freeze, isLater ? LaterFreeze : null }.OfType<ShapeFreeze>())
            {
                var (from, to) = (At(freeze.From), At(freeze.To));
                if (from >= end || to <= start) continue;
                minimum = Duration.Max(minimum, Duration.FromTimeSpan(freeze.Minimum));
                pieces = freeze.Cancels ? [] : [.. pieces.SelectMany(p => new[] { (p.Start, Instant.Min(p.End, from)), (Instant.Max(p.Start, to), p.End) }).Where(p => p.Item1 < p.Item2)];
            }

            foreach (var (opens, closes) in pieces.Where(p => p.End - p.Start >= minimum))
            {
                var cutoff = Instant.Max(opens, closes - Duration.FromTimeSpan(schedule.Cutoff));
                allowed.Add(new AllowedTime(opens.ToDateTimeOffset(), cutoff.ToDateTimeOffset(), closes.ToDateTimeOffset()));
            }
        }

        return allowed;
    }
}
