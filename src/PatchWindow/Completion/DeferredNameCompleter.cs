using System.Collections;
using PatchWindow.Core.Text;
using PatchWindow.Fleet;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Completion;

/// <summary>Completes the names of deferred packages: on the host that the line names, and with -All those deferred once.</summary>
public sealed class DeferredNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names(PatchWindowSession session, IDictionary bound)
    {
        var hosts = (bound["HostName"] as IEnumerable<object> ?? [bound["HostName"]]).Select(h => h?.ToString()).OfType<string>().ToList();
        try
        {
            return
            [
                .. session.Deferrals.List(bound.Contains("All"))
                    .Where(d => hosts.Count == 0 || hosts.Exists(h => Wildcard.Matches(h, d.Host)))
                    .GroupBy(d => d.Name, d => $"{d.Host} until {d.Until:yyyy-MM-dd}: {d.Reason}")
                    .Select(g => (g.Key, string.Join("\n", g))),
            ];
        }
        catch (StoreException)
        {
            // The cmdlet will say what is wrong with the store.
            return [];
        }
    }
}
