namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>A pending patch, and what only apt's lists tell of it.</summary>
/// <param name="Patch">The patch.</param>
/// <param name="SecurityFix">
/// The newest version that a security source has, up to the patch's own, which a later one holds too; null where the lists have none.
/// </param>
internal readonly record struct AptPatch(PendingPatch Patch, string? SecurityFix);
