namespace PatchWindow.Core.Filters;

/// <summary>A filter, or a part of one, that has been read.</summary>
/// <typeparam name="T">What is filtered.</typeparam>
/// <param name="Test">Whether it holds.</param>
/// <param name="Needs">What must be so wherever it holds, one for each word; none where nothing simple must.</param>
internal sealed record ParsedFilter<T>(Func<T, bool> Test, IReadOnlyList<FilterNeed> Needs)
{
    public ParsedFilter(Func<T, bool> test)
        : this(test, [])
    {
    }

    public static ParsedFilter<T> Both(ParsedFilter<T> a, ParsedFilter<T> b) =>
        new(item => a.Test(item) && b.Test(item), FilterNeed.OfBoth(a.Needs, b.Needs));

    public static ParsedFilter<T> Either(ParsedFilter<T> a, ParsedFilter<T> b) =>
        new(item => a.Test(item) || b.Test(item), FilterNeed.OfEither(a.Needs, b.Needs));

    public static ParsedFilter<T> Not(ParsedFilter<T> a) => new(item => !a.Test(item));
}
