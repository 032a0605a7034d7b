using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// A schedule as rules that speak for themselves: its offset, its time of day, its Until and what the rules took from its start
/// are written into them. Formats that have fewer words than a schedule write from this.
/// </summary>
internal sealed class FlatSchedule
{
    // No window opens later (WindowFinder), and an offset needs room before the calendar's end.
    private const int Latest = 9998;

    private FlatSchedule(CompiledSchedule compiled) => Compiled = compiled;

    public CompiledSchedule Compiled { get; }

    /// <summary>The schedule as it was compiled: what its text says stands in its properties.</summary>
    public Schedule Source => Compiled.Source;

    /// <summary>The rules that ever occur.</summary>
    public IReadOnlyList<FlatRule> Rules { get; private init; } = [];

    /// <summary>The single times at which a window opens besides.</summary>
    public IReadOnlyList<LocalDateTime> Include { get; private init; } = [];

    /// <summary>Whole days by which the rules are to be moved still; nothing unless the format said that it has such a word.</summary>
    public int OffsetDays { get; private init; }

    /// <summary>An IANA id, or null where each host's own zone, or the policy's, is meant.</summary>
    public string? ZoneId => Compiled.Zone?.Id;

    /// <summary>The flat schedule; a problem where it is faulty, never opens, or has an offset that no rule can say.</summary>
    public static Outcome<FlatSchedule> Of(Schedule schedule, string format, bool hasDayOffset = false)
    {
        var faults = new List<Finding>();
        if (ScheduleCompiler.Compile(schedule, TimeZones.Host, faults) is not { } compiled) return faults[0];
        var offset = compiled.Offset.IsFixed ? compiled.Offset.Apply(0) : 0;
        var days = hasDayOffset && offset % Occurrences.SecondsADay == 0 ? (int)(offset / Occurrences.SecondsADay) : 0;
        var shift = offset - ((long)days * Occurrences.SecondsADay);
        var rules = new List<FlatRule>();
        foreach (var rule in compiled.Rules)
        {
            var times = new RecurrenceTimes(rule, compiled.Start, compiled.Zone ?? DateTimeZone.Utc);
            if (times.Next(compiled.Start) is not { Year: < Latest } first) continue;
            var bounded = Bounded(rule, times, first, compiled, shift, offset);
            if (bounded is { Until: { } until, UntilIsUtc: false } && until < first) continue;
            if (!compiled.Offset.IsFixed || RuleDays.Shift(bounded, shift) is not { } shifted)
            {
                return ConversionFinding.Impossible(
                    format, $"the offset {compiled.Source.Offset} cannot be written into the rule {rule}.",
                    "Give the days that are meant as a rule, without an offset.");
            }

            foreach (var part in shifted)
            {
                var own = shifted.Count == 1 ? first.PlusSeconds(shift) : FirstOf(part, first.PlusSeconds(shift));
                if (own is { } begin) rules.Add(new FlatRule(part, begin));
            }
        }

        var include = compiled.Include.Where(i => compiled.Until is not { } end || i <= end).Distinct().OrderBy(i => i).ToArray();
        return rules.Count + include.Length == 0
            ? ConversionFinding.Impossible(format, "it never opens.")
            : new FlatSchedule(compiled) { Rules = rules, Include = include, OffsetDays = days };
    }

    /// <summary>
    /// What of the schedule is lost in a format that says its recurrence, its offset and the properties named here, and nothing else.
    /// </summary>
    /// <param name="format">The format's name.</param>
    /// <param name="saysPhase">Whether it also says from when a rule counts its intervals.</param>
    /// <param name="said">The properties of <see cref="Schedule"/>.</param>
    public List<Finding> Losses(string format, bool saysPhase, params string[] said)
    {
        var losses = new List<Finding>();
        var phase = saysPhase || Rules.All(r => r.CountsFromDefault);
        void Check(bool given, string property, string message)
        {
            if (given && !said.Contains(property)) losses.Add(ConversionFinding.Loss(property, $"{format} cannot say {message}"));
        }

        var start = Compiled.Start;
        Check(true, nameof(Schedule.Duration), $"how long a window lasts ({DurationText.Format(Source.Duration)}).");
        Check(
            Source.DurationMode == DurationMode.WallClock, nameof(Schedule.DurationMode),
            "that a window ends when the clock shows it: in a night that changes the clock it ends earlier or later.");
        Check(ZoneId is not null, nameof(Schedule.TimeZone), $"the time zone {ZoneId}: the times become those of the machine that reads it.");
        Check(
            Rules.Count > 0 && (Source.Start is not null || !phase), nameof(Schedule.Start),
            !phase
                ? $"that the rule counts from {MomentText.FormatDate(start.ToDateTimeUnspecified())}: the windows become those of other days."
                : $"that the first window opens on or after {MomentText.FormatDate(start.ToDateTimeUnspecified())}: windows open before it too.");
        Check(Rules.Any(r => r.Ends), nameof(Schedule.Until), "that the windows end some day: they go on for ever.");
        Check(Rules.Count > 0 && Include.Count > 0, nameof(Schedule.Include), $"the dates besides the rule ({Dates(Include.Select(i => i.Date))}).");
        Check(Compiled.Exclude.Count > 0, nameof(Schedule.Exclude), $"the excluded dates ({Dates(Compiled.Exclude)}): windows open on them.");
        Check(Source.Cutoff > TimeSpan.Zero, nameof(Schedule.Cutoff), $"the cutoff of {DurationText.Format(Source.Cutoff)}.");
        Check(Source.WhenSkipped != SkippedTime.Shift, nameof(Schedule.WhenSkipped), $"{Source.WhenSkipped} for a start that the clock skips.");
        Check(Source.WhenAmbiguous != AmbiguousTime.Earlier, nameof(Schedule.WhenAmbiguous), $"{Source.WhenAmbiguous} for a start that the clock shows twice.");
        return losses;
    }

    private static string Dates(IEnumerable<LocalDate> dates)
    {
        var all = dates.Distinct().OrderBy(d => d).Select(d => MomentText.FormatDate(d.ToDateTimeUnspecified())).ToArray();
        return string.Join(", ", all.Take(5)) + (all.Length > 5 ? $" and {all.Length - 5} more" : "");
    }

    // Explicit, and with one end: the schedule's Until is about moved starts, the rule's own about unmoved ones, and COUNT has no
    // place beside UNTIL.
    private static RecurrenceRule Bounded(
        RecurrenceRule rule, RecurrenceTimes times, LocalDateTime first, CompiledSchedule compiled, long shift, long offset)
    {
        var plain = RuleDays.Explicit(rule, compiled.Start);
        var zone = compiled.Zone ?? DateTimeZone.Utc;
        if (plain is { Until: { } utc, UntilIsUtc: true } && (compiled.Until is not null || shift != 0))
            plain = plain with { Until = utc.InUtc().WithZone(zone).LocalDateTime, UntilIsUtc = false };
        if (compiled.Until is not { Year: < Latest } until) return plain;
        until = ToSecond(until).PlusSeconds(-offset);
        if (plain.Count is not null) plain = plain with { Count = null, Until = times.Between(first, until.PlusSeconds(1)).DefaultIfEmpty(first).Last() };
        return plain.Until is { } own && own < until ? plain : plain with { Until = until };
    }

    private static LocalDateTime ToSecond(LocalDateTime time) => time.Date + time.TimeOfDay.With(TimeAdjusters.TruncateToSecond);

    private static LocalDateTime? FirstOf(RecurrenceRule part, LocalDateTime from) => new RecurrenceTimes(part, from, DateTimeZone.Utc).Next(from);
}
