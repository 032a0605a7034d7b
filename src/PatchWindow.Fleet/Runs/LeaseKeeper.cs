using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Prolongs the leases of the steps that a runner works on. Where the store does not answer they may end meanwhile; another runner then asks the host
/// what becomes of the work there, and what this one says of it later is not taken.
/// </summary>
public sealed class LeaseKeeper(Lazy<IPatchStore> store, Runner runner, Func<TimeSpan, CancellationToken, Task> pause)
{
    /// <summary>Prolongs them until cancelled.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
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
}
