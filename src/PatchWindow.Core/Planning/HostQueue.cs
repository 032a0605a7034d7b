namespace PatchWindow.Core.Planning;

/// <summary>The hosts of one ring that share the same budgets and wait in one slot: whatever holds up the first holds up all.</summary>
internal sealed class HostQueue(int slot, int ring, int[] cells, int number)
{
    private readonly Heap<WaitingHost> hosts = new();

    public int Slot => slot;

    public int Ring => ring;

    public int[] Cells => cells;

    /// <summary>Its place among queues that are equally urgent.</summary>
    public int Number => number;

    /// <summary>Whether it waits for its turn, for a ring or for a budget, so that it must not be put anywhere else.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>The budget that it waited for last; -1 for none.</summary>
    public int LastCell { get; set; } = -1;

    /// <summary>Whether it has waited for a ring.</summary>
    public bool WasGated { get; set; }

    public int Count => hosts.Count;

    public int First => hosts.First.Host;

    public void Add(WaitingHost host) => hosts.Add(host);

    public void Drop() => hosts.Take();

    /// <summary>The queue as its first host is urgent.</summary>
    public Turn Turn => new(hosts.First, this);
}

/// <summary>A host that waits, the more urgent first.</summary>
internal readonly record struct WaitingHost(long Deadline, PatchSeverity Severity, int Host) : IComparable<WaitingHost>
{
    public int CompareTo(WaitingHost other)
    {
        var order = Deadline.CompareTo(other.Deadline);
        if (order == 0) order = other.Severity.CompareTo(Severity);
        return order != 0 ? order : Host.CompareTo(other.Host);
    }
}

/// <summary>A queue whose turn it may be, the more urgent first.</summary>
internal readonly record struct Turn(WaitingHost First, HostQueue Queue) : IComparable<Turn>
{
    public int CompareTo(Turn other)
    {
        var order = First.CompareTo(other.First);
        return order != 0 ? order : Queue.Number.CompareTo(other.Queue.Number);
    }
}
