namespace PatchWindow.Core.Filters;

/// <summary>What may be asked of one word on the left of a filter. A question that makes no sense of it has no test (null).</summary>
/// <typeparam name="T">What is filtered.</typeparam>
internal abstract class FilterField<T>
{
    /// <summary>A condition with it, for messages.</summary>
    public abstract string Example { get; }

    /// <summary>What is wrong with a value to compare it with; null where nothing is.</summary>
    public virtual string? FaultOf(string value) => null;

    /// <summary>The test where the word stands alone.</summary>
    public virtual Func<T, bool>? Stands() => null;

    public abstract Func<T, bool>? Compare(FilterComparison comparison, string value);

    public virtual Func<T, bool>? Like(string pattern) => null;

    /// <summary>The test for any of several values.</summary>
    public virtual Func<T, bool> In(IReadOnlyList<string> values)
    {
        var equal = FilterComparison.Find("=")!;
        var tests = values.Select(v => Compare(equal, v)!).ToArray();
        return item => Array.Exists(tests, t => t(item));
    }
}
