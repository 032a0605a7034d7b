namespace PatchWindow.Core.Planning;

/// <summary>What a plan is gathered in, policy by policy.</summary>
internal sealed class PlanParts
{
    // Of two million patches many wait for the same reason, in the same words.
    private readonly Dictionary<string, string> sentences = new(StringComparer.Ordinal);

    public List<PlannedWindow> Windows { get; } = [];

    public List<PlannedStep> Steps { get; } = [];

    public List<PlanMiss> Misses { get; } = [];

    public List<PlanWait> Waits { get; } = [];

    /// <summary>The same text, kept once.</summary>
    public string Once(string sentence)
    {
        if (sentences.TryGetValue(sentence, out var known)) return known;
        sentences.Add(sentence, sentence);
        return sentence;
    }
}
