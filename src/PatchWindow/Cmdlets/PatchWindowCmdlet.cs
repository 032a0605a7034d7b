using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
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
    protected void WriteFinding(Finding finding)
    {
        switch (finding.Severity)
        {
            case FindingSeverity.Error: WriteError(ErrorRecords.From(finding)); break;
            case FindingSeverity.Warning: WriteWarning(finding.ToString() + (finding.Suggestion is null ? "" : " " + finding.Suggestion)); break;
            default: WriteVerbose(finding.ToString()); break;
        }
    }

    /// <summary>Waits for a service on this thread; what it posts meanwhile is written from here, as PowerShell demands.</summary>
    protected static T Await<T>(Func<Action<Action>, Task<T>> start)
    {
        using var posted = new BlockingCollection<Action>();
        var task = Task.Run(async () =>
        {
            try
            {
                return await start(posted.Add).ConfigureAwait(false);
            }
            finally
            {
                posted.CompleteAdding();
            }
        });
        ExceptionDispatchInfo? fault = null;
        foreach (var action in posted.GetConsumingEnumerable())
        {
            // After Ctrl+C nothing can be written, and what runs must still come to its end and say so in the journal.
            if (fault is not null) continue;
            try
            {
                action();
            }
#pragma warning disable CA1031 // Whatever it is, it is thrown again when the work is done.
            catch (Exception e)
#pragma warning restore CA1031
            {
                fault = ExceptionDispatchInfo.Capture(e);
            }
        }

        var result = task.GetAwaiter().GetResult();
        fault?.Throw();
        return result;
    }

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
