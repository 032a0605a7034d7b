namespace PatchWindow;

/// <summary>
/// Time taken away from windows: a stretch of it (<see cref="From"/>, <see cref="To"/>), or what recurs
/// (<see cref="Schedules"/>), then only within From and To where these are given.
/// </summary>
public sealed class Freeze
{
    /// <summary>First local moment of the freeze; a date alone starts at its midnight. Null with schedules is since ever.</summary>
    public DateTime? From { get; set; }

    /// <summary>
    /// Exclusive local end. A date alone in a file includes that day and is kept here as the midnight after it. Null with
    /// schedules is for ever.
    /// </summary>
    public DateTime? To { get; set; }

    /// <summary>
    /// What recurs: every occurrence is frozen time. A schedule that says no time of day freezes whole days. A schedule's name
    /// is the reason where <see cref="Reason"/> is none.
    /// </summary>
    public List<Schedule> Schedules { get; set => field = value ?? []; } = [];

    /// <summary>The calendar file that the schedules were read from; null where they were not.</summary>
    public string? Calendar { get; set; }

    /// <summary>Why; shown wherever the freeze takes something away.</summary>
    public string Reason { get; set => field = value ?? ""; } = "";

    public FreezeMode Mode { get; set; }

    /// <summary>What each rest of a trimmed window must still last; a shorter one is cancelled.</summary>
    public TimeSpan Minimum { get; set; }

    /// <summary>Which work passes the freeze; none passes by default.</summary>
    public FreezePass Allow { get; set; }

    /// <summary>
    /// <c>year-end freeze (2026-12-18 00:00 to 2027-01-05 00:00)</c>, <c>no Fridays (Fri 00:00-24:00)</c>, or
    /// <c>CAB (cab.ics, 12 events)</c>.
    /// </summary>
    public override string ToString()
    {
        var when = Calendar is not null ? $"{CalendarName.Of(Calendar)}, {Schedules.Count} event{(Schedules.Count == 1 ? "" : "s")}"
            : Schedules.Count > 0 ? string.Join("; ", Schedules)
            : null;
        if (From is null && To is null) return Join(when ?? "never");
        var bounds = $"{Bound(From, "ever")} to {Bound(To, "for ever")}";
        return Join(when is null ? bounds : $"{when}, {bounds}");
    }

    private static string Bound(DateTime? moment, string none) => moment is { } given ? MomentText.Format(given) : none;

    private string Join(string when) => Reason.Length == 0 ? when : $"{Reason} ({when})";
}
