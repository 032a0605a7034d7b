using PatchWindow.Core.Policies;

namespace PatchWindow.Fleet.Inventory;

/// <summary>Tells which tag that a host does not have a filter's answer about it hangs on.</summary>
internal static class MissingTags
{
    /// <summary>
    /// The first tag that the filter looks for and does not find; null where more tags would not change its answer. A filter stops at
    /// the first condition that settles it: "env = prod and not pinned" never looks for "pinned" on a host of another env.
    /// </summary>
    public static string? AskedFor(TargetFilter filter, ManagedHost host)
    {
        var asked = new Asked();
        var probe = new ManagedHost { Name = host.Name, Address = host.Address, Transport = host.Transport, Tags = new Dictionary<string, string>(asked) };

        // An empty dictionary does not ask for anything.
        probe.Tags.Add("", "");
        foreach (var tag in host.Tags) probe.Tags[tag.Key] = tag.Value;
        asked.Keys.Clear();
        _ = filter.Matches(probe);
        return asked.Keys.Find(k => !host.Tags.ContainsKey(k));
    }

    // A dictionary asks its comparer for the hash of every key that is looked for.
    private sealed class Asked : IEqualityComparer<string>
    {
        public List<string> Keys { get; } = [];

        public bool Equals(string? x, string? y) => StringComparer.OrdinalIgnoreCase.Equals(x, y);

        public int GetHashCode(string obj)
        {
            Keys.Add(obj);
            return StringComparer.OrdinalIgnoreCase.GetHashCode(obj);
        }
    }
}
