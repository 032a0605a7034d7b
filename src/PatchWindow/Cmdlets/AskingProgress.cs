using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>The progress of asking hosts what is pending on them.</summary>
internal sealed class AskingProgress(Cmdlet cmdlet)
{
    private const string Activity = "Asking what is pending";

    /// <summary>Shows which host is asked now, of how many.</summary>
    public void Show(ManagedHost host, int index, int count) => cmdlet.WriteProgress(
        new ProgressRecord(1, Activity, count == 1 ? host.Name : $"{host.Name} ({index + 1} of {count})")
        {
            // Of one host alone nobody knows how far it is.
            PercentComplete = count == 1 ? -1 : index * 100 / count,
        });

    public void End()
    {
        try
        {
            cmdlet.WriteProgress(new ProgressRecord(1, Activity, "done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // After Ctrl+C a cmdlet cannot write any more; PowerShell's hosts take the progress away with the pipeline.
        }
    }
}
