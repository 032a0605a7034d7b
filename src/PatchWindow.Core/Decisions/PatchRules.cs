namespace PatchWindow.Core.Decisions;

/// <summary>The rules about the patch itself: what people and the policy say of it.</summary>
internal static class PatchRules
{
    public static Answer Excluded(PatchCase c) => ApprovalRules.Excluded(c.Policy, c.Facts.Patch.Name) is { } pattern
        ? new Verdict(ReasonCode.Excluded, $"the policy excludes '{pattern}'", $"{c.Policy.Name}:approve:exclude")
        : Answer.Pass;

    public static Answer Denied(PatchCase c)
    {
        if (c.Facts.Approval is not { Verdict: ApprovalVerdict.Denied } denial) return Answer.Pass;
        var until = denial.Until is { } end ? " until " + TimeRules.Moment(end, c.Facts.Outlook) : "";
        return new Verdict(ReasonCode.Denied, $"denied by {denial.By}{until}: {denial.Reason}", ChangesAt: denial.Until);
    }

    public static Answer HeldBack(PatchCase c) => c.Facts.Patch.HeldBack is { } why
        ? new Verdict(ReasonCode.HeldBack, $"the package manager holds it back: {why}")
        : Answer.Pass;

    public static Answer NotApproved(PatchCase c)
    {
        if (WhyApproved(c) is { } why) return Answer.PassBecause(why);
        if (ApprovalRules.Missing(c.Policy, c.Facts.Patch) is not { } part) return Answer.Pass;
        var (approve, patch) = (c.Policy.Source.Approve!, c.Facts.Patch);
        var message = part switch
        {
            "classification" => $"the policy approves {string.Join(" and ", approve.Classification)}, and this is {patch.Classification}",
            "minimumSeverity" => $"the policy approves {approve.MinimumSeverity} and above, and this is {patch.Severity}",
            _ => "the policy approves only the packages it includes",
        };
        return new Verdict(ReasonCode.NotApproved, message, $"{c.Policy.Name}:approve:{part}");
    }

    public static Answer AwaitingAge(PatchCase c)
    {
        if (c.Standing.RipeAt is not { } ripe || c.Facts.Now >= ripe) return Answer.Pass;
        if (c.Override is { } over) return Answer.PassBecause("not old enough, but " + over.Because);
        var (days, rule) = (c.Policy.Source.Approve!.AfterDays, $"{c.Policy.Name}:approve:afterDays");
        return ripe == DateTimeOffset.MaxValue
            ? new Verdict(ReasonCode.AwaitingAge, $"the policy waits {days} days, and it is not known how old the patch is", rule, c.Standing.Deadline)
            : new Verdict(ReasonCode.AwaitingAge, $"the policy waits {days} days; it is old enough on {TimeRules.Moment(ripe, c.Facts.Outlook)}{Sooner(c, ripe, ", or at its deadline")}", rule, EndOfWait(c, ripe));
    }

    public static Answer Deferred(PatchCase c)
    {
        if (c.Facts.DeferralUnknown)
        {
            return new Verdict(ReasonCode.Deferred,
                "it counts as deferred, because the store could not be read and someone may have put it off");
        }

        if (c.Facts.Deferral is not { } deferral) return Answer.Pass;
        if (c.Override is { } over) return Answer.PassBecause($"deferred by {deferral.By}, but {over.Because}");
        return new Verdict(ReasonCode.Deferred,
            $"deferred by {deferral.By} until {TimeRules.Moment(deferral.Until, c.Facts.Outlook)}{Sooner(c, deferral.Until, ", but no longer than its deadline")}: {deferral.Reason}", ChangesAt: EndOfWait(c, deferral.Until));
    }

    /// <summary>The override without which the patch would still wait; null where it would not, or none holds.</summary>
    public static (ReasonCode Reason, string Because)? OverrideThatCounts(PatchCase c) =>
        c.Override is { } over && (c.Facts.Now < c.Standing.RipeAt || c.Facts.Deferral is not null) ? over : null;

    // A wait that the deadline ends before its time.
    private static string Sooner(PatchCase c, DateTimeOffset end, string words) => EndOfWait(c, end) is var sooner && sooner < end
        ? $"{words} {TimeRules.Moment(sooner, c.Facts.Outlook)}"
        : "";

    private static DateTimeOffset EndOfWait(PatchCase c, DateTimeOffset end) => c.Standing.Deadline is { } deadline && deadline < end ? deadline : end;

    private static string? WhyApproved(PatchCase c)
    {
        if (c.Facts.Approval is { Verdict: ApprovalVerdict.Approved } approval) return $"approved by {approval.By}: {approval.Reason}";
        if (ApprovalRules.ByAdvisory(c.Policy, c.Facts.Patch) is { } id) return $"the policy approves {id}";
        return c.Standing.IsEmergency ? $"it is an emergency ({c.Policy.Source.Emergency!.When})" : null;
    }
}
