namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads months: <c>Jan,Apr,Jul,Oct</c>, <c>Jan-Nov</c>.</summary>
internal static class MonthReader
{
    /// <summary>The months in the order of the year; none where no month follows.</summary>
    public static IReadOnlyList<int> Read(TokenReader words)
    {
        if (DayNames.Month(words.Ahead()) is null) return [];
        var months = new SortedSet<int>();
        do months.UnionWith(Item(words));
        while (words.TakeComma(by => DayNames.Month(words.Ahead(by)) is not null));
        return [.. months];
    }

    /// <summary>The months after 'of' or 'in'; none where all are meant, as in "of each month".</summary>
    public static IReadOnlyList<int> ReadLimit(TokenReader words)
    {
        if (!words.Take("of", "in")) return [];
        words.Take("the", "each", "every");
        if (words.Take("month", "months")) return [];
        return Read(words) is { Count: > 0 } months ? months : throw words.Fault("is not a month", "Write 'in Jan,Jul' or 'in Jan-Nov'.", "a month", DayNames.MonthNames);
    }

    private static IEnumerable<int> Item(TokenReader words)
    {
        var first = DayNames.Month(words.Ahead())!.Value;
        words.Position++;
        if (!words.IsAnyOf(0, "-", "to", "through", "thru") || DayNames.Month(words.Ahead(1)) is not { } last) return [first];
        words.Position += 2;
        return Enumerable.Range(0, ((last - first + 12) % 12) + 1).Select(i => ((first - 1 + i) % 12) + 1);
    }
}
