using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// The day from Monday to Friday that is nearest to a day of the month, within that month: cron's 15W. It takes three rules to
/// say so: the day itself, the Friday before it, and the Monday after it.
/// </summary>
internal static class NearestWeekday
{
    public const string BusinessDays = "MO,TU,WE,TH,FR";

    /// <summary>The last day of which it can be said: whether the 28th is the last of its month no rule asks.</summary>
    public const int Latest = 27;

    public static IReadOnlyList<string> Rules(int day) => day == 1
        ? [$"FREQ=MONTHLY;BYMONTHDAY=1;BYDAY={BusinessDays}", "FREQ=MONTHLY;BYMONTHDAY=2,3;BYDAY=MO"]
        : [$"FREQ=MONTHLY;BYMONTHDAY={day};BYDAY={BusinessDays}", $"FREQ=MONTHLY;BYMONTHDAY={day - 1};BYDAY=FR", $"FREQ=MONTHLY;BYMONTHDAY={day + 1};BYDAY=MO"];

    /// <summary>The day of which these are the rules, in the same months and at the same times; null where they are others.</summary>
    public static int? DayOf(IReadOnlyList<RecurrenceRule> rules)
    {
        if (rules.Count is not (2 or 3) || rules[0].ByMonthDay is not [var day and > 0 and <= Latest]) return null;
        if (rules.Select(r => r with { ByMonthDay = [], ByDay = [] }).Distinct().Count() > 1) return null;
        return rules.Select(r => (r with { ByMonth = [], ByHour = [], ByMinute = [], BySecond = [] }).ToString()).SequenceEqual(Rules(day)) ? day : null;
    }
}
