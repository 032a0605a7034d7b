namespace PatchWindow.Core.Policies.Checks;

/// <summary>Hosts in no policy.</summary>
internal sealed class HostWithoutPolicyCheck : IFleetCheck
{
    private const string Code = "HostWithoutPolicy";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedFleet fleet)
    {
        // Where there is no policy at all that is what is to be said.
        if (!fleet.IsWhole || fleet.Asked.Count == 0) yield break;
        var hosts = fleet.Hosts.Where(h => h.Its.IsNone).Select(h => h.Host).ToList();
        if (hosts.Count == 0) yield break;
        yield return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Warning,
            HostName = hosts.Count == 1 ? hosts[0].Name : null,
            Path = "policies",
            Message = $"{Names.Count(hosts.Count, "host")} {(hosts.Count == 1 ? "is" : "are")} in no policy and never patched: {Names.Of(hosts)}.",
            Suggestion = "Widen a policy's \"targets\", or give the hosts the tag that one asks for. Get-PatchHost | Where-Object { -not $_.Policies } lists them all.",
        };
    }
}
