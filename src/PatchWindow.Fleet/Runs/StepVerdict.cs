using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Runs;

/// <summary>How a step ended: what the package manager reported and what the host shows, put together. Pure.</summary>
/// <param name="State">Succeeded, Failed or Unknown.</param>
/// <param name="Entry">What the journal says.</param>
/// <param name="Message">What a person is told.</param>
/// <param name="Patches">What became of each package.</param>
/// <param name="RebootRequired">Whether the host says that it wants a reboot.</param>
internal sealed record StepVerdict(StepState State, string Entry, string Message, PatchResult[] Patches, bool RebootRequired)
{
    /// <param name="plan">What was to be done.</param>
    /// <param name="packageManager">The package manager's name.</param>
    /// <param name="fault">What it reported; null where it ended well.</param>
    /// <param name="verified">What the host shows.</param>
    public static StepVerdict Of(InstallPlan plan, string packageManager, Finding? fault, Outcome<HostPackages> verified)
    {
        if (!verified.TryGet(out var found, out var blind))
            return new(StepState.Unknown, $"what is installed could not be read: {blind.Message}", Told(fault ?? blind), Results(plan, null), false);

        var results = Results(plan, found);
        if (fault?.Code is "TimedOut" or "OutputCutShort")
        {
            // The transaction began and may still be at work; what the host has now need not be what it ends with.
            return new(StepState.Unknown, $"{packageManager} may still be at work: {fault.Message}", Told(fault), results, found.RebootRequired);
        }

        // An exit code other than 0 is no success even where every package asked for is there: another one, a trigger or a hook
        // failed on the way.
        var missing = results.Where(r => !r.Installed).ToList();
        var state = missing.Count > 0
            ? $"the host does not have {string.Join(", ", missing.Select(m => $"{m.Name} {m.Version}"))}"
            : $"the host has {plan.Patches.Count} of {plan.Patches.Count}"
                + (plan.Dependencies.Count == 0 ? "" : $" and {plan.Dependencies.Count} as dependencies")
                + (found.RebootRequired ? " and wants a reboot" : "");
        return fault is null
            ? new(missing.Count == 0 ? StepState.Succeeded : StepState.Failed, state, state, results, found.RebootRequired)
            : new(StepState.Failed, $"{packageManager} failed; {state}", $"{fault.Message} Now {state}. {fault.Suggestion}".Trim(), results, found.RebootRequired);
    }

    private static string Told(Finding fault) => $"{fault.Message} {fault.Suggestion}".Trim();

    private static PatchResult[] Results(InstallPlan plan, HostPackages? found)
    {
        PatchResult Of(PackageVersion package, bool dependency)
        {
            var version = found is not null && found.Installed.TryGetValue(package.Name, out var installed) ? installed : null;
            return new PatchResult
            {
                Name = package.Name,
                Version = package.Version,
                InstalledVersion = version,
                Installed = version == package.Version,
                Dependency = dependency,
            };
        }

        return
        [
            .. InstallPlan.Versions(plan.Patches).Select(p => Of(p, dependency: false)),
            .. plan.Dependencies.Select(d => Of(d.Package, dependency: true)),
        ];
    }
}
