using System.Globalization;

namespace PatchWindow;

/// <summary>Ordinals as schedules write them: <c>1st</c>, <c>22nd</c>, and from the end <c>last</c>, <c>2nd-to-last</c>.</summary>
public static class OrdinalText
{
    /// <summary>The ordinal of a number that is not zero; negative ones count from the end.</summary>
    public static string Format(int number) => number switch
    {
        -1 => "last",
        < 0 => Format(-number) + "-to-last",
        _ => number.ToString(CultureInfo.InvariantCulture) + Suffix(number),
    };

    private static string Suffix(int number) => (number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
}
