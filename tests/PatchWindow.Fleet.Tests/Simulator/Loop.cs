namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>
/// The time of a history and all that is to happen in it. One thread has everything: whatever awaits something of the simulator goes on within the event
/// that brings it, so that at each moment one thing runs, and what runs next is the seed's choice alone.
/// </summary>
/// <remarks>
/// That rests on how .NET goes on after an await: at once, on the thread that completes it, where that has neither a synchronization context nor a
/// scheduler of its own and the awaiter wants none (ConfigureAwait(false)). So a loop must run on a thread without either.
/// </remarks>
internal sealed class Loop(Chance chance, DateTimeOffset start)
{
    // More than any history needs that comes to rest.
    private const int MostEvents = 60_000;

    private readonly PriorityQueue<(Actor? Owner, Action Happens), (DateTimeOffset Time, ulong Order)> coming = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private int events;

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>Whether nothing happens any more.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Whether it ends for having had too many events.</summary>
    public bool IsRestless => events > MostEvents;

    /// <summary>How many runs of it are under way within each other.</summary>
    public int Depth { get; private set; }

    /// <summary>Has something happen at a moment. What happens at the same moment comes in the seed's order.</summary>
    /// <param name="time">The moment; one that is past is now.</param>
    /// <param name="owner">Whose it is; null is nobody's, and happens in any case.</param>
    /// <param name="happens">What happens.</param>
    public void At(DateTimeOffset time, Actor? owner, Action happens) => coming.Enqueue((owner, happens), (time < Now ? Now : time, chance.Next()));

    public void After(TimeSpan time, Actor? owner, Action happens) => At(Now + time, owner, happens);

    /// <summary>Lets everything happen until a moment, which it is then. It may be called from within what happens.</summary>
    public void RunUntil(DateTimeOffset end)
    {
        Depth++;
        while (!IsHalted && coming.TryPeek(out _, out var next) && next.Time <= end)
        {
            var (owner, happens) = coming.Dequeue();
            if (owner is { IsGone: true }) continue;
            if (next.Time > Now) Now = next.Time;
            if (owner is not null && owner.SleepsUntil > Now)
            {
                At(owner.SleepsUntil, owner, happens);
                continue;
            }

            if (++events > MostEvents) IsHalted = true;
            else happens();
        }

        if (!IsHalted && end > Now) Now = end;
        Depth--;
    }

    /// <summary>Ends it: a history has nothing more to tell.</summary>
    public void Halt() => IsHalted = true;

    /// <summary>Time that an owner lets pass. A cancellation is told at once, as timers tell it.</summary>
    public Task Pause(TimeSpan time, Actor owner, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        var over = new TaskCompletionSource();
        _ = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken));
        After(time, owner, () => over.TrySetResult());
        return over.Task;
    }

    /// <summary>Begins work as an event of its own.</summary>
    public Task Begin(Actor owner, Func<Task> work)
    {
        var over = new TaskCompletionSource();
        After(chance.Seconds(0, 0.02), owner, () => _ = ForwardAsync(work(), over));
        return over.Task;
    }

    /// <summary>Whether the thread that asks is the loop's own: where it is not, something has gone on outside of the seed's order.</summary>
    public bool IsOnItsThread => Environment.CurrentManagedThreadId == thread;

    private static async Task ForwardAsync(Task work, TaskCompletionSource over)
    {
        try
        {
            await work.ConfigureAwait(false);
            _ = over.TrySetResult();
        }
        catch (OperationCanceledException e)
        {
            _ = over.TrySetCanceled(e.CancellationToken);
        }
#pragma warning disable CA1031 // Whoever waits for the work has it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _ = over.TrySetException(e);
        }
    }
}
