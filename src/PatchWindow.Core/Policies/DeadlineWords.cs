using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Policies;

/// <summary>Deadlines as a script writes them: words and times, <c>Critical = 7d</c>.</summary>
public static class DeadlineWords
{
    private static readonly (string Word, Action<DeadlineRule, TimeSpan> Set)[] Known =
    [
        (nameof(DeadlineRule.Critical), (rule, time) => rule.Critical = time),
        (nameof(DeadlineRule.Important), (rule, time) => rule.Important = time),
        (nameof(DeadlineRule.Moderate), (rule, time) => rule.Moderate = time),
        (nameof(DeadlineRule.Low), (rule, time) => rule.Low = time),
        (nameof(DeadlineRule.Security), (rule, time) => rule.Security = time),
        (nameof(DeadlineRule.Any), (rule, time) => rule.Any = time),
        (nameof(DeadlineRule.Grace), (rule, time) => rule.Grace = time),
    ];

    /// <summary>The deadlines, or the first word that is none, or that has no time.</summary>
    public static Outcome<DeadlineRule> Read(IEnumerable<KeyValuePair<string, string>> words)
    {
        var rule = new DeadlineRule();
        foreach (var (word, text) in words.Select(w => (w.Key, w.Value)))
        {
            var known = Array.Find(Known, k => string.Equals(k.Word, word, StringComparison.OrdinalIgnoreCase));
            if (known.Set is null) return Unknown(word);
            if (!DurationParser.Parse(text).TryGet(out var time, out var problem)) return problem with { Path = known.Word };
            known.Set(rule, time);
        }

        return rule;
    }

    private static Finding Unknown(string word) => new()
    {
        Code = "DeadlineUnknown",
        Kind = FindingKind.InvalidArgument,
        Path = word,
        Message = $"'{word}' is no deadline.{NearestWord.Question(NearestWord.To(word, Known.Select(k => k.Word)))}",
        Suggestion = "Write some of " + string.Join(", ", Known.Select(k => k.Word)) + ".",
    };
}
