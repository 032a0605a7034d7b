using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>How far a command has come with its hosts.</summary>
/// <param name="cmdlet">Who shows it.</param>
/// <param name="activity">What is done with them.</param>
internal sealed class HostProgress(Cmdlet cmdlet, string activity)
{
    /// <summary>Shows it.</summary>
    /// <param name="status">What is going on.</param>
    /// <param name="done">How many of the hosts are done with.</param>
    /// <param name="count">How many there are.</param>
    public void Show(string status, int done, int count) => cmdlet.WriteProgress(new ProgressRecord(1, activity, status)
    {
        // Of one host alone nobody knows how far it is.
        PercentComplete = count == 1 ? -1 : done * 100 / count,
    });

    /// <summary>Takes it away.</summary>
    public void End()
    {
        try
        {
            cmdlet.WriteProgress(new ProgressRecord(1, activity, "done") { RecordType = ProgressRecordType.Completed });
        }
        catch (PipelineStoppedException)
        {
            // After Ctrl+C a cmdlet cannot write any more; PowerShell's hosts take the progress away with the pipeline.
        }
    }
}
