namespace PatchWindow.Core.Decisions;

/// <summary>
/// The one table of which rule stands above which. They are asked from the first to the last, and the first that has something
/// against the patch decides. What can only change by a person stands before what changes by itself, so that nobody waits for a
/// window that would not help; the work on hosts stands last, because it changes by the minute.
/// </summary>
internal static class Precedence
{
    public static readonly DecisionRule<PatchCase>[] Rules =
    [
        new(PolicyRule.Name, [ReasonCode.HostUnknown, ReasonCode.PolicyInvalid, ReasonCode.PolicyConflict],
            "no policy decides about the host, or one that claims it has a fault, or several claim it",
            c => PolicyRule.Ask(c.Facts.Host, c.Facts.HostPolicy)),
        new("reach", [ReasonCode.Unreachable], "the host cannot be reached", RunRules.Unreachable),
        new("exclude", [ReasonCode.Excluded], "the policy never applies this package", PatchRules.Excluded),
        new("deny", [ReasonCode.Denied], "someone said no to it", PatchRules.Denied),
        new("held", [ReasonCode.HeldBack], "the package manager holds it back", PatchRules.HeldBack),
        new("approve", [ReasonCode.NotApproved], "the policy does not approve its classification, severity or name, and nobody approved it", PatchRules.NotApproved),
        new("afterDays", [ReasonCode.AwaitingAge], "approved, but not old enough yet", PatchRules.AwaitingAge),
        new("deferral", [ReasonCode.Deferred], "someone put it off", PatchRules.Deferred),
        .. TimeRules.Precedence.Select(r => new DecisionRule<PatchCase>(r.Name, r.Reasons, r.Says, c => r.Ask(c.Time!))),
        new("ring", [ReasonCode.RingWaiting], "the rings before the host's own have not succeeded and soaked yet", RunRules.RingWaiting),
        new("budget", [ReasonCode.BudgetSpent], "as many hosts as may be down at once are being worked on", RunRules.BudgetSpent),
        new("busy", [ReasonCode.HostBusy], "the host has a step in progress", RunRules.HostBusy),
    ];

    /// <summary>The reason codes with which a patch is applied that no rule has anything against, and what they say.</summary>
    public static readonly (ReasonCode Reason, string Says)[] Applied =
    [
        (ReasonCode.Emergency, "an emergency that no window takes in time: it is applied outside of any window"),
        (ReasonCode.BehindLimit, "it is deferred or not old enough, but the host is too many released versions behind"),
        (ReasonCode.DeadlinePassed, "it is deferred or not old enough, but its deadline has passed"),
        (ReasonCode.Apply, "it is applied"),
    ];
}
