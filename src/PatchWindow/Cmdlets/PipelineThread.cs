using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace PatchWindow.Cmdlets;

/// <summary>
/// The thread of the pipeline, the only one on which a cmdlet may write or ask (about_Cmdlet_Development), as work on other threads sees
/// it: what is to be written or asked is handed to it, in order.
/// </summary>
internal sealed class PipelineThread : IDisposable
{
    private readonly BlockingCollection<Action> posted = [];
    private readonly CancellationTokenSource halted = new();
    private ExceptionDispatchInfo? fault;

    private PipelineThread()
    {
    }

    /// <summary>Cancelled once the pipeline takes nothing any more: after Ctrl+C, or an error that ends it.</summary>
    public CancellationToken Halted => halted.Token;

    /// <summary>Has work done on other threads, and what it posts on this one, until the work ends.</summary>
    /// <remarks>What ended the pipeline is thrown once the work has come to its end; the work may have much to bring to one.</remarks>
    public static T Run<T>(Func<PipelineThread, Task<T>> work)
    {
        using var pipeline = new PipelineThread();
        return pipeline.Serve(work);
    }

    /// <summary>Has something done on the pipeline's thread; where the pipeline has ended it is not done.</summary>
    public void Post(Action action) => posted.Add(action);

    /// <summary>Asks on the pipeline's thread, and waits for the answer; cancelled where the pipeline has ended.</summary>
    public async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ended = Halted.Register(() => answer.TrySetCanceled());
        Post(() => answer.TrySetResult(question()));
        return await answer.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        posted.Dispose();
        halted.Dispose();
    }

    private T Serve<T>(Func<PipelineThread, Task<T>> work)
    {
        var task = Task.Run(async () =>
        {
            try
            {
                return await work(this).ConfigureAwait(false);
            }
            finally
            {
                posted.CompleteAdding();
            }
        });
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
                halted.Cancel();
            }
        }

        try
        {
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            // Before whatever the work itself ended with, which most often comes of it.
            fault?.Throw();
        }
    }
}
