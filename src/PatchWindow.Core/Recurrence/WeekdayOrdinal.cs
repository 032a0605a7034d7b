using System.Globalization;
using NodaTime;

namespace PatchWindow.Core.Recurrence;

/// <summary>One item of BYDAY: a weekday, and which of them within the month or year (0 for every one).</summary>
/// <param name="Ordinal">1 for the first, -1 for the last, 0 for every.</param>
/// <param name="Day">The weekday.</param>
public readonly record struct WeekdayOrdinal(int Ordinal, IsoDayOfWeek Day)
{
    internal static readonly string[] Names = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>As in a rule: <c>2TU</c>, <c>-1FR</c>, <c>MO</c>.</summary>
    public override string ToString() =>
        (Ordinal == 0 ? "" : Ordinal.ToString(CultureInfo.InvariantCulture)) + Names[(int)Day];
}
