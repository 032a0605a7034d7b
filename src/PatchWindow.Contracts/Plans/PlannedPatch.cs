namespace PatchWindow;

/// <summary>A patch in a planned step; a value, because a plan may hold millions of them.</summary>
public readonly record struct PlannedPatch
{
    private static readonly PendingPatch None = new();

    /// <param name="patch">The patch.</param>
    /// <param name="reason">Why it is applied.</param>
    public PlannedPatch(PendingPatch patch, ReasonCode reason) => (Patch, Reason) = (patch, reason);

    /// <summary>The patch, as it was listed; its decision is of that moment.</summary>
    public PendingPatch Patch { get => field ?? None; init; }

    /// <summary>Why it is applied, as the decision at the step's start gives it.</summary>
    public ReasonCode Reason { get; init; }

    /// <summary>The package's name.</summary>
    public string Name => Patch.Name;

    /// <summary>The version installed now; null when the patch brings in a new package.</summary>
    public string? InstalledVersion => Patch.InstalledVersion;

    /// <summary>The version that is to be installed.</summary>
    public string Version => Patch.Version;

    /// <summary>The patch.</summary>
    public override string ToString() => Patch.ToString();
}
