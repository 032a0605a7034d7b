using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PatchWindow.Core.Windows;

namespace PatchWindow.Completion;

/// <summary>Completes time zone ids, also by the city alone: <c>osl</c> gives Europe/Oslo.</summary>
public sealed class TimeZoneCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(TimeZones.Ids.Append(TimeZones.Host).Select(id => (id, "")), wordToComplete);
}
