using System.Collections;
using PatchWindow.Fleet;

namespace PatchWindow.Completion;

/// <summary>Completes the names of hosts.</summary>
public sealed class HostNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names(PatchWindowSession session, IDictionary bound) =>
        session.Inventory.All.Select(h => (h.Name, string.Join(", ", h.Tags.Select(t => $"{t.Key} = {t.Value}"))));
}
