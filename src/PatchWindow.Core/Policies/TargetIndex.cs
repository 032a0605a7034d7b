using PatchWindow.Core.Filters;

namespace PatchWindow.Core.Policies;

/// <summary>
/// Things with targets, such as policies, looked up by host: of hundreds of policies only those are asked whose targets the host's
/// own tags can match.
/// </summary>
/// <typeparam name="T">What has targets.</typeparam>
public sealed class TargetIndex<T>
{
    private readonly IReadOnlyList<T> items;
    private readonly Func<T, TargetFilter> targetsOf;
    private readonly List<int> others = [];
    private readonly List<(Func<ManagedHost, string?> TextOf, Dictionary<string, List<int>> ByValue)> words = [];

    /// <param name="items">The things.</param>
    /// <param name="targetsOf">The targets of each.</param>
    public TargetIndex(IReadOnlyList<T> items, Func<T, TargetFilter> targetsOf)
    {
        (this.items, this.targetsOf) = (items, targetsOf);
        var known = new Dictionary<string, Dictionary<string, List<int>>>(StringComparer.Ordinal);
        var counts = Counts();
        for (var i = 0; i < items.Count; i++)
        {
            // Of "env = prod and team = db" the team tells most apart.
            if (targetsOf(items[i]).Needs.OrderBy(n => n.Values.Sum(v => counts[n.Word][v])).FirstOrDefault() is not { } need)
            {
                others.Add(i);
                continue;
            }

            if (!known.TryGetValue(need.Word, out var byValue))
            {
                known.Add(need.Word, byValue = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase));
                words.Add((HostWords.Instance.TextOf(need.Word), byValue));
            }

            foreach (var value in need.Values.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (!byValue.TryGetValue(value, out var its)) byValue.Add(value, its = []);
                its.Add(i);
            }
        }
    }

    /// <summary>Those whose targets match a host, in their order.</summary>
    public List<T> Matching(ManagedHost host)
    {
        var asked = new List<int>(others);
        foreach (var (textOf, byValue) in words)
        {
            if (textOf(host) is { } text && byValue.TryGetValue(text, out var its)) asked.AddRange(its);
        }

        // One is under one word, of which a host has one value: nothing is asked twice.
        asked.Sort();
        var matching = new List<T>();
        foreach (var i in asked)
        {
            if (targetsOf(items[i]).Matches(host)) matching.Add(items[i]);
        }

        return matching;
    }

    // How often each value is asked for.
    private Dictionary<string, Dictionary<string, int>> Counts()
    {
        var counts = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var need in items.SelectMany(i => targetsOf(i).Needs))
        {
            if (!counts.TryGetValue(need.Word, out var its)) counts.Add(need.Word, its = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));
            foreach (var value in need.Values) its[value] = its.TryGetValue(value, out var count) ? count + 1 : 1;
        }

        return counts;
    }
}
