using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>One rule of a schedule, with the schedule's offset and end worked into it as far as the calendar allows.</summary>
internal sealed class PlainRule
{
    // A COUNT beyond this ends after every date that another system can write.
    private const int MostCounted = 200_000;

    private readonly RecurrenceTimes times;
    private readonly TimeSpan offset;

    private PlainRule(RecurrenceRule rule, RecurrenceTimes times, TimeSpan offset, RulePattern pattern, int offsetDays, LocalDateTime firstStart)
    {
        Rule = rule;
        this.times = times;
        this.offset = offset;
        Pattern = pattern;
        OffsetDays = offsetDays;
        FirstStart = firstStart;
    }

    public RecurrenceRule Rule { get; }

    /// <summary>The days before <see cref="OffsetDays"/>, and the times of day at which windows open.</summary>
    public RulePattern Pattern { get; }

    /// <summary>The days from those of the pattern to those on which windows open, where no pattern says it without.</summary>
    public int OffsetDays { get; }

    /// <summary>The first start, the offset included.</summary>
    public LocalDateTime FirstStart { get; }

    /// <summary>The pattern's day that leads to the first start, at the same time of day.</summary>
    public LocalDateTime FirstDay => FirstStart.PlusDays(-OffsetDays);

    /// <summary>The last moment at which a window may start, inclusive; null where the rule has no end.</summary>
    public LocalDateTime? Last { get; private init; }

    /// <summary>The rules of a day's nearest weekday as one.</summary>
    public static PlainRule OfNearestWeekday(int day, CompiledSchedule schedule)
    {
        var alone = Of(schedule.Rules[0] with { ByDay = [] }, schedule, nearest: true);
        var firsts = schedule.Rules.Select(r => new RecurrenceTimes(r, schedule.Start, DateTimeZone.Utc).Next(schedule.Start) ?? LocalDateTime.MaxIsoValue);
        return new PlainRule(
            schedule.Rules[0], alone.times, alone.offset, alone.Pattern with { MonthDays = [day] }, alone.OffsetDays,
            Later(firsts.Min(), alone.offset)) { Last = alone.Last };
    }

    public static PlainRule Of(RecurrenceRule rule, CompiledSchedule schedule) => Of(rule, schedule, nearest: false);

    private static PlainRule Of(RecurrenceRule rule, CompiledSchedule schedule, bool nearest)
    {
        if (schedule.Offset.Distance is not { } offset)
        {
            throw new FormatFault(
                $"its offset {schedule.Source.Offset} has months, whose length differs.", "Give the offset in days, such as P3D, or another rule.");
        }

        var pattern = PatternReader.Read(rule, schedule.Start);
        if (nearest) pattern = pattern with { Kind = PatternKind.NearestWeekday };
        var zone = schedule.Zone ?? DateTimeZone.Utc;
        var times = new RecurrenceTimes(rule, schedule.Start, zone);
        if (times.Next(schedule.Start) is not { } first) throw new FormatFault($"the rule {rule} never occurs.");
        var start = Later(first, offset);
        if (!Moments.IsUsable(first) || !Moments.IsUsable(start)) throw new FormatFault($"the rule {rule} opens at the end of the calendar.");
        if (offset.Ticks % TimeSpan.TicksPerDay != 0)
        {
            // Part of a day is another time of day, unless there are several.
            if (pattern.Kind != PatternKind.Clock && pattern.Times.Count() != 1)
                throw new FormatFault($"its offset {schedule.Source.Offset} has hours, and it opens several times a day.", "Give the times of day themselves.");
            pattern = pattern.Kind == PatternKind.Clock
                ? pattern with { Hours = [], Minutes = [], Seconds = [] }
                : pattern with { Hours = [start.Hour], Minutes = [start.Minute], Seconds = [start.Second] };
        }

        var days = Period.Between(first.Date, start.Date, PeriodUnits.Days).Days;
        var later = pattern.Kind == PatternKind.Clock ? pattern : pattern.Later(days);
        var last = Earlier(EndOf(rule, times, first, zone) is { } own ? Later(own, offset) : null, schedule.Until);
        return last >= start || last is null
            ? new PlainRule(rule, times, offset, later ?? pattern, later is null ? days : 0, start)
            {
                Last = last is { } end && Moments.IsUsable(end) ? end : null,
            }
            : throw new FormatFault($"the rule {rule} ends before it ever opens.");
    }

    /// <summary>The starts in order, without end where the rule has none.</summary>
    public IEnumerable<LocalDateTime> Starts()
    {
        for (var next = times.Next(Later(FirstStart, -offset)); next is { } time; next = times.Next(time.PlusSeconds(1)))
        {
            var start = Later(time, offset);
            if (Last is { } last && start > last) yield break;
            yield return start;
        }
    }

    // Nothing opens at the calendar's end, where there is no room to move anything.
    private static LocalDateTime Later(LocalDateTime time, TimeSpan by) => time.Year > 9997 && by > TimeSpan.Zero ? time : time.PlusTicks(by.Ticks);

    private static LocalDateTime? Earlier(LocalDateTime? one, LocalDateTime? other) =>
        one is { } a && other is { } b ? LocalDateTime.Min(a, b) : one ?? other;

    private static LocalDateTime? EndOf(RecurrenceRule rule, RecurrenceTimes times, LocalDateTime first, DateTimeZone zone)
    {
        if (rule.Until is { } until) return rule.UntilIsUtc ? until.InUtc().WithZone(zone).LocalDateTime : until;
        if (rule.Count is not { } count) return null;
        LocalDateTime? last = first;
        for (var n = 1; n < Math.Min(count, MostCounted) && last is { } time && times.Next(time.PlusSeconds(1)) is { } next; n++) last = next;
        return last;
    }
}
