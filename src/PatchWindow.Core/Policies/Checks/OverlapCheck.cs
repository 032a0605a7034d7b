namespace PatchWindow.Core.Policies.Checks;

/// <summary>Hosts that several policies claim, so that none decides and nothing is applied there.</summary>
internal sealed class OverlapCheck : IFleetCheck
{
    private const string Code = "PoliciesOverlap";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedFleet fleet)
    {
        var asked = new HashSet<string>(fleet.Asked, StringComparer.OrdinalIgnoreCase);
        var shared = fleet.Hosts
            .Where(h => h.Its.Whole.Count > 1 && h.Its.Whole.Any(p => asked.Contains(p.Name)))
            .GroupBy(h => string.Join("\n", h.Its.Whole.Select(p => p.Name)), StringComparer.Ordinal);
        foreach (var group in shared)
        {
            var policies = group.First().Its.Whole;
            var hosts = group.Select(h => h.Host).ToList();
            var (first, second) = (policies[0], policies[1]);
            yield return new Finding
            {
                Code = Code,
                Policy = policies.First(p => asked.Contains(p.Name)).Name,
                HostName = hosts.Count == 1 ? hosts[0].Name : null,
                Path = $"policies:{policies.First(p => asked.Contains(p.Name)).Name}:targets",
                Message = $"{Names.Count(hosts.Count, "host")} ({Names.Of(hosts)}) {(hosts.Count == 1 ? "is" : "are")} in {policies.Count} policies, "
                    + $"{Names.Quoted(policies.Select(p => p.Name))}: one must decide, and until it does nothing is applied there.",
                Suggestion = $"Write \"targets\": \"({second.Targets.Text}) and not ({first.Targets.Text})\" in '{second.Name}'"
                    + (policies.Count > 2 ? ", and so on." : ", or the other way round."),
            };
        }
    }
}
