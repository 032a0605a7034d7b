namespace PatchWindow.Fleet.Store;

/// <summary>
/// What only one change at a time may look at in order to write by it. A change that needs several takes them in one call, in their order, so that no two wait for
/// each other.
/// </summary>
/// <param name="Area">Its place in the order.</param>
/// <param name="Key">Whose.</param>
internal readonly record struct StoreScope(StoreArea Area, string Key) : IComparable<StoreScope>
{
    /// <summary>What was seen of a host's patches, and said of them.</summary>
    public static StoreScope DecisionsOf(string host) => new(StoreArea.Decisions, host.ToUpperInvariant());

    /// <summary>The budgets and runs of a policy.</summary>
    public static StoreScope WorkOf(string policy) => new(StoreArea.Work, policy.ToUpperInvariant());

    /// <summary>The step in progress on a host.</summary>
    public static StoreScope StepsOf(string host) => new(StoreArea.Steps, host.ToUpperInvariant());

    public int CompareTo(StoreScope other) => Area != other.Area ? Area.CompareTo(other.Area) : string.CompareOrdinal(Key, other.Key);
}

/// <summary>The areas of scopes, in the order in which they are taken.</summary>
internal enum StoreArea
{
    Decisions,
    Work,
    Steps,
}
