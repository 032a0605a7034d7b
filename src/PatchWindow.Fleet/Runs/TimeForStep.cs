using NodaTime;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Runs;

/// <summary>Whether there is time for a step: in the window of its host, or before the freeze that comes.</summary>
/// <param name="host">The host.</param>
/// <param name="policy">Its policy.</param>
/// <param name="estimates">How long steps take.</param>
/// <param name="clock">The clock.</param>
internal sealed class TimeForStep(ManagedHost host, CompiledPolicy policy, IStepEstimates estimates, IClock clock)
{
    /// <summary>Of so many patches as many as a step could apply that starts now.</summary>
    /// <param name="patches">How many there are.</param>
    /// <param name="needsNoWindow">Whether they are an emergency that no window takes in time.</param>
    public int Fits(int patches, bool needsNoWindow)
    {
        var now = clock.GetCurrentInstant();
        var outlook = WindowFinder.Outlook(policy, new WindowQuery(now, HostZone.Of(host), host.Name), estimates.For(policy, host, 1));
        return StepRoom.Fits(policy, outlook, now.ToDateTimeOffset(), patches, n => estimates.For(policy, host, n), needsNoWindow);
    }

    /// <summary>Why a step with so many patches cannot start now; null where it can.</summary>
    public Finding? Refusal(int patches, bool needsNoWindow) => Fits(patches, needsNoWindow) == patches ? null : TooLate(patches);

    /// <summary>What a step with so many patches is refused with.</summary>
    public Finding TooLate(int patches) => InstallProblems.DoesNotFit(host, policy.Name, estimates.For(policy, host, patches), policy.Source.Reboot.Reserve);
}
