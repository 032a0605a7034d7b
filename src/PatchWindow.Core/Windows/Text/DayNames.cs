using System.Globalization;
using NodaTime;

namespace PatchWindow.Core.Windows.Text;

/// <summary>The names of weekdays, months and ordinals, in the ways in which people write them.</summary>
internal static class DayNames
{
    public static readonly IReadOnlyList<IsoDayOfWeek> Week = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)];

    public static readonly IReadOnlyList<IsoDayOfWeek> BusinessDays = [.. Enumerable.Range(1, 5).Select(d => (IsoDayOfWeek)d)];

    public static readonly IReadOnlyList<IsoDayOfWeek> Weekend = [IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday];

    private static readonly Dictionary<string, IsoDayOfWeek> Weekdays = MakeWeekdays();

    private static readonly Dictionary<string, int> Months = MakeMonths();

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.OrdinalIgnoreCase)
    {
        ["first"] = 1, ["second"] = 2, ["third"] = 3, ["fourth"] = 4, ["fifth"] = 5, ["sixth"] = 6, ["seventh"] = 7, ["eighth"] = 8, ["ninth"] = 9,
        ["tenth"] = 10, ["last"] = -1,
    };

    /// <summary>The words a text may begin with, for guesses.</summary>
    public static IEnumerable<string> Beginnings =>
        Long(Weekdays.Keys).Concat(Ordinals.Keys).Concat(["daily", "weekly", "monthly", "yearly", "every", "weekdays", "weekends", "fortnightly", "quarterly"]);

    public static IEnumerable<string> WeekdayNames => Long(Weekdays.Keys).Concat(["weekdays", "weekends", "business day"]);

    public static IEnumerable<string> MonthNames => Months.Keys;

    public static IsoDayOfWeek? Weekday(Token? token) => token is { Kind: TokenKind.Word } word && Weekdays.TryGetValue(word.Word, out var day) ? day : null;

    public static int? Month(Token? token) => token is { Kind: TokenKind.Word } word && Months.TryGetValue(word.Word, out var month) ? month : null;

    /// <summary>1 for 1st and first, -1 for last, 0 for an ordinal that is too large to be any.</summary>
    public static int? Ordinal(Token? token) => token switch
    {
        { Kind: TokenKind.Word } word when Ordinals.TryGetValue(word.Word, out var named) => named,
        { Kind: TokenKind.Ordinal } digits => int.TryParse(
            digits.Word.Substring(0, digits.Word.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        _ => null,
    };

    public static string Short(IsoDayOfWeek day) => day.ToString().Substring(0, 3);

    public static string Short(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month);

    /// <summary>1st, 2nd; last, 2nd-to-last.</summary>
    public static string Nth(int n) => OrdinalText.Format(n);

    private static IEnumerable<string> Long(IEnumerable<string> names) => names.Where(n => n.Length > 2);

    private static Dictionary<string, IsoDayOfWeek> MakeWeekdays()
    {
        var names = new Dictionary<string, IsoDayOfWeek>(StringComparer.OrdinalIgnoreCase);
        foreach (var day in Week)
        {
            var name = day.ToString();
            names[name] = names[name + "s"] = names[name.Substring(0, 3)] = names[name.Substring(0, 2)] = day;
        }

        // T and S are two days each, and faults.
        (names["M"], names["W"], names["F"]) = (IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday);
        (names["Tues"], names["Weds"]) = (IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday);
        names["Thur"] = names["Thurs"] = IsoDayOfWeek.Thursday;
        return names;
    }

    private static Dictionary<string, int> MakeMonths()
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var month = 1; month <= 12; month++)
            names[CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)] = names[Short(month)] = month;
        names["Sept"] = 9;
        return names;
    }
}
