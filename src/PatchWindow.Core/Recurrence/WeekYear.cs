namespace PatchWindow.Core.Recurrence;

/// <summary>
/// Numbered weeks (RFC 5545 §3.3.10, WKST): week 1 is the first with at least four days in the calendar year. A week
/// belongs whole to the year that its fourth day lies in.
/// </summary>
internal static class WeekYear
{
    /// <summary>The first day of the week that holds a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="weekStart">WKST, Monday being 0.</param>
    public static int FirstOfWeek(int day, int weekStart) => day - ((Days.WeekdayOf(day) - weekStart + 7) % 7);

    /// <summary>The first day of week 1 of a year.</summary>
    public static int First(int year, int weekStart) => FirstOfWeek(Days.FirstOfYear(year) + 3, weekStart);

    /// <summary>The year that a day's week belongs to.</summary>
    public static int Of(int day, int weekStart) => Days.YearOf(Math.Max(FirstOfWeek(day, weekStart) + 3, 0), out _);
}
