using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Turns findings into error records: the code is the id, the kind the category, the finding itself the target.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord From(Finding finding, Exception? exception = null)
    {
        var text = finding.ToString();
        var message = finding.Suggestion is null ? text : $"{text} {finding.Suggestion}";
        var category = Enum.TryParse<ErrorCategory>(finding.Kind.ToString(), out var known) ? known : ErrorCategory.NotSpecified;
        return new ErrorRecord(exception ?? new PatchWindowException(message), finding.Code, category, finding)
        {
            // The suggestion is part of the text: RecommendedAction is shown by PowerShell 7 alone, and never in a log.
            ErrorDetails = new ErrorDetails(message),
        };
    }
}
