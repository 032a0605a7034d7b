using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Prolongs the leases of the steps that a runner works on. Where the store does not answer they may end meanwhile; another runner then asks the host
/// what becomes of the work there, and what this one says of it later is not taken.
/// </summary>
public sealed class LeaseKeeper(Lazy<IPatchStore> store, Runner runner, Func<TimeSpan, CancellationToken, Task> pause)
{
    private readonly object counting = new();
    private int users;
    private Keeping? keeping;

    /// <summary>Prolongs them for as long as some work takes. Of many at once one does it for all.</summary>
    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        lock (counting)
        {
            if (users++ == 0)
            {
                var over = new CancellationTokenSource();
                keeping = new Keeping(KeepAsync(over.Token), over);
            }
        }

        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    private async Task LeaveAsync()
    {
        Keeping last;
        lock (counting)
        {
            if (--users > 0) return;
            last = keeping!;
        }

        last.Over.Cancel();
        await last.Work.ConfigureAwait(false);
        last.Over.Dispose();
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await pause(TimeSpan.FromTicks(RunEngine.Lease.Ticks / 6), cancellationToken).ConfigureAwait(false);
                var running = runner.Running.All;
                if (running.Count > 0) _ = store.Value.Runs.Renew(running, RunEngine.Lease);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StoreException)
            {
                // It is asked again in a while; whoever works on a step is told by its next move.
            }
        }
    }

    private sealed record Keeping(Task Work, CancellationTokenSource Over);
}
