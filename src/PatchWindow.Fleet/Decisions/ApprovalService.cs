using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Decisions;

/// <summary>Approves and denies patches by a person's word, which stands above the policy's approval rule.</summary>
public sealed class ApprovalService(Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IClock clock)
{
    private static readonly PatchWord Approve = new("approval", "approved", "why it may be applied");

    private static readonly PatchWord Deny = new("denial", "denied", "why it may not be applied");

    /// <summary>Checks an approval or a denial and returns what would be stored, changing nothing; a problem says what forbids it.</summary>
    /// <param name="verdict">Which of the two.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="until">When it ends by itself; null never.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who says it; null for the account that runs the command.</param>
    /// <exception cref="StoreException">Nothing can be written to the store.</exception>
    public Outcome<Approval> Plan(ApprovalVerdict verdict, PendingPatch patch, DateTimeOffset? until, string reason, string? by)
    {
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var word = verdict == ApprovalVerdict.Approved ? Approve : Deny;
        if (word.FaultOf(patch, until, reason, now) is { } fault) return fault;
        if (!inventory.Value.Find(patch.Host).TryGet(out var host, out var unknown))
            return word.Refuse(patch, unknown.Code, unknown.Kind, unknown.Message, unknown.Suggestion);
        var its = inventory.Value.PolicyOf(host);
        if (verdict == ApprovalVerdict.Approved && Without(its, host, patch, now) is { } without) return without;

        // Before -WhatIf says that it would be done.
        if (store.Value.WriteRefusal is { } refusal) throw new StoreException(refusal);
        return new Approval
        {
            Host = host.Name,
            Name = patch.Name,
            Version = patch.Version,
            Verdict = verdict,
            Policy = its.Policy?.Name,
            Created = now,
            Until = until,
            Reason = reason,
            By = by ?? Author.Current,
        };
    }

    /// <summary>Stores a planned approval or denial.</summary>
    public Approval Commit(Approval planned) => store.Value.AddApproval(planned);

    /// <summary>The approvals and denials that hold now; all there ever were with <paramref name="all"/>.</summary>
    public IEnumerable<Approval> List(bool all) =>
        store.Value.Approvals(clock.GetCurrentInstant().ToDateTimeOffset()).Where(a => all || a.State == ApprovalState.Active);

    /// <summary>Takes an approval or a denial back; then the policy's rule decides again.</summary>
    /// <exception cref="StoreException">Nothing can be written to the store.</exception>
    public Outcome<Approval> Withdraw(long id, string? by) =>
        store.Value.WithdrawApproval(id, by ?? Author.Current, clock.GetCurrentInstant().ToDateTimeOffset());

    /// <summary>Why nothing can be written to the store; nothing happens where it can.</summary>
    /// <exception cref="StoreException">Nothing can be.</exception>
    public void RequireWriting()
    {
        if (store.Value.WriteRefusal is { } refusal) throw new StoreException(refusal);
    }

    // An approval that changes nothing would be taken for one that does.
    private static Finding? Without(HostPolicy its, ManagedHost host, PendingPatch patch, DateTimeOffset now)
    {
        if (DecisionMaker.DecideUncertain(host, its, now) is { } uncertain)
        {
            return Approve.Refuse(patch, uncertain.Reason.ToString(), FindingKind.InvalidOperation,
                $"It is not certain which policy decides: {uncertain.Message}.", "Nothing is applied on the host until then.");
        }

        if (its.Policy is null)
        {
            return Approve.Refuse(patch, "ApprovalWithoutEffect", FindingKind.InvalidOperation,
                $"No policy's targets match the host '{host.Name}', so nothing is applied there, approved or not.",
                "Give the host a policy first; Test-PatchPolicy lists hosts without one.");
        }

        return its.Policy.Source.Approve?.Exclude.FirstOrDefault(p => PackagePattern.Matches(p, patch.Name)) is { } pattern
            ? Approve.Refuse(patch, "ApprovalWithoutEffect", FindingKind.InvalidOperation,
                $"The policy '{its.Policy.Name}' excludes '{pattern}', and an approval does not change that.",
                "Take it out of the policy's approve.exclude, or install it by hand on the host.")
            : null;
    }
}
