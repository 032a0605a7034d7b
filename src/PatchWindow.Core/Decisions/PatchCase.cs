using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Decisions;

/// <summary>The facts with what follows from them, for the rules of the table.</summary>
internal sealed class PatchCase
{
    public PatchCase(DecisionFacts facts)
    {
        Facts = facts;
        if (facts.Policy is not { } policy) return;
        Standing = PatchStanding.Of(policy, facts.Patch, facts.Deferral, facts.Approval, facts.Earlier);
        Time = new TimeFacts(policy, facts.Outlook, facts.Room, facts.Now) { NeedsNoWindow = Standing.IsEmergency && !IsTakenByAWindow(policy) };
    }

    public DecisionFacts Facts { get; }

    /// <summary>The policy; asked for by the rules after the one that there is one.</summary>
    public CompiledPolicy Policy => Facts.Policy!;

    public PatchStanding Standing { get; }

    public TimeFacts? Time { get; }

    /// <summary>What its deadline makes of the windows; reckoned only for who asks.</summary>
    public Stakes Stakes => Stakes.Of(Policy, Standing, Facts);

    /// <summary>Whether age and deferral no longer hold, and which limit says so.</summary>
    public (ReasonCode Reason, string Because)? Override => !Standing.IsOverridden(Facts.Now) ? null
        : Standing.IsBehind ? (ReasonCode.BehindLimit, Behind)
        : Standing.Deadline == DateTimeOffset.MinValue ? (ReasonCode.DeadlinePassed, "it is an emergency, and nobody knows how long it waits already")
        : (ReasonCode.DeadlinePassed, $"its deadline passed {TimeRules.Moment(Standing.Deadline!.Value, Facts.Outlook)}");

    private string Behind =>
        $"the host is {Facts.Patch.PatchesBehind} released versions behind, and the policy allows {Policy.Source.Defer!.MaxBehind}";

    // The open one, or any that opens while the emergency may still wait. A policy that applies at once needs none, unless a freeze
    // holds that lets only emergencies pass.
    private bool IsTakenByAWindow(CompiledPolicy policy)
    {
        var (open, _, next) = Facts.Outlook;
        var due = Standing.EmergencyDue!.Value;
        if (policy.Source.Mode == PolicyMode.Immediate) return Facts.Outlook.Immediate is { Holds: false };
        if (open is not null && policy.HasRoom(open, Facts.Now, Facts.Room)) return true;
        if (next is null || next.Start >= due) return false;
        if (policy.HasRoom(next, next.Start, Facts.Room)) return true;
        foreach (var window in Facts.WindowsUntil(due))
        {
            if (window.Start > Facts.Now && window.Start < due && policy.HasRoom(window, window.Start, Facts.Room)) return true;
        }

        return false;
    }
}
