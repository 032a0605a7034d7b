using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Ends steps whose runner is certainly gone: they are unknown, and never taken up again by themselves.</summary>
internal sealed class LostSteps(IPatchStore store)
{
    /// <summary>
    /// Settles the lost step of a host, if there is one. An error where it may have changed the host: someone must look before
    /// anything else is done there. A warning where it had touched nothing.
    /// </summary>
    public Finding? Settle(ManagedHost host, DateTimeOffset now)
    {
        if (store.SettleLost(host.Name, step => IsLost(step, host), now) is not { } lost) return null;
        var touched = !StepMachine.Allows(lost.State, StepState.Skipped);
        var packages = string.Join(", ", lost.Patches.Concat(lost.Dependencies).Select(p => $"{p.Name} {p.Version}"));
        return new Finding
        {
            Code = "StepLost",
            Kind = FindingKind.InvalidOperation,
            Severity = touched ? FindingSeverity.Error : FindingSeverity.Warning,
            Policy = lost.Policy,
            HostName = host.Name,
            Path = lost.Id,
            Message = (touched ? $"Nothing was installed on '{host.Name}' now: an" : "An")
                + $" earlier step there, {lost.Id}, was {lost.State} when its runner, {lost.Runner}, was lost ({packages}). "
                + (touched ? "It counts as unknown." : "It had touched nothing."),
            Suggestion = touched
                ? "Look at the host first: "
                    + (string.Equals(host.Transport, "psrp", StringComparison.OrdinalIgnoreCase)
                        ? "its update history says what was installed, a file in %SystemRoot%\\PatchWindow how it ended, "
                        : "'dpkg --audit' lists what is half-installed, /var/log/apt/term.log what was done, ")
                    + $"'Get-PendingPatch {host.Name}' what is still pending. Then run the command again."
                : null,
        };
    }

    /// <summary>The step that is in progress on a host, in words; null where there is none, or its runner is gone.</summary>
    public static string? Running(IPatchStore store, ManagedHost host) =>
        store.InProgress(host.Name) is { } step && !IsLost(step, host) ? $"{step.Id} is {step.State}, by {step.Runner}" : null;

    // A host that is reached locally is the machine we are on, and so was the runner's, by whatever name.
    private static bool IsLost(StepRecord step, ManagedHost host) => step.Runner.IsThisProcess()
        ? !RunningSteps.Contains(step.Id)
        : step.Runner.IsDead(here: string.Equals(host.Transport, "local", StringComparison.OrdinalIgnoreCase));
}
