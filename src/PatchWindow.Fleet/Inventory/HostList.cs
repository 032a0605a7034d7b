namespace PatchWindow.Fleet.Inventory;

/// <summary>
/// Makes one host of all that is said of it in several places. What the place that comes first says counts; tags that only another one
/// has are added. That a host is listed twice is reported, and where two places say different things, what they say.
/// </summary>
internal sealed class HostList(InventoryFindings findings)
{
    private readonly Dictionary<string, List<ListedHost>> listed = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<List<ListedHost>> inOrder = [];

    /// <summary>Adds what a place says; what was added before it wins.</summary>
    public void Add(ListedHost host)
    {
        if (!listed.TryGetValue(host.Name, out var its))
        {
            listed[host.Name] = its = new List<ListedHost>(1);
            inOrder.Add(its);
        }

        its.Add(host);
    }

    /// <summary>
    /// The hosts. One that any place is faulty about is left out: without what stands there it might be taken for a host that other
    /// policies are meant for.
    /// </summary>
    public IReadOnlyList<ManagedHost> Merge() => [.. inOrder.Select(Merge).OfType<ManagedHost>()];

    private ManagedHost? Merge(List<ListedHost> its)
    {
        for (var i = 1; i < its.Count; i++) Compare(its, i);
        if (its.Exists(h => h.IsFaulty)) return null;
        var first = its[0];
        var tags = first.Tags;
        foreach (var tag in its.Skip(1).SelectMany(h => h.Tags))
        {
            if (!tags.ContainsKey(tag.Key)) tags[tag.Key] = tag.Value;
        }

        return new ManagedHost
        {
            Name = first.Name,
            Address = First(its, h => h.Address),
            Transport = First(its, h => h.Transport) ?? HostRules.DefaultTransport,
            PackageManager = First(its, h => h.PackageManager),
            User = First(its, h => h.User),
            TimeZone = First(its, h => h.TimeZone),
            Tags = tags,
            Source = its.Count == 1 ? first.Place : string.Join("; ", its.Select(h => h.Place)),
        };
    }

    // One finding for each place after the first, with all that it says otherwise than a place before it.
    private void Compare(List<ListedHost> its, int later)
    {
        var host = its[later];
        var differences = new List<string>();
        void Ask(string what, Func<ListedHost, string?> valueOf, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
        {
            if (valueOf(host) is not { } value) return;
            if (its.Take(later).FirstOrDefault(h => valueOf(h) is not null) is { } winner && !string.Equals(valueOf(winner), value, comparison))
                differences.Add($"{what} is '{valueOf(winner)}' in {winner.Place} and '{value}' in {host.Place}");
        }

        Ask("address", h => h.Address);
        Ask("transport", h => h.Transport);
        Ask("packageManager", h => h.PackageManager);
        Ask("user", h => h.User, StringComparison.Ordinal);
        Ask("timeZone", h => h.TimeZone);
        foreach (var tag in host.Tags.Keys) Ask($"the tag '{tag}'", h => h.Tags.TryGetValue(tag, out var value) ? value : null);
        findings.Add(host.File ?? host.Place, differences.Count > 0
            ? new Finding
            {
                Code = "HostContradiction", HostName = host.Name, Path = host.Place,
                Message = $"The host '{host.Name}' is listed in {its[0].Place} and in {host.Place}, which contradict each other: {string.Join("; ", differences)}. What is said first counts.",
                Suggestion = "Take it out of one of the two, or let both say the same.",
            }
            : new Finding
            {
                Code = "HostDuplicate", Severity = FindingSeverity.Warning, HostName = host.Name, Path = host.Place,
                Message = $"The host '{host.Name}' is listed in {its[0].Place} and again in {host.Place}. They do not contradict each other, and their tags are taken together.",
                Suggestion = "Take it out of one of the two.",
            }, isLoss: false);
    }

    private static string? First(List<ListedHost> its, Func<ListedHost, string?> valueOf)
    {
        foreach (var host in its)
        {
            if (valueOf(host) is { } value) return value;
        }

        return null;
    }
}
