using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Turns a wish into a plan: asks the host afresh what is pending, decides about each patch now, and has the package manager
/// simulate. Nothing is changed.
/// </summary>
public sealed class InstallPlanner(Lazy<HostInventory> inventory, PendingPatchService pending, IPackageManager packageManager)
{
    // What an override overrides: the time. What someone deferred, excluded or did not approve stays as it is.
    private static readonly ReasonCode[] Overridable =
        [ReasonCode.OutsideWindow, ReasonCode.Frozen, ReasonCode.CutoffReached, ReasonCode.DoesNotFit, ReasonCode.HostUnknown];

    public async Task<Outcome<InstallPlan>> PlanAsync(InstallRequest request, CancellationToken cancellationToken)
    {
        var problems = new List<Finding>();
        var host = inventory.Value.Select([request.Host], problems).FirstOrDefault();
        if (host is null) return problems[0];
        if (!Reach.By(host).TryGet(out var transport, out var unreachable)) return unreachable;
        var listed = await pending.ListAsync(host, null, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var offered, out var problem)) return problem;

        var refused = new List<Finding>();
        var wanted = request.Patches.Count == 0
            ? offered.Where(p => p.Decision!.Applies || Overridden(p, request)).ToList()
            : Choose(request, offered, refused);
        var simulation = new Simulation([], []);
        if (wanted.Count > 0)
        {
            var simulated = await packageManager.SimulateAsync(host.Name, Versions(wanted), transport, cancellationToken).ConfigureAwait(false);
            if (!simulated.TryGet(out simulation!, out problem)) return problem;
            if (simulation.Removes.Count > 0) return WouldRemove(host, simulation);
        }

        return new InstallPlan(
            host, wanted.Concat(offered).FirstOrDefault()?.Decision?.Policy, wanted, refused, simulation, request);
    }

    internal static PackageVersion[] Versions(IEnumerable<PendingPatch> patches) =>
        [.. patches.Select(p => new PackageVersion(p.Name, p.Version))];

    private static List<PendingPatch> Choose(InstallRequest request, IReadOnlyList<PendingPatch> offered, List<Finding> refused)
    {
        var chosen = new List<PendingPatch>();
        foreach (var (name, version) in request.Patches.Distinct())
        {
            var patch = offered.FirstOrDefault(p => p.Name == name);
            if (patch is null) refused.Add(NotPending(request.Host, name, offered));
            else if (version.Length > 0 && patch.Version != version) refused.Add(OtherVersion(patch, version));
            else if (patch.Decision!.Applies || Overridden(patch, request)) chosen.Add(patch);
            else refused.Add(Refused(patch));
        }

        return chosen;
    }

    private static bool Overridden(PendingPatch patch, InstallRequest request) =>
        request.OverrideReason is not null && Overridable.Contains(patch.Decision!.Reason);

    private static Finding Refused(PendingPatch patch) => new()
    {
        Code = patch.Decision!.Reason.ToString(),
        Kind = FindingKind.InvalidOperation,
        Policy = patch.Decision.Policy,
        HostName = patch.Host,
        Path = patch.ToString(),
        Message = $"'{patch.Name}' on '{patch.Host}' is not applied ({patch.Decision.Reason}): {patch.Decision.Message}.",
        Suggestion = Overridable.Contains(patch.Decision.Reason)
            ? "Wait for the window, or add -IgnoreWindow -Reason '…'; the reason is recorded."
            : patch.Decision.Reason == ReasonCode.Deferred
                ? "Resume-PendingPatch ends the deferral."
                : "The policy decides this; -IgnoreWindow overrides only the time.",
    };

    private static Finding NotPending(string host, string name, IReadOnlyList<PendingPatch> offered) => new()
    {
        Code = "PatchNotPending",
        Kind = FindingKind.ObjectNotFound,
        HostName = host,
        Path = $"{host} {name}",
        Message = $"No patch '{name}' is pending on '{host}'.{NearestWord.Question(NearestWord.To(name, offered.Select(p => p.Name)))}",
        Suggestion = "It may be installed already; Get-PendingPatch lists what is pending now.",
    };

    private static Finding OtherVersion(PendingPatch patch, string asked) => new()
    {
        Code = "PatchVersionChanged",
        Kind = FindingKind.InvalidOperation,
        HostName = patch.Host,
        Path = patch.ToString(),
        Message = $"The host '{patch.Host}' now offers {patch.Name} {patch.Version}, not {asked}.",
        Suggestion = "Run Get-PendingPatch again and decide about the new version.",
    };

    private static Finding WouldRemove(ManagedHost host, Simulation simulation) => new()
    {
        Code = "WouldRemovePackages",
        Kind = FindingKind.InvalidOperation,
        HostName = host.Name,
        Path = host.Name,
        Message = $"Nothing was installed on '{host.Name}': the package manager would remove {string.Join(", ", simulation.Removes)}.",
        Suggestion = "Install fewer patches at once, or do this one by hand.",
    };
}
