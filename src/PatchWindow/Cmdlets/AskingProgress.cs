using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>The progress of asking hosts.</summary>
/// <param name="cmdlet">Who shows it.</param>
/// <param name="activity">What they are asked.</param>
internal sealed class AskingProgress(Cmdlet cmdlet, string activity)
{
    /// <summary>Shows how many hosts have answered, of how many, and who is waited for.</summary>
    public void Show(int answered, int count, IEnumerable<string> open)
    {
        if (answered == count) return;
        var waited = string.Join(", ", open.Take(3)) + (count - answered > 3 ? ", …" : "");

        // Of one host alone nobody knows how far it is.
        cmdlet.WriteProgress(new ProgressRecord(1, activity, count == 1 ? waited : $"{answered} of {count} answered, waiting for {waited}")
        {
            PercentComplete = count == 1 ? -1 : answered * 100 / count,
        });
    }

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
