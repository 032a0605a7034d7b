using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PatchWindow.Core.Conversions;

namespace PatchWindow.Completion;

/// <summary>Completes the formats that schedules are converted from and to.</summary>
public sealed class ScheduleFormatCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(ScheduleFormats.All.Select(f => (f.Name, "")), wordToComplete);
}
