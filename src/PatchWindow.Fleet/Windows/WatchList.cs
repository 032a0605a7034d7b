using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Windows;

/// <summary>
/// What is waited for, kept up with the configuration: a policy that has become faulty or is gone is not waited for as long as it
/// is so.
/// </summary>
/// <param name="session">What is asked for the policies of the configuration.</param>
public sealed class WatchList(PatchWindowSession session)
{
    private readonly List<WindowRequest> requests = [];
    private readonly List<WatchedPolicy> inHand = [];
    private readonly Dictionary<(string Policy, string? Host), bool> known = [];
    private List<WatchedPolicy> configured = [];
    private HashSet<Finding> problems = [];

    /// <summary>What is waited for now.</summary>
    public IReadOnlyList<WatchedPolicy> Policies => [.. inHand, .. configured];

    /// <summary>Whether there are others that were waited for and may be so again.</summary>
    public bool HasLost => known.ContainsValue(false);

    /// <summary>Adds policies of the configuration; what is wrong is returned.</summary>
    public IEnumerable<Finding> Add(WindowRequest request)
    {
        requests.Add(request);
        return AskAgain();
    }

    /// <summary>Adds what is no part of the configuration; what is wrong is returned.</summary>
    public IEnumerable<Finding> Add(IEnumerable<Outcome<WatchedPolicy>> policies)
    {
        var found = new List<Finding>();
        inHand.AddRange(Sort(policies, found));
        return found;
    }

    /// <summary>Asks the configuration again for what it was asked for; what is wrong now and was not before is returned.</summary>
    public IEnumerable<Finding> AskAgain()
    {
        var found = new List<Finding>();
        configured = Sort(requests.SelectMany(session.Windows.Watch), found);
        var lost = Compare();

        // That one is lost says all that its not being found, or being in doubt, would say.
        var news = found.Where(f => !problems.Contains(f) && !lost.Any(l => IsAbout(f, l))).ToList();
        problems = [.. found];
        return [.. news, .. lost.Select(l => Lost(l, found.Find(f => IsAbout(f, l))))];
    }

    private static List<WatchedPolicy> Sort(IEnumerable<Outcome<WatchedPolicy>> outcomes, List<Finding> found)
    {
        var policies = new List<WatchedPolicy>();
        foreach (var outcome in outcomes)
        {
            if (outcome.TryGet(out var policy, out var problem)) policies.Add(policy);
            else found.Add(problem);
        }

        return policies;
    }

    // Those that are lost since the last time.
    private List<(string Policy, string? Host)> Compare()
    {
        var now = new HashSet<(string, string?)>(configured.Select(c => (c.Name, c.HostName)));
        var lost = known.Where(k => k.Value && !now.Contains(k.Key)).Select(k => k.Key).ToList();
        foreach (var one in lost) known[one] = false;
        foreach (var one in now) known[one] = true;
        return lost;
    }

    private static bool IsAbout(Finding finding, (string Policy, string? Host) one) =>
        string.Equals(finding.Path, one.Host ?? one.Policy, StringComparison.OrdinalIgnoreCase);

    private static Finding Lost((string Policy, string? Host) one, Finding? why) => new()
    {
        Code = "PolicyNotWaitedFor",
        Severity = FindingSeverity.Warning,
        Policy = one.Policy,
        HostName = one.Host,
        Message = $"'{one.Policy}'{(one.Host is null ? "" : $" of the host '{one.Host}'")} is not waited for any more: "
            + (why?.Message ?? "the configuration as it is now has no such policy that is whole."),
        Suggestion = "The wait goes on, and takes it up again as soon as it is there and whole.",
    };
}
