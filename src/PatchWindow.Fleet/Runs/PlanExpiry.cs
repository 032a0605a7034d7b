namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Whether a plan still holds. Someone may have looked at it, or been asked, for hours: what was decided and what the package
/// manager would do is asked again before anything is touched, and nothing else than what was shown is done.
/// </summary>
internal static class PlanExpiry
{
    /// <summary>What changed between a plan and the same patches planned afresh; null where nothing did.</summary>
    public static Finding? Of(InstallPlan plan, InstallPlan fresh)
    {
        var (then, now) = (Dependencies(plan), Dependencies(fresh));
        var changes = fresh.Refused.Select(r => r.Message.TrimEnd('.'))
            .Concat(Settled(fresh).Select(p => $"{p.Name} {p.Version} is on the host already, or would not be installed any more"))
            .Concat(now.Except(then).Select(d => $"{d} would come along as well"))
            .Concat(then.Except(now).Select(d => $"{d} would not come along any more"))
            .ToList();
        return changes.Count == 0 ? null : new Finding
        {
            Code = "PlanExpired",
            Kind = FindingKind.InvalidOperation,
            Policy = plan.Policy,
            HostName = plan.Host.Name,
            Path = plan.Host.Name,
            Message = $"Nothing was installed on '{plan.Host.Name}', because the plan does not hold any more: {string.Join("; ", changes)}.",
            Suggestion = $"'Get-PendingPatch {plan.Host.Name}' shows what is decided now, and running the command again plans afresh.",
        };
    }

    // A package manager says nothing of what is there already: it simply would not install it.
    private static IEnumerable<PendingPatch> Settled(InstallPlan fresh) => fresh.Installs is { } installs
        ? fresh.Patches.Where(p => !installs.Any(i => i.Name == p.Name && i.Version == p.Version))
        : [];

    private static IEnumerable<string> Dependencies(InstallPlan plan) => plan.Dependencies.Select(d => $"{d.Package.Name} {d.Package.Version}");
}
