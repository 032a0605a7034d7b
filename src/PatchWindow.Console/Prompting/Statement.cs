using System.Management.Automation.Language;

namespace PatchWindow.Console;

internal static class Statement
{
    /// <summary>Whether typing more could still make sense of the text; a mistake that nothing mends is complete.</summary>
    public static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return !Array.Exists(errors, e => e.IncompleteInput);
    }
}
