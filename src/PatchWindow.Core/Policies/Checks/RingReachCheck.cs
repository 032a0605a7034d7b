namespace PatchWindow.Core.Policies.Checks;

/// <summary>Rings that no host is in.</summary>
internal sealed class RingReachCheck : IPolicyCheck
{
    private const string Code = "RingUnreachable";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        // A policy that writes no rings has one of every host.
        var (rollout, rings) = (tested.Policy.Rollout, tested.Policy.Rollout.Source.Rings);
        if (rings.Count == 0) yield break;
        var members = new int[rings.Count];
        foreach (var host in tested.Hosts ?? [])
        {
            if (rollout.RingOf(host) is >= 0 and var ring) members[ring]++;
        }

        for (var i = 0; i < rings.Count; i++)
        {
            if (rings.FindIndex(IsEverything) is >= 0 and var all && all < i)
            {
                yield return Say(i, FindingSeverity.Error,
                    $"No host ever comes to the ring '{rings[i].Name}': '{rings[all].Name}' before it takes every host.",
                    $"Put '{rings[all].Name}' last, or give it \"targets\".");
            }
            else if (tested.Hosts is { Count: > 0 } hosts && members[i] == 0)
            {
                var matches = hosts.Count(rollout.Rings[i].Targets.Matches);
                yield return Say(i, FindingSeverity.Warning,
                    $"None of the policy's {Names.Count(hosts.Count, "host")} is in the ring '{rings[i].Name}': "
                        + (matches > 0
                            ? $"the {Names.Count(matches, "host")} that its targets match {(matches == 1 ? "is" : "are")} in rings before it."
                            : $"its targets '{rings[i].Targets}' match none."),
                    matches > 0 ? "Put it before the ring that takes them." : "Correct its targets, or give a host the tag that they ask for.");
            }
        }
    }

    private static bool IsEverything(Ring ring) => ring.Targets.Trim() is "" or "*";

    private static Finding Say(int index, FindingSeverity severity, string message, string suggestion) => new()
    {
        Code = Code, Severity = severity, Path = $"rollout:rings:{index}", Message = message, Suggestion = suggestion,
    };
}
