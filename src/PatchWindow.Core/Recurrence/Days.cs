namespace PatchWindow.Core.Recurrence;

/// <summary>
/// Gregorian dates as whole numbers: day 0 is Monday, 1 January of the year 1. Integers and tables, because every
/// occurrence passes through here; dates with names are made at the engine's edge.
/// </summary>
internal static class Days
{
    /// <summary>The day after the last that is ever answered: 1 January 9999. Beyond it the calendar ends.</summary>
    public static readonly int End = FirstOfYear(9999);

    // By year, from 0 to the one after the last: what a search meets at every step.
    private static readonly int[] YearFirsts = [.. Enumerable.Range(0, 10_001).Select(FirstOfYear)];
    private static readonly byte[] Layouts = [.. Enumerable.Range(0, 10_001).Select(y => (byte)((((FirstOfYear(y) % 7) + 7) % 7 * 8) + (IsLeap(y) ? 1 : 0)))];

    private static readonly int[] MonthStarts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    private static readonly int[] LeapMonthStarts = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366];
    private static readonly byte[] Months = MakeMonths(MonthStarts);
    private static readonly byte[] LeapMonths = MakeMonths(LeapMonthStarts);

    public static bool IsLeap(int year) => (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int Length(int year) => IsLeap(year) ? 366 : 365;

    public static int FirstOfYear(int year)
    {
        var before = year - 1;
        return (before * 365) + (before / 4) - (before / 100) + (before / 400);
    }

    /// <summary>The year of a day, and how many days of it lie before.</summary>
    public static int YearOf(int day, out int dayOfYear)
    {
        // 400 years have 146,097 days. No year begins more than 591/400 days before its average would: counted from a day and a
        // half before, the average finds the right one or the one after it.
        var year = 1 + (int)((((uint)day * 400UL) + 600) / 146_097);
        if (YearFirsts[year] > day) year--;
        dayOfYear = day - YearFirsts[year];
        return year;
    }

    /// <summary>How a year is laid out: eight times the weekday of its first day, and one more for a leap year.</summary>
    public static int LayoutOf(int year) => Layouts[year];

    /// <summary>The month, January being 0, of the day of a year that has so many before it.</summary>
    public static int MonthOf(int dayOfYear, bool leap) => (leap ? LeapMonths : Months)[dayOfYear];

    /// <summary>How many days of the year lie before a month, January being 0 and 12 the end of the year.</summary>
    public static int MonthStart(int month, bool leap) => (leap ? LeapMonthStarts : MonthStarts)[month];

    /// <summary>The weekday, Monday being 0.</summary>
    public static int WeekdayOf(int day) => (int)((uint)day % 7);

    private static byte[] MakeMonths(int[] starts)
    {
        var months = new byte[starts[12]];
        for (var month = 0; month < 12; month++)
        {
            for (var day = starts[month]; day < starts[month + 1]; day++) months[day] = (byte)month;
        }

        return months;
    }
}
