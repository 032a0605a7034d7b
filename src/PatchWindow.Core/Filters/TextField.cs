using PatchWindow.Core.Text;

namespace PatchWindow.Core.Filters;

/// <summary>A text, or nothing, compared without regard to letter case.</summary>
internal sealed class TextField<T>(string word, Func<T, string?> of) : FilterField<T>
{
    public override string Example => $"{word} = …";

    public override Func<T, bool> Stands() => item => of(item) is not null;

    public override Func<T, bool>? Compare(FilterComparison comparison, string value)
    {
        if (!comparison.IsEquality) return null;
        var wanted = comparison.Sign == "=";
        return item => string.Equals(of(item), value, StringComparison.OrdinalIgnoreCase) == wanted;
    }

    public override Func<T, bool> Like(string pattern) => item => of(item) is { } text && Wildcard.Matches(pattern, text);

    public override Func<T, bool> In(IReadOnlyList<string> values)
    {
        var set = new HashSet<string>(values, StringComparer.OrdinalIgnoreCase);
        return item => of(item) is { } text && set.Contains(text);
    }
}
