using System.Globalization;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads how far windows are moved from their day: <c>+3d</c>, <c>-1w</c>, <c>+36h</c>, <c>+1d12h</c>.</summary>
internal static class OffsetReader
{
    private const int Longest = 366;

    private static readonly (string Letter, double Days, string[] Names)[] Units =
    [
        ("mo", 31, ["mo", "mos", "month", "months"]),
        ("w", 7, ["w", "wk", "wks", "week", "weeks"]),
        ("d", 1, ["d", "day", "days"]),
        ("h", 1 / 24.0, ["h", "hr", "hrs", "hour", "hours"]),
        ("min", 1 / 1440.0, ["min", "mins", "minute", "minutes"]),
    ];

    /// <summary>Whether a unit of offsets stands there.</summary>
    public static bool IsUnit(TokenReader words, int ahead) => words.Is("m", ahead) || UnitOf(words.Ahead(ahead)) >= 0;

    /// <summary>An offset with its sign, as an ISO 8601 period.</summary>
    public static string ReadSigned(TokenReader words)
    {
        var from = words.Position;
        var sign = words.IsAnyOf(0, "-", "minus") ? "-" : "";
        words.Position++;
        if (!words.IsKind(TokenKind.Number))
            throw words.AtEnd ? words.Fault("", "Write +3d or -1w.", "a number of days") : words.FaultOf(from, words.Position + 1, "is not an offset", "Write +3d, -1w or +36h.");
        var amount = Amount(words, from);
        if (words.IsAnyOf(0, "+", "-") && words.IsKind(TokenKind.Number, 1))
            throw words.Fault("begins a second offset", "Write one, with one sign: +1d12h.");
        return sign + amount;
    }

    /// <summary>"3 days" of "3 days after"; null where no such thing follows, and nothing is taken then.</summary>
    public static string? TryReadAmount(TokenReader words)
    {
        var from = words.Position;
        if (words.IsAnyOf(0, "day", "week") && words.IsAnyOf(1, "after", "before"))
        {
            words.Position++;
            return words.Is("day", -1) ? "P1D" : "P1W";
        }

        var count = 0;
        while (words.IsKind(TokenKind.Number, count) && UnitOf(words.Ahead(count + 1)) >= 0) count += 2;
        if (count > 0 && words.IsAnyOf(count, "after", "before")) return Amount(words, from);
        return words.IsKind(TokenKind.Number) && WeekdayReader.BusinessDay(words, 1) is { } day && words.IsAnyOf(1 + day, "after", "before")
            ? throw words.FaultOf(from, from + 1 + day, "would not be one number of days", "Offsets count all days: 'last business day +3d'.")
            : null;
    }

    private static string Amount(TokenReader words, int from)
    {
        var amounts = new string?[Units.Length];
        var (last, days) = (-1, 0.0);
        while (words.IsKind(TokenKind.Number))
        {
            var (at, number) = (words.Position, words.Ahead()!.Value.Word);
            var unit = UnitOf(words.Ahead(1));

            // After hours an m is minutes; by itself it is months to some.
            if (words.Is("m", 1) && last != 3) throw words.Ambiguous(at, at + 2, "is months or minutes", number + "mo", number + "min");
            if (words.Is("m", 1)) unit = 4;
            if (unit < 0 && last >= 0) break;
            if (unit < 0 && words.Ahead(1) is { Kind: TokenKind.Word }) throw words.FaultOf(from, at + 2, "is not an offset", "Write +3d, -1w or +36h.");
            if (unit < 0) throw words.Ambiguous(at, at + 1, "is a number without a unit", number + "d", number + "w", number + "h");
            words.Position += 2;
            if (unit <= last) throw words.FaultOf(from, words.Position, "is not an offset", "Write the larger unit first, each once: +1w2d, +1d12h.");
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || (days += n * Units[unit].Days) > Longest)
                throw words.FaultOf(from, words.Position, "is more than a year", "Name the days that are meant.");
            (last, amounts[unit]) = (unit, n.ToString(CultureInfo.InvariantCulture));
        }

        string Part(int unit, char letter) => amounts[unit] is { } amount ? amount + letter : "";
        var time = Part(3, 'H') + Part(4, 'M');
        return "P" + Part(0, 'M') + Part(1, 'W') + Part(2, 'D') + (time.Length == 0 ? "" : "T" + time);
    }

    private static int UnitOf(Token? token) => token is { } word ? Array.FindIndex(Units, u => word.IsAnyOf(u.Names)) : -1;
}
