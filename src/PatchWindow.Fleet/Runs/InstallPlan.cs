using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Runs;

/// <summary>What would be installed on one host, and what would not and why.</summary>
/// <param name="Host">The host.</param>
/// <param name="Policy">The policy that decided; null where the host is in none.</param>
/// <param name="Patches">The patches to install.</param>
/// <param name="Dependencies">What the package manager says it would bring along with them; it would remove nothing.</param>
/// <param name="Refused">A finding for each patch that is not installed.</param>
/// <param name="Request">What was asked.</param>
public sealed record InstallPlan(
    ManagedHost Host, string? Policy, IReadOnlyList<PendingPatch> Patches, IReadOnlyList<PlannedDependency> Dependencies,
    IReadOnlyList<Finding> Refused, InstallRequest Request)
{
    /// <summary>What is pending on the host besides, each with the decision that keeps it.</summary>
    public IReadOnlyList<PendingPatch> Waiting { get; init; } = [];

    /// <summary>Whether the host is rebooted afterwards, as far as its window allows it; null where it never is.</summary>
    internal RebootMode? Reboot { get; init; }

    /// <summary>Everything that would be installed, by the package manager's word; null where it cannot simulate.</summary>
    internal IReadOnlyList<PackageVersion>? Installs { get; init; }

    /// <summary>What the host offered when it was planned, as it said it: without decisions.</summary>
    internal IReadOnlyList<PendingPatch> Offered { get; init; } = [];

    /// <summary>What would happen, in one line for -WhatIf, -Confirm and the journal.</summary>
    public string Description =>
        "install " + string.Join(", ", Patches.Select(p => $"{p.Name} {p.Version}"))
        + (Dependencies.Count == 0 ? "" : $"; with {(Patches.Count == 1 ? "it" : "them")} as dependencies {string.Join(", ", Dependencies)}")
        + (Reboot switch { RebootMode.Always => "; reboot", RebootMode.IfNeeded => "; reboot where it wants to be", _ => "" });

    internal static PackageVersion[] Versions(IEnumerable<PendingPatch> patches) =>
        [.. patches.Select(p => new PackageVersion(p.Name, p.Version))];
}
