namespace PatchWindow;

/// <summary>
/// One occurrence of a schedule: the half-open time [<see cref="Start"/>, <see cref="End"/>). Start, Cutoff and End carry
/// the offset their zone has at that very instant.
/// </summary>
public sealed record Window
{
    /// <summary>The policy it belongs to; null for a window of a bare schedule.</summary>
    public string? Policy { get; init; }

    /// <summary>The schedule it is an occurrence of, as text.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>The host it was asked for; null where none was.</summary>
    public string? HostName { get; init; }

    /// <summary>When it opens; for one that the clock skips, the moment at which the clock jumped over its start.</summary>
    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    /// <summary>The instant after which nothing new starts; equal to End where the schedule has no cutoff.</summary>
    public DateTimeOffset Cutoff { get; init; }

    /// <summary>The time that passes from Start to End.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>The IANA id of its zone, also where the schedule gives a Windows id or <c>host</c>.</summary>
    public string TimeZone { get; init; } = "";

    public WindowState State { get; init; }

    /// <summary>The moment that <see cref="State"/> is told for.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>The time from <see cref="AsOf"/> until it opens; null unless it is upcoming.</summary>
    public TimeSpan? OpensIn => State == WindowState.Upcoming ? Start - AsOf : null;

    /// <summary>The time from <see cref="AsOf"/> until it closes; null unless it is open.</summary>
    public TimeSpan? ClosesIn => State == WindowState.Open ? End - AsOf : null;

    /// <summary>What a change of the clock did to it; freezes are told apart from it, in <see cref="Freeze"/>.</summary>
    public WindowAdjustment Adjustment { get; init; }

    /// <summary>The reason of the freeze that trimmed or cancelled it; null when none touched it.</summary>
    public string? Freeze { get; init; }

    /// <summary>The windows that Merge-PatchWindow made it of, in order of their start; none for a window of a schedule.</summary>
    public Window[] Sources { get; init => field = value ?? []; } = [];

    /// <summary>The version of the tz database it was computed with, such as <c>2026c</c>.</summary>
    public string TimeZoneVersion { get; init; } = "";

    /// <summary>
    /// <c>prod-web 2026-12-11 22:00–02:00 +01:00 Europe/Oslo</c>; both offsets, <c>22:00 +02:00–03:00 +01:00</c>, where the
    /// clock changes on the way.
    /// </summary>
    public override string ToString()
    {
        var start = Start.Offset == End.Offset ? MomentText.Format(Start.DateTime) : MomentText.Format(Start);
        var end = MomentText.Format(End);
        if (Duration < TimeSpan.FromDays(1)) end = end.Substring(MomentText.FormatDate(End.DateTime).Length + 1);
        return $"{Policy ?? Schedule} {start}–{end} {TimeZone}";
    }
}
