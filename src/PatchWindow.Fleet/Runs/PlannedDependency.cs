using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Runs;

/// <summary>A package that comes along with patches that depend on it.</summary>
/// <param name="Package">The package and the version.</param>
/// <param name="Decision">What was decided about it as a patch of its own; null where the package is new on the host.</param>
public sealed record PlannedDependency(PackageVersion Package, Decision? Decision)
{
    /// <summary>Name and version, and why it would not have been installed by itself.</summary>
    public override string ToString() => $"{Package.Name} {Package.Version}" + Decision?.Reason switch
    {
        null => " (new)",
        ReasonCode.NotApproved or ReasonCode.AwaitingAge => $" ({Decision.Reason})",
        _ => "",
    };
}
