using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Runs;

/// <summary>How a step ended: what the package manager reported and what the host shows, put together. Pure.</summary>
/// <param name="Event">Proved, Disproved or Lost.</param>
/// <param name="Entry">What the journal says.</param>
/// <param name="Message">What a person is told.</param>
/// <param name="Patches">What became of each package.</param>
/// <param name="RebootRequired">Whether the host says that it wants a reboot.</param>
internal sealed record StepVerdict(StepEvent Event, string Entry, string Message, PatchResult[] Patches, bool RebootRequired)
{
    /// <param name="patches">What was to be installed.</param>
    /// <param name="dependencies">What was to come along.</param>
    /// <param name="packageManager">The package manager's name.</param>
    /// <param name="end">How the work ended.</param>
    /// <param name="verified">What the host shows.</param>
    public static StepVerdict Of(
        IReadOnlyList<PackageVersion> patches, IReadOnlyList<PackageVersion> dependencies, string packageManager, StepEnd end, Outcome<HostPackages> verified)
    {
        var fault = end.Fault;
        if (!verified.TryGet(out var found, out var blind))
            return new(StepEvent.Lost, $"what is installed could not be read: {blind.Message}", Told(fault ?? blind), Results(null), false);

        var results = Results(found);
        if (end.Kind == StepEndKind.Lost)
        {
            // The transaction may still be at work; what the host has now need not be what it ends with.
            return new(StepEvent.Lost, $"{packageManager} may still be at work: {fault!.Message}", Told(fault), results, found.RebootRequired);
        }

        // An exit code other than 0 is no success even where every package asked for is there: another one, a trigger or a hook
        // failed on the way.
        var missing = results.Where(r => !r.Installed).ToList();
        var state = missing.Count > 0
            ? $"the host does not have {string.Join(", ", missing.Select(m => $"{m.Name} {m.Version}"))}"
            : $"the host has {patches.Count} of {patches.Count}"
                + (dependencies.Count == 0 ? "" : $" and {dependencies.Count} as dependencies")
                + (found.RebootRequired ? " and wants a reboot" : "");
        return fault is null
            ? new(missing.Count == 0 ? StepEvent.Proved : StepEvent.Disproved, state, state, results, found.RebootRequired)
            : new(StepEvent.Disproved, $"{packageManager} failed; {state}", $"{fault.Message} Now {state}. {fault.Suggestion}".Trim(), results, found.RebootRequired);

        PatchResult[] Results(HostPackages? shown) =>
            [.. patches.Select(p => Result(p, shown, isDependency: false)), .. dependencies.Select(d => Result(d, shown, isDependency: true))];
    }

    /// <summary>What a finding tells a person.</summary>
    public static string Told(Finding fault) => $"{fault.Message} {fault.Suggestion}".Trim();

    private static PatchResult Result(PackageVersion package, HostPackages? shown, bool isDependency)
    {
        var version = shown is not null && shown.Installed.TryGetValue(package.Name, out var installed) ? installed : null;
        return new PatchResult
        {
            Name = package.Name,
            Version = package.Version,
            InstalledVersion = version,
            Installed = version == package.Version,
            Dependency = isDependency,
        };
    }
}
