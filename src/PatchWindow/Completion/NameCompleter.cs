using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PatchWindow.Fleet;

namespace PatchWindow.Completion;

/// <summary>Completes names that the configuration knows. A configuration that cannot be read completes nothing, and says nothing.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var session = new PatchWindowSession(Resolve(fakeBoundParameters["ConfigurationPath"] as string), null);
        return Completions.Of(Names(session, fakeBoundParameters), wordToComplete);
    }

    // As the cmdlet will: from where the prompt stands, which is not the process's own folder. A completer has no session
    // state of its own, and the runspace's proxy refuses while a pipeline runs, as it does here: a nested pipeline may ask.
    private static string? Resolve(string? path)
    {
        if (path is null) return null;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        _ = shell.AddScript("$ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($args[0])", useLocalScope: true).AddArgument(path);
        return shell.Invoke<string>().FirstOrDefault() ?? path;
    }

    /// <param name="session">The session of the file that the line names, if it names one.</param>
    /// <param name="bound">What else stands in the line, by parameter.</param>
    private protected abstract IEnumerable<(string Name, string Tip)> Names(PatchWindowSession session, IDictionary bound);
}
