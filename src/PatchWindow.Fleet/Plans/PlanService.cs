using NodaTime;
using PatchWindow.Core.Advisories;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Planning;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Plans;

/// <summary>Plans what each host will get in which window.</summary>
public sealed class PlanService(Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, IHostStandings standings, IClock clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The hosts that match any of the names and whose policy matches any of the policies; none means all.</summary>
    /// <param name="hostNames">Names, with wildcards.</param>
    /// <param name="policies">Names of policies, with wildcards.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public IReadOnlyList<ManagedHost> Select(IReadOnlyList<string> hostNames, IReadOnlyList<string> policies, ICollection<Finding> problems)
    {
        var hosts = inventory.Value.Select(hostNames, problems);
        return policies.Count == 0 ? hosts : [.. hosts.Where(IsIn(policies, problems))];
    }

    /// <summary>Whether a host is in one of the policies.</summary>
    /// <param name="policies">Names of policies, with wildcards; none means all.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public Func<ManagedHost, bool> IsIn(IReadOnlyList<string> policies, ICollection<Finding> problems)
    {
        if (policies.Count == 0) return _ => true;
        var names = new HashSet<string>(configuration.Value.Select(policies, problems).Select(p => p.Name), StringComparer.OrdinalIgnoreCase);
        return host => inventory.Value.PolicyOf(host).Names.Any(names.Contains);
    }

    /// <summary>The plan; a problem where the stretch of time cannot be planned.</summary>
    /// <param name="hosts">The hosts, each once.</param>
    /// <param name="from">Its first moment; null is now.</param>
    /// <param name="length">How far it reaches.</param>
    /// <param name="notices">Receives what is worth knowing, such as that the store could not be read.</param>
    public Outcome<Plan> Make(IReadOnlyList<HostListing> hosts, DateTimeOffset? from, TimeSpan length, ICollection<Finding> notices)
    {
        if (length <= TimeSpan.Zero || length > Longest)
        {
            return new Finding
            {
                Code = "PlanLengthInvalid",
                Kind = FindingKind.InvalidArgument,
                Path = "For",
                Message = $"A plan reaches from a moment to {DurationText.Format(Longest)} ahead, and not {DurationText.Format(length)}.",
                Suggestion = "Write, for instance, -For 30d.",
            };
        }

        // On a whole second, as all of the plan is.
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var begin = from ?? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        if (begin > DateTimeOffset.MaxValue - Longest - Longest) begin = DateTimeOffset.MaxValue - Longest - Longest;
        var standing = standings.Read(begin, notices);
        var knowledge = new AdvisoryKnowledge(configuration.Value.Advisories);
        var planned = new HashSet<string>(hosts.Select(h => h.Host.Name), StringComparer.OrdinalIgnoreCase);
        return Planner.Make(new PlanRequest(begin, begin + length, [.. hosts.Select(h => ToPlan(h, standing(h.Host.Name), knowledge))])
        {
            Others = [.. inventory.Value.All.Where(h => !planned.Contains(h.Name)).Select(h => (h, inventory.Value.PolicyOf(h).Policy!)).Where(h => h.Item2 is not null)],
        });
    }

    /// <summary>The plan as JSON.</summary>
    public static string Write(Plan plan) => PlanJson.Write(plan);

    // Patches may have been listed long ago, or by a script: what is known of them now counts, as where they are listed.
    private PlanHost ToPlan(HostListing listed, HostStanding standing, AdvisoryKnowledge knowledge) => new(
        listed.Host, inventory.Value.PolicyOf(listed.Host), HostZone.Of(listed.Host),
        [.. listed.Patches.Select(p => standing.History.Complete(knowledge.Complete(p)))])
    {
        Deferrals = standing.Deferrals, Approvals = standing.Approvals, Earlier = standing.History.Earlier,
        DeferralUnknown = standing.IsUnknown, Unreachable = listed.Unreachable,
    };
}
