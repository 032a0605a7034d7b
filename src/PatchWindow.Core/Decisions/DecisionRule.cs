namespace PatchWindow.Core.Decisions;

/// <summary>One row of the precedence table: a name, and a question that either decides or passes on to the next row.</summary>
/// <typeparam name="TFacts">What the question is asked of.</typeparam>
/// <param name="Name">The name in a trace.</param>
/// <param name="Reasons">The reason codes that it decides with.</param>
/// <param name="Says">What it says, for people.</param>
/// <param name="Ask">The answer.</param>
internal sealed record DecisionRule<TFacts>(string Name, ReasonCode[] Reasons, string Says, Func<TFacts, Answer> Ask);

/// <summary>What a rule answers: a verdict that decides, or that it has nothing against the patch.</summary>
/// <param name="Verdict">What it decides; null where it passes.</param>
/// <param name="Note">Why it passes, where that is not plain.</param>
internal readonly record struct Answer(Verdict? Verdict, string? Note = null)
{
    /// <summary>Nothing against it.</summary>
    public static Answer Pass => default;

    /// <summary>Nothing against it, for a reason worth a line in the trace.</summary>
    public static Answer PassBecause(string note) => new(null, note);

    public static implicit operator Answer(Verdict? verdict) => new(verdict);
}

/// <summary>What a rule decides.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Message">The sentence for people.</param>
/// <param name="Rule">The place in the policy that decided; null takes the rule's name.</param>
/// <param name="ChangesAt">When it will change by itself.</param>
internal sealed record Verdict(ReasonCode Reason, string Message, string? Rule = null, DateTimeOffset? ChangesAt = null);
