using System.Text;

namespace PatchWindow.Fleet.Transports;

/// <summary>Reads a stream to its end, keeping at most so many bytes.</summary>
internal sealed class CappedOutput
{
    private readonly TaskCompletionSource<bool> overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="stream">What to read.</param>
    /// <param name="limit">How many bytes are kept.</param>
    /// <param name="drain">Whether the rest is read and dropped, so that the writer can go on; else reading stops
    /// there.</param>
    public CappedOutput(Stream stream, int limit, bool drain) => Text = ReadAsync(stream, limit, drain);

    /// <summary>What was kept, as UTF-8; ends with the stream.</summary>
    public Task<string> Text { get; }

    /// <summary>Ends when there is more than the limit.</summary>
    public Task Overflow => overflow.Task;

    private async Task<string> ReadAsync(Stream stream, int limit, bool drain)
    {
        using var source = stream;
        using var kept = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (true)
        {
#if NET
            var count = await stream.ReadAsync(buffer).ConfigureAwait(false);
#else
            var count = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
#endif
            if (count == 0)
                break;
            var room = (int)Math.Min(count, limit - kept.Length);
            kept.Write(buffer, 0, room);
            if (room == count)
                continue;
            _ = overflow.TrySetResult(true);
            if (!drain)
                break;
        }
        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}
