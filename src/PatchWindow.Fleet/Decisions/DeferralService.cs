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

    /// <summary>Checks a deferral and returns what would be stored, changing nothing; a problem says what forbids it.</summary>
    public Outcome<Deferral> Plan(PendingPatch patch, DateTimeOffset until, string reason, string? by)
    {
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        if (string.IsNullOrWhiteSpace(reason))
        {
            return Refuse("ReasonMissing", FindingKind.InvalidArgument, patch,
                "A deferral needs a reason.", "Say why it has to wait.");
        }

        if (until <= now)
        {
            return Refuse("DeferralInThePast", FindingKind.InvalidArgument, patch,
                $"{until:yyyy-MM-dd HH:mm zzz} is over already.", "Give a moment in the future.");
        }

        if (!inventory.Value.Find(patch.Host).TryGet(out var host, out var unknown))
            return Refuse(unknown.Code, unknown.Kind, patch, unknown.Message, unknown.Suggestion!);

        var its = inventory.Value.PolicyOf(host);
        if (DecisionMaker.DecideUncertain(host, its, now) is { } uncertain)
        {
            return Refuse(uncertain.Reason.ToString(), FindingKind.InvalidOperation, patch,
                $"It is not certain which policy limits it: {uncertain.Message}.", "Nothing is applied on the host until then.");
        }

        var policy = its.Policy;
        var limit = policy?.Source.Defer;
        if (limit?.MaxDays is { } days && until > now.AddDays(days))
        {
            return Refuse("DeferralTooLong", FindingKind.LimitsExceeded, patch,
                $"The policy '{policy!.Name}' lets a patch wait {days} days at most, until {now.AddDays(days):yyyy-MM-dd HH:mm zzz}.",
                $"Defer it for {days} days or less, or change the policy's defer.maxDays.");
        }

        var times = store.Value.Deferrals(now).Count(d =>
            string.Equals(d.Host, host.Name, StringComparison.OrdinalIgnoreCase) && d.Name == patch.Name && d.Version == patch.Version);
        if (limit?.MaxTimes is { } most && times >= most)
        {
            return Refuse("DeferralTooOften", FindingKind.LimitsExceeded, patch,
                $"It has been deferred {times} times, and the policy '{policy!.Name}' allows {most}.",
                "Let it be applied, or change the policy's defer.maxTimes.");
        }

        return new Deferral
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
    }

    /// <summary>Stores a planned deferral.</summary>
    public Deferral Commit(Deferral planned) => store.Value.AddDeferral(planned);

    /// <summary>The deferrals that hold now; all there ever were with <paramref name="all"/>.</summary>
    public IEnumerable<Deferral> List(bool all) =>
        store.Value.Deferrals(clock.GetCurrentInstant().ToDateTimeOffset()).Where(d => all || d.State == DeferralState.Active);

    /// <summary>The deferral that holds for a patch; a problem where none does.</summary>
    public Outcome<Deferral> Find(string host, string name, string? version)
    {
        var found = List(all: false).FirstOrDefault(d => string.Equals(d.Host, host, StringComparison.OrdinalIgnoreCase)
            && d.Name == name && (version is null || d.Version == version));
        if (found is not null) return found;
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

    private static Finding Refuse(string code, FindingKind kind, PendingPatch patch, string reason, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = patch.Host,
        Path = patch.ToString(),
        Message = $"'{patch.Name}' on '{patch.Host}' was not deferred. {reason}",
        Suggestion = suggestion,
    };
}
