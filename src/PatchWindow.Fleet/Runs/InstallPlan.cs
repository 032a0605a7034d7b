using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Runs;

/// <summary>What would be installed on one host, and what would not and why.</summary>
/// <param name="Host">The host.</param>
/// <param name="Policy">The policy that decided; null where the host is in none.</param>
/// <param name="Patches">The patches to install.</param>
/// <param name="Refused">A finding for each patch that is not.</param>
/// <param name="Simulation">What the package manager says it would do.</param>
/// <param name="Request">What was asked.</param>
public sealed record InstallPlan(
    ManagedHost Host, string? Policy, IReadOnlyList<PendingPatch> Patches, IReadOnlyList<Finding> Refused, Simulation Simulation,
    InstallRequest Request)
{
    /// <summary>What would happen, in one line for -WhatIf and -Confirm.</summary>
    public string Description
    {
        get
        {
            var extra = Simulation.Installs.Where(i => !Patches.Any(p => p.Name == i.Name)).Select(i => i.Name).ToList();
            return "install " + string.Join(", ", Patches.Select(p => $"{p.Name} {p.Version}"))
                + (extra.Count == 0 ? "" : "; with it " + string.Join(", ", extra));
        }
    }
}
