using System.Globalization;

namespace PatchWindow.Core.Windows.Text;

/// <summary>
/// Times beside each other of which some may be those of a 12-hour clock: <c>10:00-11:00pm</c>, <c>9:00-5:00</c>. Read by 24
/// hours they would be windows of most of a day.
/// </summary>
internal static class HalfDays
{
    private static readonly TimeSpan Half = TimeSpan.FromHours(12);

    /// <summary>A fault where a range lasts longer than half a day, and does not by another reading of its times.</summary>
    /// <param name="words">The words; the range has been taken.</param>
    /// <param name="firstAt">Where its first time stands.</param>
    /// <param name="lastAt">Where its last time stands.</param>
    /// <param name="start">When it begins, by 24 hours.</param>
    /// <param name="lasts">How long it lasts then.</param>
    public static void Check(TokenReader words, int firstAt, int lastAt, TimeSpan start, TimeSpan lasts)
    {
        if (lasts <= Half || !(HasHalf(words, firstAt) || HasHalf(words, lastAt) || AreShort(words, firstAt, lastAt))) return;
        var readings = (from first in Readings(words, firstAt, start)
                        from last in Readings(words, lastAt, Within(start + lasts))
                        where first != last && Within(last - first) <= Half
                        select Range(first, last)).Append(Range(start, start + lasts)).Distinct().ToArray();
        if (readings.Length > 1)
            throw words.Ambiguous(firstAt, words.Position, $"lasts {DurationText.Format(lasts)}, unless its times are those of a 12-hour clock", readings);
    }

    /// <summary>Whether a time is said to be of the morning or the afternoon.</summary>
    public static bool HasHalf(TokenReader words, int at) => TimeReader.SaysHalf(words, at + 1 - words.Position);

    /// <summary>Whether a time says neither, and could be either: 9:00, 10:00.</summary>
    public static bool MayBeEither(TokenReader words, int at) => !HasHalf(words, at) && Hour(words, at) is { Value: >= 1 and <= 12 } hour && hour.Text[0] != '0';

    // 20:00 and 09:00 are by 24 hours, and so is what stands beside them; 10:00-11:00 is the same in both.
    private static bool AreShort(TokenReader words, int firstAt, int lastAt) =>
        MayBeEither(words, firstAt) && MayBeEither(words, lastAt) && (Hour(words, firstAt)!.Value.Text.Length == 1 || Hour(words, lastAt)!.Value.Text.Length == 1);

    private static (string Text, int Value)? Hour(TokenReader words, int at)
    {
        if (words.Ahead(at - words.Position) is not { Kind: TokenKind.Time or TokenKind.Number } token) return null;
        var text = token.Word.Split(':')[0];
        return (text, int.Parse(text, CultureInfo.InvariantCulture));
    }

    private static TimeSpan[] Readings(TokenReader words, int at, TimeSpan time) => MayBeEither(words, at) ? [time, Within(time + Half)] : [time];

    private static TimeSpan Within(TimeSpan time) => TimeSpan.FromTicks(((time.Ticks % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay) % TimeSpan.TicksPerDay);

    private static string Range(TimeSpan from, TimeSpan to) => $"{Text(from)}-{Text(Within(to))}";

    private static string Text(TimeSpan time) => time.ToString(time.Seconds == 0 ? "hh\\:mm" : "hh\\:mm\\:ss", CultureInfo.InvariantCulture);
}
