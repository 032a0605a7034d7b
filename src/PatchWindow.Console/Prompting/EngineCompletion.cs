using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>What the engine, or else the file system, would put at the cursor.</summary>
internal sealed class EngineCompletion(Runspace runspace)
{
    public Completion? At(EditLine line)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        try
        {
            var found = CommandCompletion.CompleteInput(line.Text, line.Cursor, null, shell);
            if (found.CompletionMatches.Count > 0)
            {
                var texts = found.CompletionMatches.Select(m => m.CompletionText).ToList();
                return new Completion(found.ReplacementIndex, found.ReplacementLength, texts);
            }
        }
        catch (Exception e) when (e is RuntimeException or NullReferenceException or InvalidOperationException)
        {
            // Members and files are completed by cmdlets that are not here, and the engine does not look first.
        }

        return PathCompletion.At(line, runspace.SessionStateProxy.Path.CurrentFileSystemLocation.ProviderPath);
    }
}
