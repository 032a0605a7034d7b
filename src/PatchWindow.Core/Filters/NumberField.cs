using System.Globalization;

namespace PatchWindow.Core.Filters;

/// <summary>A number that may not be known: then no comparison with it holds.</summary>
internal sealed class NumberField<T>(string word, Func<T, double?> of) : FilterField<T>
{
    public override string Example => $"{word} >= 9";

    public override string? FaultOf(string value) => TryRead(value, out _) ? null : "should be a number, such as 9 or 7.5";

    public override Func<T, bool> Compare(FilterComparison comparison, string value)
    {
        _ = TryRead(value, out var number);
        return item => of(item) is { } its && comparison.Holds(its.CompareTo(number));
    }

    private static bool TryRead(string value, out double number) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
