using NodaTime;

namespace PatchWindow.Core.Windows;

/// <summary>
/// Union, intersection and difference of sets of windows, as sets of time: the windows that come out share no time, are as long as
/// they can be, and name those they were made of. What a freeze has taken is no time.
/// </summary>
public static class WindowSets
{
    /// <summary>The windows of two sets as one set, in order of their start.</summary>
    /// <param name="operation">How.</param>
    /// <param name="first">The first set, in any order.</param>
    /// <param name="second">The second set, in any order.</param>
    /// <param name="now">The moment that states are told for.</param>
    public static IEnumerable<Window> Merge(WindowSetOperation operation, IEnumerable<Window> first, IEnumerable<Window> second, DateTimeOffset now)
    {
        var (left, right) = (new Side(first), new Side(second));
        foreach (var (start, end) in Stretches(operation, left, right))
        {
            var (ours, theirs) = (left.Within(start, end), right.Within(start, end));
            yield return operation switch
            {
                WindowSetOperation.Union => Make([.. ours.Concat(theirs).OrderBy(w => w.Start)], start, end, now) with
                {
                    Cutoff = Latest(ours.Concat(theirs), start, end),
                },
                WindowSetOperation.Intersection => Named(Make([.. ours, .. theirs], start, end, now), ours, "and", theirs) with
                {
                    Cutoff = Reserved(Earlier(Latest(ours, start, end), Latest(theirs, start, end)), ours.Concat(theirs), start, end),
                },
                _ => Named(Make([.. ours], start, end, now), ours, "without", right.Touching(ours)) with
                {
                    Cutoff = Reserved(Latest(ours, start, end), ours, start, end),
                },
            };
        }
    }

    // A sweep over all moments at which a window of either side opens or closes.
    private static IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Stretches(WindowSetOperation operation, Side left, Side right)
    {
        DateTimeOffset? begun = null;
        foreach (var moment in left.Edges.Concat(right.Edges).Select(m => m.ToUniversalTime()).Distinct().OrderBy(m => m))
        {
            var (inLeft, inRight) = (left.IsOpenFrom(moment), right.IsOpenFrom(moment));
            var inside = operation switch
            {
                WindowSetOperation.Union => inLeft || inRight,
                WindowSetOperation.Intersection => inLeft && inRight,
                _ => inLeft && !inRight,
            };
            if (inside) begun ??= moment;
            else if (begun is { } start)
            {
                yield return (start, moment);
                begun = null;
            }
        }
    }

    private static Window Make(Window[] sources, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var model = sources[0];
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(model.TimeZone);
        var adjusted = sources.Where(w => w.Start == start || w.End == end).Aggregate(WindowAdjustment.None, (all, w) => all | w.Adjustment);
        return new Window
        {
            Policy = One(sources, w => w.Policy),
            Schedule = string.Join(" or ", sources.Select(NameOf).Distinct()),
            HostName = One(sources, w => w.HostName),
            Start = OnItsClock(start),
            End = OnItsClock(end),
            TimeZone = model.TimeZone,
            TimeZoneVersion = model.TimeZoneVersion,
            Adjustment = adjusted,
            AsOf = OnItsClock(now),
            State = now < start ? WindowState.Upcoming : now < end ? WindowState.Open : WindowState.Closed,
            Sources = [.. sources.SelectMany(w => w.Sources.Length > 0 ? w.Sources : [w]).Distinct()],
        };
        DateTimeOffset OnItsClock(DateTimeOffset moment) =>
            zone is null ? moment.ToOffset(model.Start.Offset) : Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeOffset();
    }

    // Made of two policies it is of neither, and a cmdlet that binds Policy must not take it for one.
    private static Window Named(Window window, IEnumerable<Window> ours, string word, IEnumerable<Window> theirs)
    {
        var (mine, others) = (Names(ours), Names(theirs));
        return others.Length == 0 ? window : window with { Policy = null, Schedule = $"{mine} {word} {others}" };
    }

    private static string Names(IEnumerable<Window> windows) => string.Join(", ", windows.Select(NameOf).Distinct());

    private static string NameOf(Window window) => window.Policy ?? window.Schedule;

    private static string? One(Window[] sources, Func<Window, string?> of)
    {
        var names = sources.Select(of).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count == 1 ? names[0] : null;
    }

    // Work can start for as long as one of the windows lets it.
    private static DateTimeOffset Latest(IEnumerable<Window> windows, DateTimeOffset start, DateTimeOffset end)
    {
        var latest = windows.Max(w => w.Cutoff);
        return latest < start ? start : latest > end ? end : latest;
    }

    // Cut short, a window keeps before its new end what it kept before the old.
    private static DateTimeOffset Reserved(DateTimeOffset cutoff, IEnumerable<Window> windows, DateTimeOffset start, DateTimeOffset end)
    {
        var reserved = end - windows.Max(w => w.End - w.Cutoff);
        return Earlier(cutoff, reserved < start ? start : reserved);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    // The windows of one side, in order of their start; asked about moments in order.
    private sealed class Side
    {
        private readonly List<Window> windows;
        private readonly List<(DateTimeOffset Start, DateTimeOffset End)> open = [];
        private int next;

        public Side(IEnumerable<Window> given)
        {
            windows = [.. given.Where(w => w.State != WindowState.Frozen && w.Start < w.End).OrderBy(w => w.Start)];
            foreach (var window in windows)
            {
                if (open.Count > 0 && window.Start <= open[open.Count - 1].End)
                    open[open.Count - 1] = (open[open.Count - 1].Start, Later(open[open.Count - 1].End, window.End));
                else
                    open.Add((window.Start, window.End));
            }
        }

        public IEnumerable<DateTimeOffset> Edges => open.SelectMany(o => new[] { o.Start, o.End });

        public bool IsOpenFrom(DateTimeOffset moment)
        {
            while (next < open.Count && open[next].End <= moment) next++;
            return next < open.Count && open[next].Start <= moment;
        }

        public List<Window> Within(DateTimeOffset start, DateTimeOffset end) => [.. windows.Where(w => w.Start < end && w.End > start)];

        public IEnumerable<Window> Touching(List<Window> others) =>
            windows.Where(w => others.Exists(o => w.Start <= o.End && w.End >= o.Start));

        private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
    }
}
