using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Decisions;

/// <summary>
/// Decides what happens to one patch on one host: a pure function of the facts, by the table <see cref="Precedence"/>.
/// </summary>
public static class DecisionMaker
{
    /// <summary>The names of the rules in the order in which they are asked.</summary>
    public static IEnumerable<string> RuleNames => Precedence.Rules.Select(r => r.Name);

    /// <summary>The table of precedence, as it is documented: each rule's name, its reason codes and what it says; those that apply last, without a name.</summary>
    public static IEnumerable<(string Rule, string Reasons, string Says)> Table => Precedence.Rules
        .Select(r => (r.Name, string.Join(", ", r.Reasons), r.Says))
        .Concat(Precedence.Applied.Select(a => ("", a.Reason.ToString(), a.Says)));

    /// <summary>Decides about a patch.</summary>
    public static Decision Decide(DecisionFacts facts)
    {
        var c = new PatchCase(facts);
        var decision = Ask(Precedence.Rules, c, Applied, NameOf(facts.HostPolicy), facts.Outlook, facts.Now);
        var (patch, host) = (facts.Patch, facts.Host.Name);
        decision = decision with { Host = host, Patch = $"{patch.Name} {patch.InstalledVersion ?? "(new)"} → {patch.Version}" };
        if (c.Time is null) return decision;
        var stakes = c.Stakes;
        return decision with
        {
            Message = decision.Message + stakes.Describe(c.Standing, facts),
            Deadline = c.Standing.Deadline is { } deadline && deadline > DateTimeOffset.MinValue ? deadline : null,
            LastWindow = stakes.LastWindow,
            Flags = stakes.Flags,
        };
    }

    /// <summary>Decides about time alone: whether work of a length could start.</summary>
    public static Decision Decide(TimeFacts facts) => Ask(TimeRules.Precedence, facts, TimeRules.Apply, facts.Policy.Name, facts.Outlook, facts.Now);

    /// <summary>
    /// The decision about whatever might be done on a host whose policy is not certain, because one is faulty or several claim
    /// it; null where one policy decides, or none claims it.
    /// </summary>
    public static Decision? DecideUncertain(ManagedHost host, HostPolicy its, DateTimeOffset now)
    {
        if (its.IsNone || PolicyRule.Ask(host, its) is not { } verdict) return null;
        return new Decision
        {
            Reason = verdict.Reason,
            Message = verdict.Message,
            Rule = PolicyRule.Name,
            Host = host.Name,
            Policy = NameOf(its),
            At = now,
            Trace = [Objection(PolicyRule.Name, verdict)],
        };
    }

    /// <summary>
    /// What keeps a patch from being applied that neither a time nor another patch's need overrides, although a rule that stands
    /// before it may be the one that decides: that it is denied, held back or put off. Also on a host in no policy.
    /// </summary>
    /// <returns>The objection as a sentence with its reason code; null where there is none.</returns>
    public static (ReasonCode Reason, string Message)? Forbids(DecisionFacts facts)
    {
        var c = new PatchCase(facts);
        return (PatchRules.Denied(c).Verdict ?? PatchRules.HeldBack(c).Verdict ?? PatchRules.Deferred(c).Verdict) is { } verdict
            ? (verdict.Reason, verdict.Message)
            : null;
    }

    private static string Objection(string rule, Verdict verdict) => $"{rule}: {verdict.Reason}, {verdict.Message}";

    private static string? NameOf(HostPolicy its) => its.Policy?.Name ?? its.Faulty.FirstOrDefault()?.Name;

    private static Verdict Applied(PatchCase c)
    {
        var verdict = TimeRules.Apply(c.Time!);
        if (verdict.Reason != ReasonCode.Apply || PatchRules.OverrideThatCounts(c) is not { } over) return verdict;
        var rule = $"{c.Policy.Name}:{(over.Reason == ReasonCode.BehindLimit ? "defer:maxBehind" : "deadlines")}";
        return verdict with { Reason = over.Reason, Message = $"{verdict.Message}, because {over.Because}", Rule = rule };
    }

    private static Decision Ask<TFacts>(
        DecisionRule<TFacts>[] rules, TFacts facts, Func<TFacts, Verdict> apply, string? policy, WindowOutlook outlook, DateTimeOffset now)
    {
        var trace = new List<string>();
        Verdict? verdict = null;
        var decided = "";
        foreach (var rule in rules)
        {
            var answer = rule.Ask(facts);
            verdict = answer.Verdict;
            decided = verdict?.Rule ?? rule.Name;
            trace.Add(verdict is not null ? Objection(rule.Name, verdict) : answer.Note is { } note ? $"{rule.Name}: passed, {note}" : $"{rule.Name}: passed");
            if (verdict is not null) break;
        }

        if (verdict is null)
        {
            verdict = apply(facts);
            decided = verdict.Rule!;
            trace.Add($"{(verdict.Reason == ReasonCode.Apply ? "apply" : verdict.Reason.ToString())}: {verdict.Message}");
        }

        return new Decision
        {
            Reason = verdict.Reason,
            Message = verdict.Message,
            Rule = decided,
            Policy = policy,
            At = now,
            ChangesAt = verdict.ChangesAt,
            Window = outlook.Open ?? outlook.Next,
            Trace = [.. trace],
        };
    }
}
