using PatchWindow.Core.Text;

namespace PatchWindow.Core.Filters;

/// <summary>One of an enumeration's words, in their order.</summary>
internal sealed class RankField<T, TRank>(string word, Func<T, TRank> of, bool isOrdered) : FilterField<T>
    where TRank : struct, Enum
{
    private static readonly string[] Words = Enum.GetNames(typeof(TRank));

    public override string Example => isOrdered ? $"{word} >= {Words[Words.Length - 2]}" : $"{word} = {Words[Words.Length - 1]}";

    public override string? FaultOf(string value) => Find(value) is not null
        ? null
        : $"is none of {string.Join(", ", Words)}.{NearestWord.Question(NearestWord.To(value, Words))}".TrimEnd('.');

    public override Func<T, bool>? Compare(FilterComparison comparison, string value)
    {
        if (!isOrdered && !comparison.IsEquality) return null;
        var rank = (TRank)Enum.Parse(typeof(TRank), Find(value)!);
        return item => comparison.Holds(Comparer<TRank>.Default.Compare(of(item), rank));
    }

    private static string? Find(string value) => Array.Find(Words, w => string.Equals(w, value, StringComparison.OrdinalIgnoreCase));
}
