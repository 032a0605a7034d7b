using PatchWindow.Fleet.Runs;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class ThrottledTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_are_worked_on_at_once_as_was_said_and_no_more()
    {
        var (now, most) = (0, 0);
        var three = new TaskCompletionSource();

        await Throttled.ForEachAsync(Enumerable.Range(0, 30), 3, async (_, _) =>
        {
            var here = Interlocked.Increment(ref now);
            lock (three) most = Math.Max(most, here);
            if (here == 3) _ = three.TrySetResult();
            await three.Task;
            await Task.Yield();
            _ = Interlocked.Decrement(ref now);
        }, Cancellation);

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task The_first_failure_begins_no_other_and_is_thrown_when_what_had_begun_has_ended()
    {
        var begun = new List<int>();
        var ended = false;
        var release = new TaskCompletionSource();

        var work = Throttled.ForEachAsync([0, 1, 2, 3], 2, async (item, token) =>
        {
            lock (begun) begun.Add(item);
            if (item == 0)
            {
                // That which must not be ended half-way does not heed the token.
                _ = token.Register(() => release.TrySetResult());
                await release.Task;
                ended = true;
                throw new InvalidOperationException("second");
            }

            throw new InvalidOperationException("first");
        }, Cancellation);

        Assert.Equal("first", (await Assert.ThrowsAsync<InvalidOperationException>(() => work)).Message);
        Assert.True(ended);
        Assert.Equal([0, 1], begun.Order());
    }

    [Fact]
    public async Task Cancelled_it_begins_no_more_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Throttled.ForEachAsync([0, 1, 2], 1, (_, _) =>
        {
            begun++;
            stop.Cancel();
            return Task.CompletedTask;
        }, stop.Token));

        Assert.Equal(1, begun);
    }
}
