using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Prolongs the leases of the steps that this process works on. Where the store does not answer they may end meanwhile; another runner then asks the host
/// what becomes of the work there, and what this one says of it later is not taken.
/// </summary>
public sealed class LeaseKeeper(Lazy<IPatchStore> store, Func<TimeSpan, CancellationToken, Task> pause)
{
    /// <summary>Prolongs them until the result is disposed.</summary>
    public IDisposable Start()
    {
        var keeping = new Keeping();
        keeping.Work = Task.Run(() => KeepAsync(keeping.Token));
        return keeping;
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await pause(TimeSpan.FromTicks(RunEngine.Lease.Ticks / 6), cancellationToken).ConfigureAwait(false);
                var running = RunningSteps.All;
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

    private sealed class Keeping : IDisposable
    {
        private readonly CancellationTokenSource ended = new();

        public Task? Work { get; set; }

        public CancellationToken Token => ended.Token;

        public void Dispose()
        {
            ended.Cancel();
            Work?.GetAwaiter().GetResult();
            ended.Dispose();
        }
    }
}
