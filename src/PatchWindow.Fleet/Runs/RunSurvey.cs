using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Finds work that needs no window: what a policy in the mode Immediate applies, and emergencies that no window takes in time. Nothing but the hosts can tell, so
/// they are asked from time to time; where any has such work, the policy has a run for it.
/// </summary>
public sealed class RunSurvey(
    Lazy<PatchConfiguration> configuration, RunOpener opener, PendingPatchService pending, Lazy<IPatchStore> store, Runner runner, IClock clock)
{
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Asks the hosts of each policy that may apply something now without a window, unless any runner has done so lately.</summary>
    /// <param name="request">Which policies, and how lately.</param>
    /// <param name="problems">Receives hosts that could not be asked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task OpenAsync(RunRequest request, ICollection<Finding> problems, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (now.ToDateTimeOffset() < next) return;
        next = now.ToDateTimeOffset() + TimeSpan.FromMinutes(1);
        foreach (var policy in configuration.Value.Select(request.Policies, []))
        {
            if (!MayApply(policy, now) || store.Value.Runs.Find(new RunQuery { Policy = policy.Name }).Count > 0) continue;
            if (!store.Value.Runs.TakeSurvey(policy.Name, (now - Duration.FromTimeSpan(request.SurveyAfter)).ToDateTimeOffset(), now.ToDateTimeOffset())) continue;
            await OpenAsync(policy, request.ThrottleLimit, problems, cancellationToken).ConfigureAwait(false);
        }
    }

    // Where a window is open, its run asks the hosts.
    internal static bool MayApply(CompiledPolicy policy, Instant now)
    {
        if (policy.Source.Mode != PolicyMode.Immediate && policy.Emergency is null) return false;
        var outlook = WindowFinder.Outlook(policy, new WindowQuery(now, Windows.HostZone.Of(null)));
        return outlook.Open is null && (outlook.Immediate is { Holds: false } || outlook.Emergency is { Holds: false });
    }

    private async Task OpenAsync(CompiledPolicy policy, int limit, ICollection<Finding> problems, CancellationToken cancellationToken)
    {
        var due = new System.Collections.Concurrent.ConcurrentBag<ManagedHost>();
        var unasked = new System.Collections.Concurrent.ConcurrentBag<Finding>();
        await Throttled.ForEachAsync(opener.HostsOf(policy), limit, async (host, token) =>
        {
            var listed = await pending.ListAsync(host, null, [], token, forStep: true).ConfigureAwait(false);
            if (!listed.TryGet(out var found, out var problem)) unasked.Add(problem);
            else if (found.Patches.Any(p => p.Decision!.Applies)) due.Add(host);
        }, cancellationToken, runner.Begin).ConfigureAwait(false);
        foreach (var problem in unasked) problems.Add(problem with { Severity = FindingSeverity.Warning });
        if (due.IsEmpty) return;
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var terms = opener.Terms(policy);
        _ = store.Value.Runs.Open(
            new RunRecord { Id = runner.NewId(now), Policy = policy.Name, IsOutsideWindow = true, WindowStart = now, Created = now },
            opener.Plan(terms, opener.HostsOf(policy).Where(h => due.Contains(h)), now));
    }
}
