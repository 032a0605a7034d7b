using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// A schedule made plain for those who write it elsewhere: every rule as a pattern with its first and last start, whatever
/// way it was typed.
/// </summary>
internal sealed class PlainSchedule
{
    private readonly Lazy<IReadOnlyList<PlainRule>> rules;

    private PlainSchedule(CompiledSchedule compiled)
    {
        Compiled = compiled;
        rules = new Lazy<IReadOnlyList<PlainRule>>(() => NearestWeekday.DayOf(compiled.Rules) is { } day
            ? [PlainRule.OfNearestWeekday(day, compiled)]
            : [.. compiled.Rules.Select(r => PlainRule.Of(r, compiled))]);
    }

    public CompiledSchedule Compiled { get; }

    /// <summary>The schedule with what its text says.</summary>
    public Schedule Source => Compiled.Source;

    /// <summary>Its rules; a fault where one of them is none of the known patterns.</summary>
    public IReadOnlyList<PlainRule> Rules => rules.Value;

    /// <summary>The rules as they were written, without a look at their pattern.</summary>
    public IReadOnlyList<RecurrenceRule> RawRules => Compiled.Rules;

    /// <summary>The dates besides the rules, in order; those after the schedule's end never open.</summary>
    public IReadOnlyList<LocalDateTime> Dates => [.. Compiled.Include.Where(i => Compiled.Until is not { } end || i <= end).Distinct().OrderBy(i => i)];

    /// <summary>The zone; null where each host's own is meant.</summary>
    public DateTimeZone? Zone => Compiled.Zone;

    public bool IsUtc => Zone is { } zone && TimeZones.IsUtc(zone);

    public TimeSpan Duration => Source.Duration;

    /// <summary>The schedule made plain; its first fault where it cannot be used at all.</summary>
    public static PlainSchedule Of(Schedule schedule)
    {
        var faults = new List<Finding>();
        return ScheduleCompiler.Compile(schedule, null, faults) is { } compiled ? new PlainSchedule(compiled) : throw new FormatFault(faults[0]);
    }

    /// <summary>The one zone that every host goes by.</summary>
    public DateTimeZone OneZone(string format) => Zone ?? throw new FormatFault(
        $"it opens in each host's own zone, and {format} has one zone for all.",
        "Set TimeZone, such as Europe/Oslo, and make one for each zone there is.");

    /// <summary>The only rule, where there is one and nothing but dates beside it.</summary>
    public PlainRule OneRule(string format, string nearest) => RawRules.Count switch
    {
        > 0 when RawRules.Count == 1 || NearestWeekday.DayOf(RawRules) is not null => Rules[0],
        0 => throw new FormatFault($"it has dates and no rule, and {format} needs a rule.", nearest),
        var n => throw new FormatFault(
            $"it has {n} rules, and {format} takes one.", "Convert each rule by itself: " + string.Join(" and ", RawRules.Select(r => r.ToString())) + "."),
    };

    /// <summary>A moment on the schedule's clock, as windows would be placed there.</summary>
    public Instant InstantOf(LocalDateTime local) =>
        LocalTimes.Place(local, NodaTime.Duration.Epsilon, Zone ?? DateTimeZone.Utc, SkippedTime.Shift, Source.WhenAmbiguous, DurationMode.Elapsed)
            .Start;
}
