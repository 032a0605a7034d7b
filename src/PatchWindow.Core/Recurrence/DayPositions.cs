namespace PatchWindow.Core.Recurrence;

/// <summary>
/// BYSETPOS of a MONTHLY or YEARLY rule with one time a day, resolved in the masks of days: what is left of a year is the days at
/// the positions, and choosing costs nothing when a question is asked.
/// </summary>
internal sealed class DayPositions(RecurrenceRule rule)
{
    /// <summary>Whether a rule's positions are days of one year: no week reaches over its end, and no day has several times.</summary>
    public static bool CanChoose(RecurrenceRule rule, int timesADay) =>
        rule.BySetPos.Count > 0 && timesADay == 1 && rule.ByWeekNo.Count == 0 && rule.Frequency is Frequency.Monthly or Frequency.Yearly;

    /// <summary>Leaves of a year's days those at the positions.</summary>
    /// <param name="mask">The days of the year that satisfy the rule's other parts.</param>
    /// <param name="leap">Whether it is a leap year.</param>
    public void Choose(ulong[] mask, bool leap)
    {
        var all = (ulong[])mask.Clone();
        Array.Clear(mask, 0, mask.Length);
        if (rule.Frequency == Frequency.Yearly)
        {
            Choose(mask, all, 0, Days.MonthStart(12, leap));
            return;
        }

        for (var month = 0; month < 12; month++) Choose(mask, all, Days.MonthStart(month, leap), Days.MonthStart(month + 1, leap));
    }

    private void Choose(ulong[] mask, ulong[] all, int from, int to)
    {
        var days = new List<int>();
        for (var day = from; day < to; day++)
        {
            if ((all[day >> 6] & (1UL << (day & 63))) != 0) days.Add(day);
        }

        foreach (var position in rule.BySetPos)
        {
            var index = position > 0 ? position - 1 : days.Count + position;
            if (index >= 0 && index < days.Count) mask[days[index] >> 6] |= 1UL << (days[index] & 63);
        }
    }
}
