using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using PatchWindow.Fleet;

namespace PatchWindow.Completion;

/// <summary>Completes names that the configuration knows. A configuration that cannot be read completes nothing, and says nothing.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var session = new PatchWindowSession(Resolve(fakeBoundParameters["ConfigurationPath"] as string), null);
        return Completions.Of(Names(session), wordToComplete);
    }

    // As the cmdlet will: from where the prompt stands, which is not the process's own folder.
    private static string? Resolve(string? path) => path is null
        ? null
        : Runspace.DefaultRunspace?.SessionStateProxy.Path.GetUnresolvedProviderPathFromPSPath(path) ?? path;

    private protected abstract IEnumerable<(string Name, string Tip)> Names(PatchWindowSession session);
}
