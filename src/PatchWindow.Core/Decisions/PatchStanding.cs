using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Decisions;

/// <summary>
/// What a policy and people say of one patch on one host, whatever the time of day. Computed once and without allocation, so
/// that a plan can ask it of millions.
/// </summary>
public readonly record struct PatchStanding
{
    private PatchStanding(DateTimeOffset readyAt) => ReadyAt = readyAt;

    /// <summary>What only a person can change: Excluded, Denied, HeldBack or NotApproved; null where nothing of it is so.</summary>
    public ReasonCode? Blocked { get; private init; }

    /// <summary>When it is old enough; null where the policy asks for no age, MaxValue where its age is not known.</summary>
    public DateTimeOffset? RipeAt { get; private init; }

    /// <summary>When its deferral ends; null where it has none.</summary>
    public DateTimeOffset? DeferredUntil { get; private init; }

    /// <summary>The moment by which it is to be applied: the policy's deadline, or of an emergency the end of its time; null for none.</summary>
    public DateTimeOffset? Deadline { get; private init; }

    /// <summary>Whether the policy calls it an emergency.</summary>
    public bool IsEmergency => EmergencyDue is not null;

    /// <summary>
    /// Until when an emergency may wait for a window; null where it is none. The policy's deadline does not shorten it: a deadline
    /// moves no window, and nothing is applied outside of one because of it.
    /// </summary>
    public DateTimeOffset? EmergencyDue { get; private init; }

    /// <summary>Whether the host is more released versions behind than the policy allows.</summary>
    public bool IsBehind { get; private init; }

    /// <summary>The moment from which on it waits for nothing but a window: neither for an age nor for the end of a deferral.</summary>
    public DateTimeOffset ReadyAt { get; }

    /// <summary>Whether age and deferral no longer hold at a moment.</summary>
    public bool IsOverridden(DateTimeOffset now) => IsBehind || now >= Deadline;

    /// <summary>The standing of a patch.</summary>
    /// <param name="policy">The policy of the host.</param>
    /// <param name="patch">The patch; its FirstSeen is used where it has no release date.</param>
    /// <param name="deferral">The deferral that holds; null for none.</param>
    /// <param name="approval">The approval or denial that holds; null for none.</param>
    /// <param name="earlier">Earlier releases of the package that the host was offered and still lacks.</param>
    public static PatchStanding Of(
        CompiledPolicy policy, PendingPatch patch, Deferral? deferral, Approval? approval, IReadOnlyList<SeenRelease> earlier)
    {
        var isEmergency = policy.Emergency?.Matches(patch) == true;
        var needsNoRule = isEmergency || approval is { Verdict: ApprovalVerdict.Approved } || ApprovalRules.ByAdvisory(policy, patch) is not null;
        ReasonCode? blocked = ApprovalRules.Excluded(policy, patch.Name) is not null ? ReasonCode.Excluded
            : approval is { Verdict: ApprovalVerdict.Denied } ? ReasonCode.Denied
            : patch.HeldBack is not null ? ReasonCode.HeldBack
            : needsNoRule || ApprovalRules.Missing(policy, patch) is null ? null
            : ReasonCode.NotApproved;

        // What the policy itself does not apply has no deadline in it.
        var deadline = blocked is ReasonCode.Excluded or ReasonCode.NotApproved ? null : DeadlineOf(policy, patch, earlier);
        DateTimeOffset? due = isEmergency ? DueOf(policy.Source.Emergency!, patch) : null;
        if (blocked != ReasonCode.Excluded) deadline = Earlier(deadline, due);
        var isBehind = patch.PatchesBehind > policy.Source.Defer?.MaxBehind;
        var ripe = needsNoRule ? null : RipeOf(policy, patch);
        var ready = Later(ripe, deferral?.Until) ?? DateTimeOffset.MinValue;
        if (deadline < ready) ready = deadline.Value;
        return new PatchStanding(isBehind ? DateTimeOffset.MinValue : ready)
        {
            Blocked = blocked,
            RipeAt = ripe,
            DeferredUntil = deferral?.Until,
            Deadline = deadline,
            EmergencyDue = due,
            IsBehind = isBehind,
        };
    }

    // Of every release that the host still lacks the one with the earliest deadline counts: a newer release does not begin anew.
    private static DateTimeOffset? DeadlineOf(CompiledPolicy policy, PendingPatch patch, IReadOnlyList<SeenRelease> earlier)
    {
        if (policy.Source.Deadlines is not { } rule) return null;
        DateTimeOffset? deadline = null;
        if (rule.For(patch.Severity, patch.Classification) is { } time && (patch.Released ?? patch.FirstSeen) is { } born) deadline = After(born, time);
        var seen = patch.FirstSeen;
        for (var i = 0; i < earlier.Count; i++)
        {
            var release = earlier[i];
            seen = Earlier(seen, release.Seen);
            if (rule.For(release.Severity, release.Classification) is { } its) deadline = Earlier(deadline, After(release.Seen, its));
        }

        return deadline is { } given && seen is { } first ? Later(given, After(first, rule.Grace)) : deadline;
    }

    // Nobody knows how long one has been there that nobody could record.
    private static DateTimeOffset DueOf(EmergencyRule rule, PendingPatch patch) =>
        patch.FirstSeen is { } seen ? After(seen, rule.Within) : DateTimeOffset.MinValue;

    private static DateTimeOffset? RipeOf(CompiledPolicy policy, PendingPatch patch)
    {
        if (policy.Source.Approve is not { AfterDays: > 0 and var days }) return null;
        return (patch.Released ?? patch.FirstSeen) is { } born ? After(born, TimeSpan.FromDays(days)) : DateTimeOffset.MaxValue;
    }

    private static DateTimeOffset After(DateTimeOffset moment, TimeSpan time) =>
        time < DateTimeOffset.MaxValue - moment ? moment + time : DateTimeOffset.MaxValue;

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b ?? a : a;

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null || b > a ? b ?? a : a;
}
