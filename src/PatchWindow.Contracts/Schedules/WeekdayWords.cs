using System.Globalization;

namespace PatchWindow;

/// <summary>The weekdays of a rule's BYDAY in words: <c>Sat,Sun</c>, <c>1st,3rd Tue</c>, <c>last business day</c>.</summary>
internal sealed class WeekdayWords
{
    private static readonly string[] Names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private static readonly string[] Words = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private readonly (int Ordinal, int Day)[] days;

    private WeekdayWords((int Ordinal, int Day)[] days) => this.days = days;

    public bool AreNone => days.Length == 0;

    public bool AreNumbered => Array.Exists(days, d => d.Ordinal != 0);

    public int Count => days.Length;

    /// <summary>Null where the text is not a list of weekdays.</summary>
    public static WeekdayWords? Of(string byDay)
    {
        var days = new List<(int, int)>();
        foreach (var item in byDay.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (item.Length < 2 || Array.IndexOf(Names, item.Substring(item.Length - 2)) is not (>= 0 and var day)) return null;
            var ordinal = 0;
            if (item.Length > 2 && !int.TryParse(item.Substring(0, item.Length - 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out ordinal)) return null;
            if (item.Length > 2 && ordinal == 0) return null;
            days.Add((ordinal, day));
        }

        return new WeekdayWords([.. days.Distinct().OrderBy(d => d.Item2).ThenBy(d => d.Item1 < 0).ThenBy(d => d.Item1)]);
    }

    public string List() => days.Length switch
    {
        5 when days[4].Day == 4 => "weekdays",
        7 => "Mon-Sun",
        _ => string.Join(",", days.Select(d => Words[d.Day])),
    };

    /// <summary>The weekdays that are not among them; null where there is none left, or they are all.</summary>
    public string? Others() => AreNone || days.Length == 7 ? null : string.Join(",", Words.Where((_, i) => !Array.Exists(days, d => d.Day == i)));

    /// <summary>1st,3rd Tue,last Fri; null where one has no number.</summary>
    public string? Numbered() => AreNone || Array.Exists(days, d => d.Ordinal == 0 || Math.Abs(d.Ordinal) > 5)
        ? null
        : string.Join(",", days.GroupBy(d => d.Day).Select(g => string.Join(",", g.Select(d => OrdinalText.Format(d.Ordinal))) + " " + Words[g.Key]));

    /// <summary>The days at positions among the month's days that fall on these weekdays.</summary>
    public string Among(int[] positions)
    {
        var nth = string.Join(",", positions.Select(OrdinalText.Format));
        return days.Length == 1 ? nth + " " + Words[days[0].Day]
            : List() == "weekdays" ? nth + " business day"
            : nth + " of " + string.Join(",", days.Select(d => Words[d.Day]));
    }
}
