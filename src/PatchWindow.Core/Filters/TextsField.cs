using PatchWindow.Core.Text;

namespace PatchWindow.Core.Filters;

/// <summary>Several texts: a comparison holds when it holds of any of them, and "is not" when it is none of them.</summary>
internal sealed class TextsField<T>(string word, Func<T, IReadOnlyList<string>> of) : FilterField<T>
{
    public override string Example => $"{word} = …";

    public override Func<T, bool> Stands() => item => of(item).Count > 0;

    public override Func<T, bool>? Compare(FilterComparison comparison, string value)
    {
        if (!comparison.IsEquality) return null;
        var wanted = comparison.Sign == "=";
        return item => of(item).Contains(value, StringComparer.OrdinalIgnoreCase) == wanted;
    }

    public override Func<T, bool> Like(string pattern) => item => of(item).Any(text => Wildcard.Matches(pattern, text));
}
