using System.Globalization;
using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>All windows of a policy in a stretch of time, frozen and skipped ones too, on the clock of one zone.</summary>
internal sealed class WindowsAhead
{
    // More than one an hour for two years: a schedule of every second would have millions, and its checks learn nothing from them.
    private const int Most = 20_000;

    private readonly CompiledPolicy policy;
    private readonly Instant from;
    private readonly Instant to;
    private readonly List<Opening> openings = [];
    private readonly Lazy<WindowGap?> longestGap;

    public WindowsAhead(CompiledPolicy policy, DateTimeZone zone, Instant from, Instant to)
    {
        (this.policy, this.from, this.to, Zone) = (policy, from, to, zone);
        var walk = new WindowWalk(policy, from, new WindowQuery(from, zone, WithSkipped: true));
        while (openings.Count < Most && walk.MoveNext(to, out var opening)) openings.Add(opening);
        longestGap = new Lazy<WindowGap?>(FindLongestGap);
    }

    /// <summary>The zone that <c>host</c> stands for.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Every window, frozen, skipped or open, in order of its start.</summary>
    public IReadOnlyList<Opening> Openings => openings;

    /// <summary>The longest time in which no step can start; null where none ever can.</summary>
    public WindowGap? LongestGap => longestGap.Value;

    /// <summary>The windows of one of the policy's schedules.</summary>
    public IEnumerable<Opening> Of(CompiledSchedule schedule) => openings.Where(o => ReferenceEquals(o.Schedule, schedule));

    /// <summary>Whether it opens at all, for however short.</summary>
    public static bool Opens(Opening opening) => !opening.Frozen && !opening.Occurrence.IsSkipped;

    /// <summary>Whether a step with one patch could start in a window and be done in it.</summary>
    public bool HasRoomForAStep(Opening opening)
    {
        if (!Opens(opening)) return false;
        var window = WindowOf(opening);
        return policy.HasRoom(window, window.Start, Step);
    }

    /// <summary>The start of a window as people write it: <c>Sun 2027-03-28 02:30</c>.</summary>
    public string StartOf(Opening opening) => Show(opening.Start, opening.Schedule);

    /// <summary>A moment on the clock of a schedule.</summary>
    public string Show(Instant moment, CompiledSchedule schedule) => Show(moment.InZone(schedule.Zone ?? Zone).LocalDateTime);

    public static string Show(LocalDateTime local) => local.ToString("ddd uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private TimeSpan Step => policy.Source.Estimate.For(1);

    private static Window WindowOf(Opening opening) => new()
    {
        Start = opening.Start.ToDateTimeOffset(), End = opening.End.ToDateTimeOffset(), Cutoff = opening.Cutoff.ToDateTimeOffset(),
    };

    private WindowGap? FindLongestGap()
    {
        WindowGap? longest = null;
        Opening? before = null;
        var latest = from;
        void Consider(Instant end, Opening? after)
        {
            if (end > latest && (longest is null || end - latest > longest.Length)) longest = new WindowGap(latest, end, before, after);
        }

        foreach (var opening in openings.Where(HasRoomForAStep))
        {
            Consider(opening.Start, opening);
            var last = Instant.FromDateTimeOffset(policy.LatestStart(WindowOf(opening), Step));
            if (before is null || last > latest) (before, latest) = (opening, Instant.Max(latest, last));
        }

        if (before is null) return null;

        // Where not all were looked at, nobody knows what comes after the last.
        if (openings.Count < Most) Consider(to, null);
        return longest is null ? null : longest with { Freezes = [.. FrozenIn(longest)] };
    }

    private IEnumerable<CompiledFreeze> FrozenIn(WindowGap gap) => openings
        .Where(o => o.By is not null && o.Start < gap.End && o.End > gap.Start && !HasRoomForAStep(o))
        .Select(o => o.By!)
        .Distinct();
}
