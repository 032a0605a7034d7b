namespace PatchWindow.Fleet.Store;

/// <summary>The store cannot be used: a broken disk, no permission, a damaged or a newer database.</summary>
#pragma warning disable CA1032 // It is never thrown without a finding.
public sealed class StoreException(Finding finding, Exception? inner = null) : Exception(finding.Message, inner)
#pragma warning restore CA1032
{
    /// <summary>What to show.</summary>
    public Finding Finding { get; } = finding;
}
