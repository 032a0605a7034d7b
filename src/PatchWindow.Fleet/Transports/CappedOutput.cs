using System.Text;

namespace PatchWindow.Fleet.Transports;

/// <summary>Reads a stream to its end, keeping at most so many bytes. What was kept so far can be had before the end.</summary>
internal sealed class CappedOutput
{
    private readonly object growing = new();
    private readonly TaskCompletionSource<bool> overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] kept = new byte[4 << 10];
    private int length;

    /// <param name="stream">What to read.</param>
    /// <param name="limit">How many bytes are kept.</param>
    /// <param name="drain">Whether the rest is read and dropped, so that the writer can go on; else reading stops
    /// there.</param>
    public CappedOutput(Stream stream, int limit, bool drain) => Text = ReadAsync(stream, limit, drain);

    /// <summary>What was kept, as UTF-8; ends with the stream.</summary>
    public Task<string> Text { get; }

    /// <summary>What has been kept until now, as UTF-8.</summary>
    public string SoFar
    {
        get
        {
            lock (growing) return Encoding.UTF8.GetString(kept, 0, length);
        }
    }

    /// <summary>Ends when there is more than the limit.</summary>
    public Task Overflow => overflow.Task;

    private async Task<string> ReadAsync(Stream stream, int limit, bool drain)
    {
        using var source = stream;
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
            var room = Math.Min(count, limit - length);
            lock (growing)
            {
                if (length + room > kept.Length) Array.Resize(ref kept, Math.Max(2 * kept.Length, length + room));
                Array.Copy(buffer, 0, kept, length, room);
                length += room;
            }

            if (room == count)
                continue;
            _ = overflow.TrySetResult(true);
            if (!drain)
                break;
        }
        return SoFar;
    }
}
