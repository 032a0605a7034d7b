using PatchWindow.Core.Decisions;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Runs;

/// <summary>What can be wrong with a wish to install, and what is worth knowing of it.</summary>
internal static class InstallProblems
{
    public static Finding PolicyUncertain(ManagedHost host, Decision decision) => new()
    {
        Code = decision.Reason.ToString(),
        Kind = FindingKind.InvalidOperation,
        Policy = decision.Policy,
        HostName = host.Name,
        Path = host.Name,
        Message = $"Nothing was installed on '{host.Name}' ({decision.Reason}): {decision.Message}.",
        Suggestion = "Correct the configuration first; -IgnoreWindow overrides only the time.",
    };

    public static Finding BudgetSpent(ManagedHost host, string policy, RunWait wait) => new()
    {
        Code = nameof(ReasonCode.BudgetSpent),
        Kind = FindingKind.ResourceBusy,
        Policy = policy,
        HostName = host.Name,
        Path = host.Name,
        Message = $"Nothing was installed on '{host.Name}' (BudgetSpent, {policy}:{wait.Rule}): {wait.Message}.",
        Suggestion = "Run the command again when one of them is done; Get-PatchRun shows what is worked on. -IgnoreWindow overrides only the time.",
    };

    public static Finding DoesNotFit(ManagedHost host, string policy, TimeSpan needed, TimeSpan reserve) => new()
    {
        Code = nameof(ReasonCode.DoesNotFit),
        Kind = FindingKind.InvalidOperation,
        Policy = policy,
        HostName = host.Name,
        Path = host.Name,
        Message = $"Nothing was begun on '{host.Name}' (DoesNotFit): what is left of the window is too short; {DurationText.Format(needed)} is needed"
            + (reserve > TimeSpan.Zero ? $", and {DurationText.Format(reserve)} is kept for a reboot." : "."),
        Suggestion = $"It is due again in the next window. Get-PatchPlan {host.Name} shows when, and what would make it fit.",
    };

    public static Finding NotSimulated(ManagedHost host, string packageManager) => new()
    {
        Code = "SimulationNotOffered",
        Severity = FindingSeverity.Warning,
        HostName = host.Name,
        Message = $"'{packageManager}' cannot simulate: whether it would install or remove more on '{host.Name}' than what is asked for is not known, also of "
            + "what the policy excludes.",
        Suggestion = "Give it a \"simulate\" if it can tell.",
    };

    public static Finding NoReason(string host) => new()
    {
        Code = "ReasonMissing",
        Kind = FindingKind.InvalidArgument,
        HostName = host,
        Path = host,
        Message = "Overriding the window needs a reason, which is recorded.",
        Suggestion = "Add -Reason 'why it cannot wait for the window'.",
    };

    public static Finding NotPending(string host, string name, IReadOnlyList<PendingPatch> offered) => new()
    {
        Code = "PatchNotPending",
        Kind = FindingKind.ObjectNotFound,
        HostName = host,
        Path = $"{host} {name}",
        Message = $"No patch '{name}' is pending on '{host}'.{NearestWord.Question(NearestWord.To(name, offered.Select(p => p.Name)))}",
        Suggestion = "It may be installed already; Get-PendingPatch lists what is pending now.",
    };

    public static Finding OtherVersion(PendingPatch patch, string asked) => new()
    {
        Code = "PatchVersionChanged",
        Kind = FindingKind.InvalidOperation,
        HostName = patch.Host,
        Path = patch.ToString(),
        Message = $"The host '{patch.Host}' now offers {patch.Name} {patch.Version}, not {asked}.",
        Suggestion = "Run Get-PendingPatch again and decide about the new version.",
    };
}
