namespace PatchWindow.Rig;

/// <summary>Something that was broken on purpose; disposing it mends it.</summary>
public sealed class RigFault(Func<Task> mend) : IAsyncDisposable
{
    private bool mended;

    public async ValueTask DisposeAsync()
    {
        if (mended) return;
        mended = true;
        await mend();
    }
}
