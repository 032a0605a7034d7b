using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>What laying steps out needs to know of a patch, small enough for millions.</summary>
internal struct PlanPatch
{
    /// <summary>Its place in the host's list.</summary>
    public int Index;

    public PatchSeverity Severity;

    /// <summary>What only a person can change, or the store that could not be read; null where nothing of it is so.</summary>
    public ReasonCode? Blocked;

    public bool IsEmergency;

    public bool IsBehind;

    /// <summary>Whether a deferral, and not an age, is what ends last.</summary>
    public bool WaitsForDeferral;

    /// <summary>From when on it may be applied.</summary>
    public long Ready;

    /// <summary>From when on it may not any more, because its approval has ended.</summary>
    public long Until;

    /// <summary>From when on it may be applied again, without the approval.</summary>
    public long Again;

    /// <summary>Its deadline; <see cref="PlanTime.Never"/> for none, and 0 for one that is over at any rate.</summary>
    public long Deadline;

    /// <summary>Until when an emergency may wait for a window.</summary>
    public long Due;

    /// <summary>When the later of its age and its deferral ends: before that it applies only because a limit overrides them.</summary>
    public long HoldEnds;

    /// <summary>The same once its approval has ended.</summary>
    public long HoldEndsAgain;

    public readonly bool IsReady(long moment) => (moment >= Ready && moment < Until) || moment >= Again;

    /// <summary>The first moment, not before another, at which it is ready.</summary>
    public readonly long NextReady(long moment) =>
        IsReady(moment) ? moment : moment < Ready && Ready < Until ? Ready : Again;

    /// <summary>Why it applies at a moment at which it does, in a window or at once by its policy.</summary>
    public readonly ReasonCode ReasonAt(long moment) => moment >= (moment < Until ? HoldEnds : HoldEndsAgain) || !(IsBehind || moment >= Deadline) ? ReasonCode.Apply
        : IsBehind ? ReasonCode.BehindLimit
        : ReasonCode.DeadlinePassed;

    public static PlanPatch Of(CompiledPolicy policy, PlanHost host, int index, DateTimeOffset from)
    {
        var patch = host.Patches[index];
        var deferral = host.DeferralOf(patch) is { } d && d.Until > from ? d : null;
        var approval = host.ApprovalOf(patch) is { } a && !(a.Until <= from) ? a : null;
        var earlier = host.Earlier(patch);
        var standing = PatchStanding.Of(policy, patch, deferral, approval, earlier);
        var item = new PlanPatch
        {
            Index = index,
            Severity = patch.Severity,
            Blocked = standing.Blocked ?? (host.DeferralUnknown ? ReasonCode.Deferred : null),
            IsEmergency = standing.IsEmergency,
            IsBehind = standing.IsBehind,
            Ready = PlanTime.NotBefore(standing.ReadyAt),
            Until = PlanTime.Never,
            Again = PlanTime.Never,
            Deadline = standing.Deadline is { } deadline ? PlanTime.Exact(deadline) : PlanTime.Never,
            Due = standing.EmergencyDue is { } due ? PlanTime.Exact(due) : PlanTime.Never,
        };
        item.WaitsForDeferral = standing.DeferredUntil is not null && (standing.RipeAt is null || standing.DeferredUntil >= standing.RipeAt);
        item.HoldEnds = item.HoldEndsAgain = HoldOf(standing);
        if (approval?.Until is { } until) item.EndApproval(PatchStanding.Of(policy, patch, deferral, null, earlier), until);
        return item;
    }

    private static long HoldOf(PatchStanding standing)
    {
        var (ripe, deferred) = (standing.RipeAt ?? DateTimeOffset.MinValue, standing.DeferredUntil ?? DateTimeOffset.MinValue);
        return PlanTime.Exact(ripe > deferred ? ripe : deferred);
    }

    // What was said of it ends by itself, and the policy's own word holds again.
    private void EndApproval(PatchStanding after, DateTimeOffset end)
    {
        var at = PlanTime.NotBefore(end);
        var again = after.Blocked is null ? Math.Max(at, PlanTime.NotBefore(after.ReadyAt)) : PlanTime.Never;
        if (Blocked is null)
        {
            (Until, Again, HoldEndsAgain) = (PlanTime.Exact(end), again, HoldOf(after));
        }
        else if (Blocked == ReasonCode.Denied && after.Blocked is null)
        {
            (Blocked, Ready, HoldEnds) = (null, again, HoldOf(after));
        }
    }
}
