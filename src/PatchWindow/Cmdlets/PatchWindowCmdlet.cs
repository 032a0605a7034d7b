using System.Management.Automation;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Cmdlets;

/// <summary>
/// What every cmdlet shares: cancellation, waiting for services without blocking the pipeline, and the one place where an
/// outcome becomes output or an error record.
/// </summary>
public abstract class PatchWindowCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected CancellationToken Cancellation => stopping.Token;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What the cmdlet does for each input.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>What the cmdlet does once all input is there.</summary>
    protected virtual void Finish()
    {
    }

    protected sealed override void ProcessRecord() => Guard(Process);

    protected sealed override void EndProcessing() => Guard(Finish);

    protected sealed override void StopProcessing() => stopping.Cancel();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) stopping.Dispose();
    }

    /// <summary>Writes a value, or the error record of its problem.</summary>
    protected void WriteOutcome<T>(Outcome<T> outcome)
    {
        if (outcome.TryGet(out var value, out var problem)) WriteObject(value);
        else WriteFinding(problem);
    }

    protected void WriteOutcomes<T>(IEnumerable<Outcome<T>> outcomes)
    {
        foreach (var outcome in outcomes) WriteOutcome(outcome);
    }

    /// <summary>Writes a finding to the stream of its severity.</summary>
    protected internal void WriteFinding(Finding finding)
    {
        switch (finding.Severity)
        {
            case FindingSeverity.Error: WriteError(ErrorRecords.From(finding)); break;
            case FindingSeverity.Warning: WriteWarning(finding.ToString() + (finding.Suggestion is null ? "" : " " + finding.Suggestion)); break;
            default: WriteVerbose(finding.ToString()); break;
        }
    }

    /// <summary>Waits for a service on this thread, on which what it posts meanwhile is written, as PowerShell demands.</summary>
    private protected static T Await<T>(Func<PipelineThread, Task<T>> start) => PipelineThread.Run(start);

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (StoreException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e.Finding, e));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
