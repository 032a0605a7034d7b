using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Turns a wish into a plan: asks the host afresh what is pending, decides about each patch now, and has the package manager
/// simulate. Nothing is changed.
/// </summary>
public sealed class InstallPlanner(
    Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, PendingPatchService pending, IHostConnections connections)
{
    // What an override overrides: the time. What someone deferred, excluded or did not approve stays as it is.
    private static readonly ReasonCode[] Time =
        [ReasonCode.OutsideWindow, ReasonCode.Frozen, ReasonCode.CutoffReached, ReasonCode.DoesNotFit];

    // What is so of a host as a whole, whichever patch is asked for.
    private static readonly ReasonCode[] Uncertain = [ReasonCode.PolicyInvalid, ReasonCode.PolicyConflict];

    public async Task<Outcome<InstallPlan>> PlanAsync(
        InstallRequest request, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (request.OverrideReason is { } why && string.IsNullOrWhiteSpace(why)) return InstallProblems.NoReason(request.Host);
        if (!inventory.Value.Find(request.Host).TryGet(out var host, out var unknown)) return unknown;
        var listed = await pending.ListAsync(host, null, notices, cancellationToken, forStep: true).ConfigureAwait(false);
        return listed.TryGet(out var found, out var problem)
            ? await PlanAsync(request, host, found, notices, cancellationToken).ConfigureAwait(false)
            : problem;
    }

    /// <summary>
    /// Plans the patches of a plan again: decides about them now, and has the host simulate. What it offers is not asked again, because
    /// the simulation tells whether it would still install exactly that; only of one that cannot simulate the list is all there is.
    /// </summary>
    public async Task<Outcome<InstallPlan>> ReviewAsync(InstallPlan plan, CancellationToken cancellationToken)
    {
        var request = plan.Request with { Patches = [.. plan.Patches.Select(p => (p.Name, p.Version))] };
        return plan.Installs is null
            ? await PlanAsync(request, [], cancellationToken).ConfigureAwait(false)
            : await PlanAsync(request, plan.Host, pending.DecideAgain(plan.Host, plan.Offered), [], cancellationToken).ConfigureAwait(false);
    }

    private async Task<Outcome<InstallPlan>> PlanAsync(
        InstallRequest request, ManagedHost host, HostPatches found, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (!connections.To(host).TryGet(out var connection, out var unreachable)) return unreachable;
        var offered = found.Patches;
        if (offered.Select(p => p.Decision!).FirstOrDefault(d => Uncertain.Contains(d.Reason)) is { } uncertain)
            return InstallProblems.PolicyUncertain(host, uncertain);

        // Without the store it is not known what to leave alone, and nothing could be journalled.
        if (found.StoreFault is { } fault) return fault with { Severity = FindingSeverity.Error };

        var refused = new List<Finding>();
        var wanted = request.Patches.Count == 0
            ? ChooseAll(request, found, refused)
            : Choose(request, found, refused);
        var trial = new InstallTrial(host, connection, name => Objection(name, host, found));
        if (await trial.RunAsync(wanted, cancellationToken).ConfigureAwait(false) is { } failed) return failed;
        refused.AddRange(trial.Refused);
        if (trial.IsUntold) notices.Add(InstallProblems.NotSimulated(host, connection.Packages.Name));
        var dependencies = trial.Installs.Where(i => trial.Accepted.All(p => p.Name != i.Name))
            .Select(i => new PlannedDependency(i, offered.FirstOrDefault(p => p.Name == i.Name)?.Decision));
        return new InstallPlan(
            host, wanted.Concat(offered).FirstOrDefault()?.Decision?.Policy, trial.Accepted, [.. dependencies], refused, request)
        {
            Offered = found.Offered,
            Installs = trial.IsUntold ? null : trial.Installs,
            Waiting = [.. offered.Except(wanted)],
            Reboot = string.Equals(host.Transport, "local", StringComparison.OrdinalIgnoreCase) ? null : inventory.Value.PolicyOf(host).Policy?.Source.Reboot.Mode,
        };
    }

    private List<PendingPatch> ChooseAll(InstallRequest request, HostPatches found, List<Finding> refused)
    {
        var offered = found.Patches;
        // Of the rest nobody asked by name; but whoever overrides the time should hear that it was not the time.
        if (request.OverrideReason is not null)
            refused.AddRange(offered.Where(p => p.Decision!.Reason == ReasonCode.HostUnknown && !IsOverridable(p.Decision)).Take(1).Select(p => Refused(p, found)));
        return [.. offered.Where(p => p.Decision!.Applies || Overridden(p, request, found))];
    }

    private List<PendingPatch> Choose(InstallRequest request, HostPatches found, List<Finding> refused)
    {
        var offered = found.Patches;
        var chosen = new List<PendingPatch>();
        foreach (var (name, version) in request.Patches.Distinct())
        {
            var patch = offered.FirstOrDefault(p => p.Name == name);
            if (patch is null) refused.Add(InstallProblems.NotPending(request.Host, name, offered));
            else if (version.Length > 0 && patch.Version != version) refused.Add(InstallProblems.OtherVersion(patch, version));
            else if (!patch.Decision!.Applies && !Overridden(patch, request, found)) refused.Add(Refused(patch, found));
            else if (!chosen.Contains(patch)) chosen.Add(patch); // asked for with its version and without
        }

        return chosen;
    }

    // On a host in no policy the first rule decides, and what a person said of the patch still stands.
    private bool Overridden(PendingPatch patch, InstallRequest request, HostPatches found) =>
        request.OverrideReason is not null && IsOverridable(patch.Decision!) && !found.Forbidden.ContainsKey(patch.Name);

    // A host in no policy has no rule but the override; unless something could not be read that may have been its policy.
    private bool IsOverridable(Decision decision) => Time.Contains(decision.Reason)
        || (decision.Reason == ReasonCode.HostUnknown && FirstFault is null);

    private Finding? FirstFault => configuration.Value.Findings.FirstOrDefault(f => f.Severity == FindingSeverity.Error);

    // What was said no to comes along with nothing, also where the policy would not have applied it by itself. What is merely not
    // approved yet may, or most security patches could not be installed; it is recorded.
    private string? Objection(string name, ManagedHost host, HostPatches found)
    {
        if (found.Forbidden.TryGetValue(name, out var no)) return $"{no.Reason}: {no.Message}";

        // A package that is new on the host is no patch, and nothing has been decided about it.
        return inventory.Value.PolicyOf(host).Policy?.Source.Approve?.Exclude.FirstOrDefault(e => PackagePattern.Matches(e, name)) is { } pattern
            ? $"{ReasonCode.Excluded}: the policy excludes '{pattern}'"
            : null;
    }

    private Finding Refused(PendingPatch patch, HostPatches found)
    {
        var (reason, message) = patch.Decision!.Reason == ReasonCode.HostUnknown && found.Forbidden.TryGetValue(patch.Name, out var no)
            ? no
            : (patch.Decision.Reason, patch.Decision.Message);
        return new Finding
        {
            Code = reason.ToString(),
            Kind = FindingKind.InvalidOperation,
            Policy = patch.Decision.Policy,
            HostName = patch.Host,
            Path = patch.ToString(),
            Message = $"'{patch.Name}' on '{patch.Host}' is not applied ({reason}): {message}.",
            Suggestion = Suggestion(reason),
        };
    }

    private string Suggestion(ReasonCode reason) => reason switch
    {
        ReasonCode.HostUnknown when FirstFault is { } fault => $"Mend the configuration first ({fault}).",
        ReasonCode.HostUnknown => "Give the host a policy, or add -IgnoreWindow -Reason '…'; the reason is recorded.",
        ReasonCode.Deferred => "Resume-PendingPatch ends the deferral.",
        ReasonCode.Denied => "Get-PatchApproval shows the denial, and Remove-PatchApproval takes it back.",
        ReasonCode.NotApproved => "Approve-PendingPatch approves it; -IgnoreWindow overrides only the time.",
        var time when Time.Contains(time) => "Wait for the window, or add -IgnoreWindow -Reason '…'; the reason is recorded.",
        _ => "The policy decides this; -IgnoreWindow overrides only the time.",
    };
}
