using NodaTime;
using PatchWindow.Core.Advisories;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Decisions;

/// <summary>Puts patches off and takes them up again, within the limits of the host's policy.</summary>
public sealed class DeferralService(Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IClock clock)
{
    // A deferral ends by itself. What is put off for longer than this is meant for good, and is a policy's to say.
    private const int MostDays = 3650;

    private static readonly PatchWord Word = new("deferral", "deferred", "why it has to wait");

    /// <summary>The moment so long from now; the end of time where it would be beyond it, which <see cref="Plan"/> refuses.</summary>
    public DateTimeOffset After(TimeSpan duration)
    {
        var now = Now;
        if (duration > DateTimeOffset.MaxValue - now) return DateTimeOffset.MaxValue;
        return duration < DateTimeOffset.MinValue - now ? DateTimeOffset.MinValue : now + duration;
    }

    /// <summary>Checks a deferral and returns what would be stored, changing nothing; a problem says what forbids it.</summary>
    /// <exception cref="StoreException">The store cannot be read, or nothing can be written to it.</exception>
    public Outcome<Deferral> Plan(PendingPatch patch, DateTimeOffset until, string reason, string? by)
    {
        var now = Now;
        if (Word.FaultOf(patch, until, reason, now) is { } fault) return fault;
        if (!inventory.Value.Find(patch.Host).TryGet(out var host, out var unknown))
            return Word.Refuse(patch, unknown.Code, unknown.Kind, unknown.Message, unknown.Suggestion);

        var its = inventory.Value.PolicyOf(host);
        if (DecisionMaker.DecideUncertain(host, its, now) is { } uncertain)
        {
            return Word.Refuse(patch, uncertain.Reason.ToString(), FindingKind.InvalidOperation,
                $"It is not certain which policy limits it: {uncertain.Message}.", "Nothing is applied on the host until then.");
        }

        var policy = its.Policy;
        var limit = policy?.Source.Defer;
        if (limit?.MaxDays is { } days && (until - now).TotalDays > days)
        {
            return Word.Refuse(patch, "DeferralTooLong", FindingKind.LimitsExceeded,
                $"The policy '{policy!.Name}' lets a patch wait {days} days at most, until {MomentText.Format(now.AddDays(days))}.",
                $"Defer it for {days} days or less, or change the policy's defer.maxDays.");
        }

        if ((until - now).TotalDays > MostDays)
        {
            return Word.Refuse(patch, "DeferralTooLong", FindingKind.LimitsExceeded,
                $"A patch can wait {MostDays} days at most, until {MomentText.Format(now.AddDays(MostDays))}.",
                "Defer it for less; what is never to be applied belongs in the policy's approve.exclude.");
        }

        if (policy is not null && PastLimit(policy, host, patch, until, now) is { } past) return past;

        // Before -WhatIf says that it would be done.
        if (store.Value.WriteRefusal is { } refusal) throw new StoreException(refusal);
        var planned = new Deferral
        {
            Host = host.Name,
            Name = patch.Name,
            Version = patch.Version,
            Policy = policy?.Name,
            Created = now,
            Until = until,
            Reason = reason,
            By = by ?? Author.Current,
        };
        if (TooOften(planned, store.Value.Deferrals(now)) is { } tooOften) return tooOften;
        return planned;
    }

    /// <summary>Stores a planned deferral; a problem when others have used up the policy's limit since.</summary>
    public Outcome<Deferral> Commit(Deferral planned) => store.Value.AddDeferral(planned, all => TooOften(planned, all));

    /// <summary>The deferrals that hold now; all there ever were with <paramref name="all"/>.</summary>
    public IEnumerable<Deferral> List(bool all) =>
        store.Value.Deferrals(clock.GetCurrentInstant().ToDateTimeOffset()).Where(d => all || d.State == DeferralState.Active);

    /// <summary>The deferral that holds for a patch, to be ended; a problem where none does.</summary>
    /// <exception cref="StoreException">The store cannot be read, or nothing can be written to it.</exception>
    public Outcome<Deferral> Find(string host, string name, string? version)
    {
        if (HasWildcard(host) || HasWildcard(name))
        {
            return new Finding
            {
                Code = "PatchNameInvalid",
                Kind = FindingKind.InvalidArgument,
                HostName = host,
                Path = $"{host} {name}",
                Message = $"'{(HasWildcard(host) ? host : name)}' has a wildcard, and a deferral is ended by the full names of its host and package.",
                Suggestion = $"Get-PatchDeferral {host} {name} | Resume-PendingPatch ends all that match.",
            };
        }

        var found = List(all: false).FirstOrDefault(d => string.Equals(d.Host, host, StringComparison.OrdinalIgnoreCase)
            && d.Name == name && (version is null || d.Version == version));
        if (found is not null) return store.Value.WriteRefusal is { } refusal ? throw new StoreException(refusal) : found;
        return new Finding
        {
            Code = "DeferralNotFound",
            Kind = FindingKind.ObjectNotFound,
            HostName = host,
            Path = $"{host} {name}",
            Message = $"The patch '{name}' on '{host}' is not deferred.",
            Suggestion = "Get-PatchDeferral lists what is.",
        };
    }

    /// <summary>Ends a deferral before its time.</summary>
    public Outcome<Deferral> Resume(long id, string? by) =>
        store.Value.ResumeDeferral(id, by ?? Author.Current, clock.GetCurrentInstant().ToDateTimeOffset());

    /// <summary>Now, by this session's clock.</summary>
    public DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();

    private Finding? TooOften(Deferral planned, IReadOnlyList<Deferral> all)
    {
        if (!inventory.Value.Find(planned.Host).TryGet(out var host, out _)) return null;
        if (inventory.Value.PolicyOf(host).Policy is not { Source.Defer.MaxTimes: { } most } policy) return null;
        var times = all.Count(d => string.Equals(d.Host, planned.Host, StringComparison.OrdinalIgnoreCase)
            && d.Name == planned.Name && d.Version == planned.Version);
        return times < most ? null : Word.Refuse(
            new PendingPatch { Host = planned.Host, Name = planned.Name, Version = planned.Version }, "DeferralTooOften", FindingKind.LimitsExceeded,
            $"It has been deferred {times} times, and the policy '{policy.Name}' allows {most}.",
            "Let it be applied, or change the policy's defer.maxTimes.");
    }

    // What was seen of the patch counts, and not what the object at hand says: that may be old, or made by hand.
    private Finding? PastLimit(CompiledPolicy policy, ManagedHost host, PendingPatch patch, DateTimeOffset until, DateTimeOffset now)
    {
        if (policy.Source is { Deadlines: null, Emergency: null, Defer.MaxBehind: null }) return null;
        var history = new SightingHistory(store.Value.Sight(host.Name, [], now));
        var known = history.Complete(new AdvisoryKnowledge(configuration.Value.Advisories).Complete(history.Recall(patch)));
        var standing = PatchStanding.Of(policy, known, null, null, history.Earlier(known));
        if (standing.IsBehind)
        {
            return Word.Refuse(patch, "DeferralBehindLimit", FindingKind.LimitsExceeded,
                $"The host is {known.PatchesBehind} released versions behind, and the policy '{policy.Name}' allows {policy.Source.Defer!.MaxBehind}: a deferral would not hold.",
                "Let it be applied, deny it with Deny-PendingPatch, or change the policy's defer.maxBehind.");
        }

        if (standing.Deadline is not { } deadline || until <= deadline) return null;
        return deadline <= now
            ? Word.Refuse(patch, "DeferralPastDeadline", FindingKind.LimitsExceeded,
                $"Its deadline by the policy '{policy.Name}' has passed{(deadline > DateTimeOffset.MinValue ? " " + MomentText.Format(deadline.ToOffset(now.Offset)) : "")}: a deferral would not hold.",
                "Let it be applied, deny it with Deny-PendingPatch, or change the policy.")
            : Word.Refuse(patch, "DeferralPastDeadline", FindingKind.LimitsExceeded,
                $"Its deadline by the policy '{policy.Name}' is {MomentText.Format(deadline.ToOffset(now.Offset))}.",
                $"Defer it for {DurationText.FormatRough(deadline - now)} or less, or change the policy.");
    }

    private static bool HasWildcard(string text) => text.IndexOfAny(['*', '?']) >= 0;
}
