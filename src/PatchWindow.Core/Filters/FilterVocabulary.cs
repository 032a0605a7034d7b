namespace PatchWindow.Core.Filters;

/// <summary>The words that one kind of filter has on its left.</summary>
/// <typeparam name="T">What is filtered.</typeparam>
internal abstract class FilterVocabulary<T>
{
    /// <summary>The code of a filter that cannot be read.</summary>
    public abstract string FaultCode { get; }

    /// <summary>A whole filter, for messages.</summary>
    public abstract string Example { get; }

    /// <summary>What may stand where a condition begins, for messages.</summary>
    public abstract string Left { get; }

    /// <summary>What a word means; null where it means nothing, with the reason as the end of a sentence that begins with the word.</summary>
    public abstract FilterField<T>? Field(string word, out string? fault);
}
