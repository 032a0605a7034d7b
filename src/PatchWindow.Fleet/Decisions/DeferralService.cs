using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Decisions;

/// <summary>Puts patches off and takes them up again, within the limits of the host's policy.</summary>
public sealed class DeferralService(Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IClock clock)
{
    // A deferral ends by itself. What is put off for longer than this is meant for good, and is a policy's to say.
    private const int MostDays = 3650;

    /// <summary>
    /// Who acts, unless told otherwise: the account and the machine it is on. Behind sudo it is the person who typed it,
    /// <c>alice (sudo) @web01</c>, because everyone there is root; an account other than root is named too.
    /// </summary>
    public static string CurrentUser
    {
        get
        {
            var account = Environment.UserName;
            var person = Environment.GetEnvironmentVariable("SUDO_USER") ?? "";
            return person.Length == 0 || person == account
                ? account + "@" + Environment.MachineName
                : $"{Quoted.Line(person)} (sudo{(account == "root" ? "" : " to " + account)}) @{Environment.MachineName}";
        }
    }

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
        if (IsNoName(patch.Name) || IsNoName(patch.Version))
        {
            return Refuse("PatchNameInvalid", FindingKind.InvalidArgument, patch.Host, patch.Name, patch.Version,
                "A deferral is for one version of one package, both by their full names.", "Pipe in what Get-PendingPatch writes.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refuse("ReasonMissing", FindingKind.InvalidArgument, patch.Host, patch.Name, patch.Version,
                "A deferral needs a reason.", "Say why it has to wait.");
        }

        if (until <= now)
        {
            return Refuse("DeferralInThePast", FindingKind.InvalidArgument, patch.Host, patch.Name, patch.Version,
                $"{MomentText.Format(until)} is over already.", "Give a moment in the future.");
        }

        if (!inventory.Value.Find(patch.Host).TryGet(out var host, out var unknown))
            return Refuse(unknown.Code, unknown.Kind, patch.Host, patch.Name, patch.Version, unknown.Message, unknown.Suggestion!);

        var its = inventory.Value.PolicyOf(host);
        if (DecisionMaker.DecideUncertain(host, its, now) is { } uncertain)
        {
            return Refuse(uncertain.Reason.ToString(), FindingKind.InvalidOperation, patch.Host, patch.Name, patch.Version,
                $"It is not certain which policy limits it: {uncertain.Message}.", "Nothing is applied on the host until then.");
        }

        var policy = its.Policy;
        var limit = policy?.Source.Defer;
        if (limit?.MaxDays is { } days && (until - now).TotalDays > days)
        {
            return Refuse("DeferralTooLong", FindingKind.LimitsExceeded, patch.Host, patch.Name, patch.Version,
                $"The policy '{policy!.Name}' lets a patch wait {days} days at most, until {MomentText.Format(now.AddDays(days))}.",
                $"Defer it for {days} days or less, or change the policy's defer.maxDays.");
        }

        if ((until - now).TotalDays > MostDays)
        {
            return Refuse("DeferralTooLong", FindingKind.LimitsExceeded, patch.Host, patch.Name, patch.Version,
                $"A patch can wait {MostDays} days at most, until {MomentText.Format(now.AddDays(MostDays))}.",
                "Defer it for less; what is never to be applied belongs in the policy's approve.exclude.");
        }

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
            By = by ?? CurrentUser,
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
        store.Value.ResumeDeferral(id, by ?? CurrentUser, clock.GetCurrentInstant().ToDateTimeOffset());

    /// <summary>Now, by this session's clock.</summary>
    public DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();

    private Finding? TooOften(Deferral planned, IReadOnlyList<Deferral> all)
    {
        if (!inventory.Value.Find(planned.Host).TryGet(out var host, out _)) return null;
        if (inventory.Value.PolicyOf(host).Policy is not { Source.Defer.MaxTimes: { } most } policy) return null;
        var times = all.Count(d => string.Equals(d.Host, planned.Host, StringComparison.OrdinalIgnoreCase)
            && d.Name == planned.Name && d.Version == planned.Version);
        return times < most ? null : Refuse(
            "DeferralTooOften", FindingKind.LimitsExceeded, planned.Host, planned.Name, planned.Version,
            $"It has been deferred {times} times, and the policy '{policy.Name}' allows {most}.",
            "Let it be applied, or change the policy's defer.maxTimes.");
    }

    private static bool IsNoName(string text) => string.IsNullOrWhiteSpace(text) || HasWildcard(text);

    private static bool HasWildcard(string text) => text.IndexOfAny(['*', '?']) >= 0;


    private static Finding Refuse(
        string code, FindingKind kind, string host, string name, string version, string reason, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host,
        Path = $"{host} {name} {version}".TrimEnd(),
        Message = $"'{name}' on '{host}' was not deferred. {reason}",
        Suggestion = suggestion,
    };
}
