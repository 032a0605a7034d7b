namespace PatchWindow.Core.Planning;

/// <summary>Where the rings of a policy stand in one window, or in all the time of what needs none.</summary>
/// <param name="lastEnd">When each ring's last step has ended: one for all windows, because a soak may outlast the window it began in.</param>
internal sealed class RingState(long[] lastEnd)
{
    private readonly int[] pending = new int[lastEnd.Length];

    /// <summary>The queues by their slot and what their hosts share.</summary>
    public Dictionary<(int Slot, int Signature), HostQueue> Queues { get; } = [];

    /// <summary>The queues that wait for the rings before their own.</summary>
    public List<HostQueue> Gated { get; } = [];

    public void Begin(int ring) => pending[ring]++;

    /// <summary>A host of the ring is done; whether it was the last.</summary>
    public bool Leave(int ring) => --pending[ring] == 0;

    public void Ended(int ring, long moment) => lastEnd[ring] = Math.Max(lastEnd[ring], moment);

    /// <summary>When a ring opens: its moment, or Never while a ring before it has hosts to go.</summary>
    public long Opens(int ring, IReadOnlyList<Policies.CompiledRing> rings)
    {
        var opens = 0L;
        for (var i = 0; i < ring; i++)
        {
            if (pending[i] > 0) return PlanTime.Never;
            if (lastEnd[i] > 0) opens = Math.Max(opens, lastEnd[i] + PlanTime.Length(rings[i].Source.Soak));
        }

        return opens;
    }
}
