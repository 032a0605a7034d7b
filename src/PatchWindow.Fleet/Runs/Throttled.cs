using System.Runtime.ExceptionServices;

namespace PatchWindow.Fleet.Runs;

/// <summary>The same work on many things, so many at a time.</summary>
public static class Throttled
{
    /// <summary>
    /// Begins the work on each in order. The first that fails cancels the others' token; those that can still be ended end, what has begun
    /// and must not be is waited for, and then the failure is thrown.
    /// </summary>
    /// <param name="items">The things.</param>
    /// <param name="limit">How many are worked on at once.</param>
    /// <param name="work">The work on one.</param>
    /// <param name="cancellationToken">Begins no more of them, and is the work's too.</param>
    /// <param name="begin">Begins work beside what goes on already; null begins it on a thread of the pool.</param>
    public static async Task ForEachAsync<T>(
        IEnumerable<T> items, int limit, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken,
        Func<Func<Task>, Task>? begin = null)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var room = new SemaphoreSlim(limit);
        ExceptionDispatchInfo? first = null;
        var begun = new List<Task>();
        try
        {
            foreach (var item in items)
            {
                // It may be let in and cancelled in the same moment.
                await room.WaitAsync(stopping.Token).ConfigureAwait(false);
                stopping.Token.ThrowIfCancellationRequested();
                begun.Add(begin is null ? Task.Run(() => OneAsync(item), CancellationToken.None) : begin(() => OneAsync(item)));
            }
        }
        catch (OperationCanceledException e)
        {
            _ = Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
        }

        await Task.WhenAll(begun).ConfigureAwait(false);
        first?.Throw();

        async Task OneAsync(T item)
        {
            try
            {
                await work(item, stopping.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The first of all is thrown when the others have ended.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _ = Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
                stopping.Cancel();
            }

            _ = room.Release();
        }
    }
}
