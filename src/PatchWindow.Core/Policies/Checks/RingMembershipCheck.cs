namespace PatchWindow.Core.Policies.Checks;

/// <summary>Hosts that no ring takes, and that so are never patched.</summary>
internal sealed class RingMembershipCheck : IPolicyCheck
{
    private const string Code = "HostInNoRing";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        var outside = (tested.Hosts ?? []).Where(h => tested.Policy.Rollout.RingOf(h) < 0).ToList();
        if (outside.Count == 0) yield break;
        yield return new Finding
        {
            Code = Code,
            Path = "rollout:rings",
            HostName = outside.Count == 1 ? outside[0].Name : null,
            Message = $"{Names.Count(outside.Count, "host")} of the policy {(outside.Count == 1 ? "is" : "are")} in none of its rings and would never be patched: {Names.Of(outside)}.",
            Suggestion = "Add { \"name\": \"rest\" } as the last ring.",
        };
    }
}
