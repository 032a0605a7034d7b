using System.Collections;
using PatchWindow.Fleet;

namespace PatchWindow.Completion;

/// <summary>Completes the names of policies.</summary>
public sealed class PolicyNameCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> Names(PatchWindowSession session, IDictionary bound) =>
        session.Configuration.Policies.Select(p => (p.Name, p.Source.Targets));
}
