using NodaTime;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads weekdays: <c>Sat,Sun</c>, <c>Mon-Thu and Sat</c>, <c>weekdays</c>, <c>business days</c>.</summary>
internal static class WeekdayReader
{
    /// <summary>Whether a weekday or a word for several begins there.</summary>
    public static bool Begins(TokenReader words, int ahead = 0) =>
        DayNames.Weekday(words.Ahead(ahead)) is not null || Several(words, ahead) is not null || IsLetter(words, ahead);

    /// <summary>The weekdays, in the order of the week; null where none follows.</summary>
    public static IReadOnlyList<IsoDayOfWeek>? Read(TokenReader words)
    {
        if (!Begins(words)) return null;
        var days = new SortedSet<IsoDayOfWeek>();
        do days.UnionWith(Item(words));
        while (words.TakeComma(by => Begins(words, by)));
        return [.. days];
    }

    /// <summary>The words for Monday to Friday, or for one of them: how many words, or null.</summary>
    public static int? BusinessDay(TokenReader words, int ahead = 0)
    {
        if (words.IsAnyOf(ahead, "weekday", "weekdays", "workday", "workdays", "businessday", "businessdays")) return 1;
        return words.IsAnyOf(ahead, "business", "working", "work", "week") && words.IsAnyOf(ahead + 1, "day", "days") ? 2 : null;
    }

    private static (int Words, IReadOnlyList<IsoDayOfWeek> Days)? Several(TokenReader words, int ahead) =>
        BusinessDay(words, ahead) is { } count ? (count, DayNames.BusinessDays)
        : words.IsAnyOf(ahead, "weekend", "weekends") ? (words.IsAnyOf(ahead + 1, "day", "days") ? 2 : 1, DayNames.Weekend)
        : null;

    private static bool IsLetter(TokenReader words, int ahead) => words.IsAnyOf(ahead, "T", "S") && !words.Is(".", ahead + 1);

    private static IEnumerable<IsoDayOfWeek> Item(TokenReader words)
    {
        if (IsLetter(words, 0))
        {
            var at = words.Position;
            throw words.Is("T") ? words.Ambiguous(at, at + 1, "is Tue or Thu", "Tue", "Thu") : words.Ambiguous(at, at + 1, "is Sat or Sun", "Sat", "Sun");
        }

        if (Several(words, 0) is { } several)
        {
            words.Position += several.Words;
            return several.Days;
        }

        var (from, first) = (words.Position, DayNames.Weekday(words.Ahead())!.Value);
        words.Position++;
        if (!words.IsAnyOf(0, "-", "to", "through", "thru") || DayNames.Weekday(words.Ahead(1)) is not { } last) return [first];
        words.Position += 2;
        if (first == last) throw words.FaultOf(from, words.Position, "begins and ends on one day", $"Write '{DayNames.Short(first)}', or 'daily'.");

        // Fri-Mon goes on over the week's end.
        return Enumerable.Range(0, ((last - first + 7) % 7) + 1).Select(i => (IsoDayOfWeek)(((int)first - 1 + i) % 7 + 1));
    }
}
