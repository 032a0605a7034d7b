using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Policies.Checks;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Policies;

/// <summary>Tells what is wrong, or probably not meant, with policies of the configuration and with policies in hand.</summary>
public sealed class PolicyTestService(Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, IClock clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366 * 20);

    /// <summary>Tests configured policies, with all that reading them has found.</summary>
    public Outcome<PolicyTestReport> Test(PolicyTestRequest request)
    {
        if (Misdated(request) is { } misdated) return misdated;
        var (whole, problems) = (configuration.Value.Policies, new List<Finding>());
        var names = whole.Select(p => p.Name).Concat(configuration.Value.FaultyPolicies.Select(p => p.Name)).ToList();
        var asked = new HashSet<string>(
            PatchConfiguration.Select(names, n => n, request.Policies, "policy", "PolicyNotFound", problems), StringComparer.OrdinalIgnoreCase);

        // What is wrong with a file or a host is no policy's, and may be why one has none.
        var findings = configuration.Value.Findings.Where(f => f.Policy is null || asked.Contains(f.Policy) || !names.Contains(f.Policy, StringComparer.OrdinalIgnoreCase)).ToList();
        var hosts = Claims();
        var own = HostsOf(hosts);
        foreach (var policy in whole.Where(p => asked.Contains(p.Name)))
            findings.AddRange(Check(policy, own.TryGetValue(policy, out var its) ? its : [], request).Select(Placed));
        findings.AddRange(PolicyChecks.Of(new TestedFleet(hosts, asked, IsWhole: request.Policies.Count == 0)).Select(Placed));
        return PolicyTestReport.Of(request, findings, problems, asked.Count);
    }

    /// <summary>Tests policies in hand; of the configuration only its hosts count.</summary>
    public Outcome<PolicyTestReport> Test(IReadOnlyList<Policy> policies, PolicyTestRequest request)
    {
        if (Misdated(request) is { } misdated) return misdated;
        var findings = configuration.Value.Findings.Where(PatchConfiguration.IsFileFault).ToList();
        var compiled = new List<CompiledPolicy>();
        foreach (var policy in policies)
        {
            if (PolicyInHand.Compile(policy, findings) is { } its) compiled.Add(its);
        }

        // A configuration that lists no hosts does not say that there are none.
        var known = configuration.Value.ListsHosts ? inventory.Value.All : null;
        var hosts = (known ?? []).Select(h => new ClaimedHost(h, new HostPolicy([.. compiled.Where(p => p.Targets.Matches(h))], []))).ToList();
        var own = HostsOf(hosts);
        foreach (var policy in compiled)
        {
            var targeted = known is null ? null : own.TryGetValue(policy, out var its) ? its : [];
            findings.AddRange(Check(policy, targeted, request).Select(f => PolicyInHand.Placed(f, policy.Name)));
        }

        findings.AddRange(PolicyChecks.Of(new TestedFleet(hosts, [.. compiled.Select(p => p.Name)], IsWhole: false)).Select(f => PolicyInHand.Placed(f, f.Policy ?? "")));
        return PolicyTestReport.Of(request, findings, [], policies.Count);
    }

    private IEnumerable<Finding> Check(CompiledPolicy policy, IReadOnlyList<ManagedHost>? hosts, PolicyTestRequest request)
    {
        var from = request.From is { } given ? Instant.FromDateTimeOffset(given) : clock.GetCurrentInstant();
        return PolicyChecks.Of(new TestedPolicy(policy, hosts, HostZone.Of, from, from + Duration.FromTimeSpan(request.For)));
    }

    // The inventory has asked every policy about every host. In a large fleet nobody waits for it twice.
    private List<ClaimedHost> Claims()
    {
        var whole = configuration.Value.Policies.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var faulty = configuration.Value.FaultyPolicies.ToLookup(p => p.Name, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. inventory.Value.All.Select(h => new ClaimedHost(h, new HostPolicy(
                [.. h.Policies.Where(whole.ContainsKey).Select(n => whole[n])],
                [.. h.Policies.Where(n => !whole.ContainsKey(n)).SelectMany(n => faulty[n])]))),
        ];
    }

    private static Dictionary<CompiledPolicy, List<ManagedHost>> HostsOf(List<ClaimedHost> hosts)
    {
        var own = new Dictionary<CompiledPolicy, List<ManagedHost>>();
        foreach (var claimed in hosts)
        {
            foreach (var policy in claimed.Its.Whole)
            {
                if (!own.TryGetValue(policy, out var its)) own.Add(policy, its = []);
                its.Add(claimed.Host);
            }
        }

        return own;
    }

    private Finding Placed(Finding finding) => finding with { Path = configuration.Value.PlaceOf(finding.Path ?? "") };

    private static Finding? Misdated(PolicyTestRequest request)
    {
        if (request.For > TimeSpan.Zero && request.For <= Longest && (request.From?.Year ?? 1) < 9900) return null;
        return new Finding
        {
            Code = "RangeInvalid",
            Kind = FindingKind.InvalidArgument,
            Message = $"Policies cannot be tested for {DurationText.Format(request.For)}{(request.From is { } from ? " from " + MomentText.Format(from) : "")}.",
            Suggestion = $"Give a -For of more than nothing and at most {Longest.Days}d, and a -From before the year 9900.",
        };
    }
}
