using System.Globalization;
using System.Text.RegularExpressions;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads dates: <c>2026-12-05</c>, <c>2026-12-05T22:00</c>, <c>5 Dec 2026</c>.</summary>
internal static class DateReader
{
    private static readonly string[] Formats = ["yyyy-M-d", "yyyy-M-d'T'H:mm", "yyyy-M-d'T'H:mm:ss"];

    /// <summary>Whether a date begins there, a faulty one too.</summary>
    public static bool Begins(TokenReader words, int ahead = 0) =>
        words.IsKind(TokenKind.Date, ahead) || words.IsKind(TokenKind.Slashed, ahead) || DayAndMonth(words, ahead) is not null;

    /// <summary>The day and month of "24 Dec", "24th of December" or "Dec 24", and how many words they are.</summary>
    public static (int Day, int Month, int Words)? DayAndMonth(TokenReader words, int ahead = 0)
    {
        if (DayNames.Month(words.Ahead(ahead)) is { } first && DayNumber(words.Ahead(ahead + 1)) is { } following) return (following, first, 2);
        if (DayNumber(words.Ahead(ahead)) is not { } day) return null;
        var of = words.Is("of", ahead + 1) ? 1 : 0;
        return DayNames.Month(words.Ahead(ahead + 1 + of)) is { } month ? (day, month, 2 + of) : null;
    }

    /// <summary>A date alone.</summary>
    public static DateTime Read(TokenReader words)
    {
        var at = words.Position;
        var (date, hasTime) = ReadMoment(words);
        return hasTime ? throw words.FaultAt(at, "has a time in it", $"Write the date alone: {MomentText.FormatDate(date)}.") : date;
    }

    /// <summary>A date, with a time of its own or without.</summary>
    public static (DateTime Value, bool HasTime) ReadMoment(TokenReader words)
    {
        var from = words.Position;
        if (words.IsKind(TokenKind.Slashed)) throw Slashed(words);
        if (DayAndMonth(words) is { } named) return (Named(words, named), false);
        if (!words.IsKind(TokenKind.Date)) throw words.Fault("is not a date", "Write 2026-12-05, for instance.", "a date");
        var word = words.Ahead()!.Value.Word.ToUpperInvariant();
        if (!DateTime.TryParseExact(word, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
            throw words.FaultAt(from, word.Contains("T") ? "is not a date and time" : "is not a date", "Write 2026-12-05, or 2026-12-05T22:00 where a time belongs to it.");
        words.Position++;
        return (moment, word.Contains("T"));
    }

    private static int? DayNumber(Token? token) => token switch
    {
        { Kind: TokenKind.Number } number when number.Word.Length <= 2 => int.Parse(number.Word, CultureInfo.InvariantCulture),
        { Kind: TokenKind.Ordinal } => DayNames.Ordinal(token),
        _ => null,
    };

    private static DateTime Named(TokenReader words, (int Day, int Month, int Words) named)
    {
        var from = words.Position;
        words.Position += named.Words;
        if (words.Is(",") && IsYear(words.Ahead(1))) words.Position++;
        if (!IsYear(words.Ahead()))
        {
            throw words.FaultOf(
                from, words.Position, "has no year",
                $"Write 'yearly {named.Day} {DayNames.Short(named.Month)}' for each year, or the date with its year, such as 2026-{named.Month:00}-{named.Day:00}.");
        }

        var year = int.Parse(words.Ahead()!.Value.Word, CultureInfo.InvariantCulture);
        words.Position++;
        return Date(year, named.Month, named.Day) ?? throw words.FaultOf(from, words.Position, "is not a date", "That month has fewer days.");
    }

    private static bool IsYear(Token? token) => token is { Kind: TokenKind.Number, Word.Length: 4 };

    // Day and month, or month and day: who knows.
    private static TextFaultException Slashed(TokenReader words)
    {
        var (from, to) = (words.Position, words.Position + 1);
        int[] parts = [.. Regex.Split(words.Ahead()!.Value.Word, "[/.-]").Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
        if (parts.Length == 2)
        {
            string[] yearly = [.. new[] { (parts[0], parts[1]), (parts[1], parts[0]) }.Where(d => Date(2000, d.Item2, d.Item1) is not null)
                .Select(d => $"yearly {d.Item1} {DayNames.Short(d.Item2)}").Distinct()];
            return yearly.Length switch
            {
                0 => words.FaultAt(from, "is not a date", "Write it as 2026-12-05."),
                1 => words.FaultAt(from, "has no year", $"Write '{yearly[0]}' for each year, or the date with its year, such as 2026-12-05."),
                _ => words.Ambiguous(from, to, "has no year, and its day and month can be read either way round", yearly),
            };
        }

        var dates = parts[0] > 99
            ? [Date(parts[0], parts[1], parts[2])]
            : new[] { Date(Year(parts[2]), parts[1], parts[0]), Date(Year(parts[2]), parts[0], parts[1]) };
        string[] readings = [.. dates.OfType<DateTime>().Distinct().Select(MomentText.FormatDate)];
        return readings.Length switch
        {
            0 => words.FaultAt(from, "is not a date", "Write it as 2026-12-05."),
            1 => words.FaultAt(from, "is not how a date is written here", $"Write {readings[0]}."),
            _ => words.Ambiguous(from, to, "can be read as day and month or as month and day", readings),
        };
    }

    private static int Year(int year) => year < 100 ? 2000 + year : year;

    private static DateTime? Date(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;
}
