namespace PatchWindow.Core.Filters;

/// <summary>A thing that is so or not: it stands alone, or is compared with true and false.</summary>
internal sealed class FlagField<T>(string word, Func<T, bool> of) : FilterField<T>
{
    public override string Example => word;

    public override string? FaultOf(string value) => bool.TryParse(value, out _) ? null : $"should be true or false; '{word}' can stand alone";

    public override Func<T, bool> Stands() => of;

    public override Func<T, bool>? Compare(FilterComparison comparison, string value)
    {
        if (!comparison.IsEquality) return null;
        var wanted = bool.Parse(value) == (comparison.Sign == "=");
        return item => of(item) == wanted;
    }
}
