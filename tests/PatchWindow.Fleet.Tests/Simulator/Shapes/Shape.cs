using NodaTime;

namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>What a history is about: policies with their hosts and windows. Many histories share one, because reading a configuration takes longer than a history.</summary>
internal sealed record Shape
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public required IReadOnlyList<ShapePolicy> Policies { get; init; }

    /// <summary>Whether the clock is set within one of its windows.</summary>
    public bool HasClockChange { get; init; }

    public bool HasFreeze => Policies.Any(p => p.Freeze is not null || p.LaterFreeze is not null);

    public bool HasLaterFreeze => Policies.Any(p => p.LaterFreeze is not null);

    public IEnumerable<ShapeHost> Hosts => Policies.SelectMany(p => p.Hosts);

    public ShapePolicy PolicyOf(string host) => Policies.First(p => p.Hosts.Any(h => h.Name == host));

    /// <summary>When the first window opens, were it not for freezes.</summary>
    public DateTimeOffset First => Times.Min(t => t.Start);

    /// <summary>When the last window closes.</summary>
    public DateTimeOffset Last => Times.Max(t => t.End);

    private IEnumerable<AllowedTime> Times => Policies.SelectMany(p => p.Hosts.SelectMany(h => (p with { Freeze = null }).TimeOf(h, isLater: false)));

    public static Shape Draw(Chance chance)
    {
        // Norway sets its clocks at 03:00 on 2026-10-25, back, and at 02:00 on 2026-03-29, forward.
        var (date, isWallClock, hasChange) = chance.Below(10) switch
        {
            0 => (new LocalDateTime(2026, 10, 25, 2, 40 + chance.Below(4) * 5), false, true),
            1 => (new LocalDateTime(2026, 3, 29, 1, 40 + chance.Below(3) * 5), chance.Is(0.5), true),
            _ => (new LocalDateTime(2026, 11, 10, 22, chance.Below(12) * 5), false, false),
        };
        var count = chance.Is(0.2) ? 2 : 1;
        var hosts = 0;
        return new Shape
        {
            HasClockChange = hasChange,
            Policies = [.. Enumerable.Range(1, count).Select(i => DrawPolicy(chance, "p" + i, date, isWallClock, hasChange, chance.Of(2, 3, 4, 5, 6) / count + 1, ref hosts))],
        };
    }

    private static ShapePolicy DrawPolicy(Chance chance, string name, LocalDateTime date, bool isWallClock, bool hasChange, int count, ref int named)
    {
        var rings = chance.Of(1, 1, 2, 2, 3);
        var ofHosts = !hasChange && chance.Is(0.06);
        var hosts = new List<ShapeHost>();
        for (var i = 0; i < count; i++)
            hosts.Add(new ShapeHost("h" + ++named, chance.Of("a", "b"), chance.Below(rings), ofHosts && chance.Is(0.5) ? "Europe/Helsinki" : "Europe/Oslo"));
        var schedules = new List<ShapeSchedule> { DrawSchedule(chance, date, isWallClock) };

        // A second window that opens within the first, at its end, or after it.
        if (!isWallClock && chance.Is(0.4))
            schedules.Add(DrawSchedule(chance, (hasChange ? date.PlusHours(3) : date).PlusMinutes((int)(schedules[0].Length / Minute * chance.Of(0.4, 1, 1.3))), false));
        return new ShapePolicy
        {
            Name = name,
            Hosts = hosts,
            Zone = ofHosts ? null : "Europe/Oslo",
            Soaks = [.. Enumerable.Range(0, rings).Select(_ => Minute * chance.Of(0, 2, 5))],
            Budgets = DrawBudgets(chance),
            MaxFailures = chance.Is(0.5) ? null : chance.Of(new ShapeShare(0, false), new ShapeShare(1, false), new ShapeShare(2, false), new ShapeShare(40, true)),
            Schedules = [.. schedules.DistinctBy(s => s.Start)],
            Freeze = !hasChange && !ofHosts && chance.Is(0.25) ? DrawFreeze(chance, schedules[0]) : null,
            LaterFreeze = !hasChange && !ofHosts && chance.Is(0.15) ? DrawFreeze(chance, schedules[0]) : null,
            Reboot = chance.Of(RebootMode.IfNeeded, RebootMode.IfNeeded, RebootMode.Never, RebootMode.Always),
            Reserve = Minute * chance.Of(0, 0, 2, 4),
            RebootTimeout = Minute * chance.Of(4, 8),
            Estimate = Minute * chance.Of(1, 1, 3, 8),
            HasHooks = chance.Is(0.25),
        };
    }

    private static ShapeSchedule DrawSchedule(Chance chance, LocalDateTime start, bool isWallClock)
    {
        var length = chance.Of(20, 25, 30, 40);
        return new ShapeSchedule(start, Minute * (length + (isWallClock ? 60 : 0)), Minute * chance.Of(0, 0, 3, 8), isWallClock);
    }

    private static IReadOnlyList<ShapeBudget> DrawBudgets(Chance chance)
    {
        var budgets = new List<ShapeBudget>();
        if (chance.Is(0.6)) budgets.Add(new ShapeBudget(null, chance.Of(new ShapeShare(1, false), new ShapeShare(2, false), new ShapeShare(3, false), new ShapeShare(60, true))));
        if (chance.Is(0.3)) budgets.Add(new ShapeBudget("site", chance.Of(new ShapeShare(1, false), new ShapeShare(2, false), new ShapeShare(70, true))));
        if (chance.Is(0.15)) budgets.Add(new ShapeBudget("ring", new ShapeShare(1, false)));
        return budgets;
    }

    // At the window's head, at its tail, in its midst, or over all of it.
    private static ShapeFreeze DrawFreeze(Chance chance, ShapeSchedule schedule)
    {
        var minutes = (int)(schedule.Length / Minute);
        var (from, to) = chance.Below(4) switch
        {
            0 => (-10, minutes / 3),
            1 => (minutes * 2 / 3, minutes + 30),
            2 => (minutes / 3, minutes / 2),
            _ => (-5, minutes + 5),
        };
        return new ShapeFreeze(schedule.Start.PlusMinutes(from), schedule.Start.PlusMinutes(to), chance.Is(0.2), Minute * chance.Of(0, 0, 8));
    }
}
