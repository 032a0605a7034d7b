using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Decisions;

/// <summary>
/// Decides what happens to one patch on one host: a pure function of the facts. The rules are asked in the order of
/// <see cref="Precedence"/>, and the first that has something against the patch decides. What can only change by a person
/// stands before what changes by itself, so that nobody waits for a window that would not help.
/// </summary>
public static class DecisionMaker
{
    private static readonly DecisionRule<DecisionFacts>[] Precedence =
    [
        new(PolicyRule.Name, facts => PolicyRule.Ask(facts.Host, facts.HostPolicy)),
        new("exclude", Excluded),
        new("held", HeldBack),
        new("approve", NotApproved),
        new("afterDays", AwaitingAge),
        new("deferral", Deferred),
        .. TimeRules.Precedence.Select(r => new DecisionRule<DecisionFacts>(r.Name, facts => r.Ask(TimeOf(facts)))),
    ];

    /// <summary>The names of the rules in the order in which they are asked.</summary>
    public static IEnumerable<string> RuleNames => Precedence.Select(r => r.Name);

    /// <summary>Decides about a patch.</summary>
    public static Decision Decide(DecisionFacts facts) =>
        Ask(Precedence, facts, TimeOf, NameOf(facts.HostPolicy), facts.Outlook, facts.Now);

    /// <summary>Decides about time alone: whether work of a length could start.</summary>
    public static Decision Decide(TimeFacts facts) => Ask(TimeRules.Precedence, facts, time => time, facts.Policy.Name, facts.Outlook, facts.Now);

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
            Policy = NameOf(its),
            At = now,
            Trace = [Objection(PolicyRule.Name, verdict)],
        };
    }

    private static string Objection(string rule, Verdict verdict) => $"{rule}: {verdict.Reason}, {verdict.Message}";

    private static string? NameOf(HostPolicy its) => its.Policy?.Name ?? its.Faulty.FirstOrDefault()?.Name;

    private static Decision Ask<TFacts>(
        DecisionRule<TFacts>[] rules, TFacts facts, Func<TFacts, TimeFacts> timeOf, string? policy, WindowOutlook outlook,
        DateTimeOffset now)
    {
        var trace = new List<string>();
        Verdict? verdict = null;
        var decided = "";
        foreach (var rule in rules)
        {
            verdict = rule.Ask(facts);
            decided = verdict?.Rule ?? rule.Name;
            trace.Add(verdict is null ? $"{rule.Name}: passed" : Objection(rule.Name, verdict));
            if (verdict is not null) break;
        }

        if (verdict is null)
        {
            verdict = TimeRules.Apply(timeOf(facts));
            decided = verdict.Rule!;
            trace.Add($"{decided}: {verdict.Message}");
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

    private static TimeFacts TimeOf(DecisionFacts facts) => new(facts.Policy!, facts.Outlook, TimeSpan.Zero, facts.Now);

    private static Verdict? Excluded(DecisionFacts facts)
    {
        var pattern = facts.Policy!.Source.Approve?.Exclude.FirstOrDefault(p => PackagePattern.Matches(p, facts.Patch.Name));
        return pattern is null
            ? null
            : new(ReasonCode.Excluded, $"the policy excludes '{pattern}'", $"{facts.Policy.Name}:approve:exclude");
    }

    private static Verdict? HeldBack(DecisionFacts facts) => facts.Patch.HeldBack is { } why
        ? new(ReasonCode.HeldBack, $"the package manager holds it back: {why}")
        : null;

    private static Verdict? NotApproved(DecisionFacts facts)
    {
        if (facts.Policy!.Source.Approve is not { } approve) return null;
        if (approve.Classification.Length > 0 && !approve.Classification.Contains(facts.Patch.Classification))
        {
            var wanted = string.Join(" and ", approve.Classification);
            return new(ReasonCode.NotApproved, $"the policy approves {wanted}, and this is {facts.Patch.Classification}",
                $"{facts.Policy.Name}:approve:classification");
        }

        if (facts.Patch.Severity != PatchSeverity.Unknown && facts.Patch.Severity < approve.MinimumSeverity)
        {
            return new(ReasonCode.NotApproved, $"the policy approves {approve.MinimumSeverity} and above, and this is {facts.Patch.Severity}",
                $"{facts.Policy.Name}:approve:minimumSeverity");
        }

        if (approve.Include.Length > 0 && !approve.Include.Any(p => PackagePattern.Matches(p, facts.Patch.Name)))
            return new(ReasonCode.NotApproved, "the policy approves only the packages it includes", $"{facts.Policy.Name}:approve:include");
        return null;
    }

    private static Verdict? AwaitingAge(DecisionFacts facts)
    {
        if (facts.Policy!.Source.Approve is not { AfterDays: > 0 and var days }) return null;
        var rule = $"{facts.Policy.Name}:approve:afterDays";
        if ((facts.Patch.Released ?? facts.Patch.FirstSeen) is not { } born)
            return new(ReasonCode.AwaitingAge, $"the policy waits {days} days, and it is not known how old the patch is", rule);
        var ripe = born.AddDays(days);
        return facts.Now >= ripe
            ? null
            : new(ReasonCode.AwaitingAge, $"the policy waits {days} days; it is old enough on {TimeRules.Moment(ripe, facts.Outlook)}", rule, ripe);
    }

    private static Verdict? Deferred(DecisionFacts facts)
    {
        if (facts.DeferralUnknown)
            return new(ReasonCode.Deferred, "it counts as deferred, because the store could not be read and someone may have put it off");
        return facts.Deferral is { } deferral
            ? new(ReasonCode.Deferred, $"deferred by {deferral.By} until {TimeRules.Moment(deferral.Until, facts.Outlook)}: {deferral.Reason}",
                ChangesAt: deferral.Until)
            : null;
    }
}
