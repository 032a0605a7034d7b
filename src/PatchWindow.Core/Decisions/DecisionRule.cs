namespace PatchWindow.Core.Decisions;

/// <summary>One row of the precedence table: a name, and a question that either decides or passes on to the next row.</summary>
/// <typeparam name="TFacts">What the question is asked of.</typeparam>
/// <param name="Name">The name in a trace.</param>
/// <param name="Ask">The verdict, or null where this rule has nothing against the patch.</param>
internal sealed record DecisionRule<TFacts>(string Name, Func<TFacts, Verdict?> Ask);

/// <summary>What a rule decides.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Message">The sentence for people.</param>
/// <param name="Rule">The place in the policy that decided; null takes the rule's name.</param>
/// <param name="ChangesAt">When it will change by itself.</param>
internal sealed record Verdict(ReasonCode Reason, string Message, string? Rule = null, DateTimeOffset? ChangesAt = null);
