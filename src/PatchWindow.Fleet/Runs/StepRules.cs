using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Runs;

/// <summary>What a policy says of a step besides what it installs: its reboot and its hooks.</summary>
/// <param name="Policy">The policy; null where the host is in none, and nothing is said.</param>
/// <param name="RebootRefusal">Why no reboot may start now; null where it may.</param>
internal sealed record StepRules(CompiledPolicy? Policy, Func<string?> RebootRefusal)
{
    /// <summary>Of a host in no policy.</summary>
    public static StepRules None { get; } = new(null, () => "the host is in no policy");

    /// <summary>Of a host by its policy, in the time that its windows leave.</summary>
    /// <param name="host">The host.</param>
    /// <param name="policy">Its policy; null where it is in none.</param>
    /// <param name="isOverridden">Whether someone has overridden the windows, with a reason.</param>
    /// <param name="clock">The clock.</param>
    public static StepRules Of(ManagedHost host, CompiledPolicy? policy, bool isOverridden, IClock clock) => policy is null ? None : new(policy, () =>
    {
        // The machine that runs this would end this, and whatever else it works on.
        if (string.Equals(host.Transport, "local", StringComparison.OrdinalIgnoreCase)) return "it is the machine that PatchWindow runs on";
        if (isOverridden) return null;
        var now = clock.GetCurrentInstant();
        return StepRoom.RebootWait(policy, WindowFinder.Outlook(policy, new WindowQuery(now, HostZone.Of(host), host.Name)), now.ToDateTimeOffset());
    });
}
