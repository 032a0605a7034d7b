namespace PatchWindow.Core.Filters;

/// <summary>That the text of a word is one of some values, letter case aside: whoever looks for what a filter matches need not look elsewhere.</summary>
/// <param name="Word">The word on the left, as it is written.</param>
/// <param name="Values">The values.</param>
internal sealed record FilterNeed(string Word, IReadOnlyList<string> Values)
{
    /// <summary>The needs of two conditions that both hold; of two about one word that with fewer values says more.</summary>
    public static IReadOnlyList<FilterNeed> OfBoth(IReadOnlyList<FilterNeed> a, IReadOnlyList<FilterNeed> b) =>
        a.Count == 0 ? b : b.Count == 0 ? a : [.. a.Concat(b).GroupBy(n => n.Word, StringComparer.Ordinal).Select(g => g.OrderBy(n => n.Values.Count).First())];

    /// <summary>The needs of two conditions of which one holds: those about a word that both ask for.</summary>
    public static IReadOnlyList<FilterNeed> OfEither(IReadOnlyList<FilterNeed> a, IReadOnlyList<FilterNeed> b) =>
        a.Count == 0 || b.Count == 0 ? [] : [.. a.Join(b, n => n.Word, n => n.Word, (x, y) => new FilterNeed(x.Word, [.. x.Values, .. y.Values]), StringComparer.Ordinal)];
}
