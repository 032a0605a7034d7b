using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>
/// Windows that a change of the clock touches. A warning where it takes a window away, or leaves too little of it for a step;
/// what is only moved, or an hour longer, is worth knowing and no more.
/// </summary>
internal sealed class ClockChangeCheck : IPolicyCheck
{
    private const string Code = "ClockChangeTouchesWindow";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        for (var i = 0; i < tested.Policy.Schedules.Count; i++)
        {
            var schedule = tested.Policy.Schedules[i];
            Touched? worst = null;
            foreach (var ahead in tested.Ahead)
            {
                var all = ahead.Of(schedule).ToList();

                // What a freeze takes away anyway is no loss.
                var touched = all.Where(o => o.Occurrence.Adjustment != WindowAdjustment.None && !o.Frozen).ToList();
                if (touched.Count == 0) continue;
                var lost = touched.FindIndex(o => IsLost(ahead, o, all));
                var its = new Touched(ahead, touched, all.Count, lost < 0 ? touched[0] : touched[lost], lost >= 0);
                if (worst is null || (its.IsLost && !worst.IsLost)) worst = its;
            }

            if (worst is not null) yield return Say(tested, i, worst);
        }
    }

    // Only where others of the schedule have room for a step: otherwise it is the schedule that is too short.
    private static bool IsLost(WindowsAhead ahead, Opening opening, List<Opening> all) => opening.Occurrence.IsSkipped
        || (opening.By is null && (opening.Occurrence.Adjustment & WindowAdjustment.Shortened) != 0
            && !ahead.HasRoomForAStep(opening) && all.Exists(ahead.HasRoomForAStep));

    private static Finding Say(TestedPolicy tested, int index, Touched its)
    {
        var schedule = its.Shown.Schedule;
        var zone = schedule.Zone ?? its.Ahead.Zone;
        var others = schedule.Zone is null && tested.Zones.Count > 1 ? $" and {Names.Count(tested.Zones.Count - 1, "other zone")}" : "";
        return new Finding
        {
            Code = Code,
            Severity = its.IsLost ? FindingSeverity.Warning : FindingSeverity.Information,
            Path = tested.PlaceOf(index),
            Message = $"A change of the clock ({zone.Id}{others}) touches {its.All.Count} of {Names.Count(its.Of, "window")} of "
                + $"'{schedule.Source}' {tested.Span}: {What(its.Shown, zone)}.",
            Suggestion = Help(its.Shown.Occurrence.Adjustment, its.IsLost),
        };
    }

    private static string What(Opening opening, DateTimeZone zone)
    {
        var (schedule, occurrence) = (opening.Schedule, opening.Occurrence);
        var start = occurrence.Start.InZone(zone).LocalDateTime;
        var written = occurrence.IsMoved ? Written(schedule, occurrence.Start, zone) ?? start : start;
        var parts = new List<string>();
        foreach (var adjustment in new[] { WindowAdjustment.Skipped, WindowAdjustment.Shifted, WindowAdjustment.Ambiguous, WindowAdjustment.Lengthened, WindowAdjustment.Shortened })
        {
            if ((occurrence.Adjustment & adjustment) == 0) continue;
            parts.Add(adjustment switch
            {
                WindowAdjustment.Skipped => "Skipped, because that time does not exist",
                WindowAdjustment.Shifted => $"Shifted to {Time(start)}",
                WindowAdjustment.Ambiguous => $"Ambiguous, because the clock shows that time twice, and the {(schedule.Source.WhenAmbiguous == AmbiguousTime.Later ? "later" : "earlier")} is meant",
                _ => $"{adjustment} to {DurationText.Format((occurrence.End - occurrence.Start).ToTimeSpan())}",
            });
        }

        return $"the window of {WindowsAhead.Show(written)} is {Names.And(parts)}";
    }

    // What the schedule says, of a start that lies in a gap of the clock: the first of its local times from the gap's begin on.
    private static LocalDateTime? Written(CompiledSchedule schedule, Instant start, DateTimeZone zone)
    {
        var interval = zone.GetZoneInterval(start);
        if (!interval.HasStart) return null;
        var gap = zone.GetZoneInterval(interval.Start - Duration.Epsilon).IsoLocalEnd;
        var next = schedule.StartsIn(zone).Next(LocalSeconds.Of(gap));
        return next == LocalStarts.None ? null : LocalSeconds.ToLocal(next);
    }

    private static string Help(WindowAdjustment adjustment, bool isLost) => (adjustment & WindowAdjustment.Skipped) != 0
        ? "Write \"whenSkipped\": \"Shift\" or \"GapEnd\" to have it later that day, or another time of day."
        : isLost
            ? "Write \"durationMode\": \"Elapsed\" to have it last as long as on other days, or make it longer."
            : "Nothing is lost. A time of day that no clock skips or repeats, such as 04:00, is the same all year.";

    private static string Time(LocalDateTime local) => WindowsAhead.Show(local).Substring("Sun 2027-03-28 ".Length);

    private sealed record Touched(WindowsAhead Ahead, List<Opening> All, int Of, Opening Shown, bool IsLost);
}
