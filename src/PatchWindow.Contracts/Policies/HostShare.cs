using System.Globalization;

namespace PatchWindow;

/// <summary>A number of hosts, or a percentage of them. Two are equal when they are written alike.</summary>
public readonly record struct HostShare
{
    private const int MostHosts = 10_000_000;

    private HostShare(int? count, int? percent) => (Count, Percent) = (count, percent);

    /// <summary>The number; null where it is a percentage.</summary>
    public int? Count { get; }

    /// <summary>The percentage, from 0 to 100; null where it is a number.</summary>
    public int? Percent { get; }

    public static HostShare OfCount(int count) =>
        count is >= 0 and <= MostHosts ? new(count, null) : throw new ArgumentOutOfRangeException(nameof(count));

    public static HostShare OfPercent(int percent) =>
        percent is >= 0 and <= 100 ? new(null, percent) : throw new ArgumentOutOfRangeException(nameof(percent));

    /// <summary><c>50</c> or <c>10%</c>; null where it is neither.</summary>
    public static HostShare? TryParse(string text)
    {
        var word = text.Trim();
        var isPercent = word.EndsWith("%", StringComparison.Ordinal);
        if (isPercent) word = word.Substring(0, word.Length - 1).TrimEnd();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        if (isPercent) return number <= 100 ? OfPercent(number) : null;
        return number <= MostHosts ? OfCount(number) : null;
    }

    /// <summary>The same, for PowerShell's conversions.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static HostShare Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is neither a number of hosts (50) nor a percentage of them (10%).");

    /// <summary>How many of so many hosts it is. A percentage is rounded down: a budget is never exceeded.</summary>
    public int Of(int hosts) => Count ?? (int)((long)hosts * (Percent ?? 0) / 100);

    /// <summary><c>50</c> or <c>10%</c>.</summary>
    public override string ToString() => Count is { } count
        ? count.ToString(CultureInfo.InvariantCulture)
        : (Percent ?? 0).ToString(CultureInfo.InvariantCulture) + "%";
}
