using System.Management.Automation;
using PatchWindow.Fleet.Connections;

namespace PatchWindow.Cmdlets;

/// <summary>A cmdlet that asks many hosts at once; <see cref="HostAsking{T}"/> does it.</summary>
public abstract class HostAskingCmdlet : ConfiguredCmdlet
{
    private IDisposable? asking;

    /// <summary>How many hosts are asked at once.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 32;

    /// <summary>
    /// Writes the key of a host that is not known yet into your known_hosts file, whatever it is, and goes on. Without it such a host is
    /// an error. A key that has changed is always one.
    /// </summary>
    [Parameter]
    public SwitchParameter AcceptNewHostKey { get; set; }

    /// <summary>Begins to ask; ended with the pipeline.</summary>
    /// <param name="activity">What is asked, for the progress.</param>
    /// <param name="ask">Asks one host; on another thread than the pipeline's.</param>
    /// <param name="take">Takes an answer; on the pipeline's thread.</param>
    private protected HostAsking<T> BeginAsking<T>(string activity, Func<ManagedHost, CancellationToken, Task<T>> ask, Action<T> take)
    {
        Session.AcceptsNewHostKeys = AcceptNewHostKey;
        var begun = new HostAsking<T>(new HostQuestions<T>(ThrottleLimit, ask, Cancellation), new AskingProgress(this, activity), take);
        asking = begun;
        return begun;
    }

    protected override void Dispose(bool disposing)
    {
        // Before the session: a question may be writing into its store.
        if (disposing) asking?.Dispose();
        base.Dispose(disposing);
    }
}
