using System.Globalization;
using System.Text;

namespace PatchWindow.Console;

/// <summary>How many columns text takes on a terminal.</summary>
internal static class CellWidth
{
    public static int Of(string text)
    {
        var width = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, i);
            width += OfElement(text.AsSpan(i, length));
            i += length;
        }

        return width;
    }

    /// <summary>The columns of one character as a reader sees it: a letter with its accents, an emoji with its parts.</summary>
    public static int OfElement(ReadOnlySpan<char> element)
    {
        var width = 0;
        foreach (var rune in element.EnumerateRunes())
            width = Math.Max(width, Of(rune));
        return width;
    }

    /// <summary>As much of the text as fits, with an ellipsis for the rest.</summary>
    public static string Cut(string text, int width)
    {
        if (Of(text) <= width)
            return text;
        var (end, used) = (0, 0);
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            used += OfElement(text.AsSpan(end, length));
            if (used > width - 1)
                break;
            end += length;
        }

        return width > 0 ? text[..end] + "…" : "";
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The blocks of UAX #11 that are wide throughout; the odd single characters in others are not worth a table.
    private static bool IsWide(int c) =>
        c is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
            or >= 0x1F300 and <= 0x1F64F or >= 0x1F680 and <= 0x1F6FF or >= 0x1F900 and <= 0x1FAFF
            or >= 0x20000 and <= 0x3FFFD;
}
