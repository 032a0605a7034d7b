namespace PatchWindow;

/// <summary>A patch in a planned step.</summary>
/// <param name="Patch">The patch, as it was listed; its decision is of that moment.</param>
/// <param name="Reason">Why it is applied, as the decision at the step's start gives it.</param>
public readonly record struct PlannedPatch(PendingPatch Patch, ReasonCode Reason)
{
    /// <summary>The package's name.</summary>
    public string Name => Patch.Name;

    /// <summary>The version installed now; null when the patch brings in a new package.</summary>
    public string? InstalledVersion => Patch.InstalledVersion;

    /// <summary>The version that is to be installed.</summary>
    public string Version => Patch.Version;

    /// <summary>The patch.</summary>
    public override string ToString() => Patch.ToString();
}
