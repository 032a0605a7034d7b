using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

namespace PatchWindow.Console;

/// <summary>
/// Ctrl+C and the signals that ask a process to leave. The first one stops the running pipeline, so that cmdlets can
/// let go of what they hold; a second one, or one that finds nothing running, ends the process as usual.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Pipeline? _running;
    private PosixSignal? _received;

    public StopSignals() =>
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
                .Select(signal => PosixSignalRegistration.Create(signal, OnSignal)),
        ];

    /// <summary>The exit code of the signal that stopped the last pipeline, or nothing.</summary>
    public int? ExitCode => _received switch
    {
        PosixSignal.SIGINT => Console.ExitCode.Interrupted,
        PosixSignal.SIGTERM => Console.ExitCode.Terminated,
        PosixSignal.SIGHUP => Console.ExitCode.HungUp,
        _ => null,
    };

    /// <summary>
    /// Ctrl+C was pressed where it comes as a key, in a question a script asks. The engine stops the pipeline when the
    /// question says so by its exception; stopping it from here as well would cut its finally blocks short.
    /// </summary>
    public void Interrupt()
    {
        lock (_gate)
            _received = PosixSignal.SIGINT;
    }

    /// <summary>While the returned value lives, signals stop this pipeline.</summary>
    public IDisposable Watch(Pipeline pipeline)
    {
        lock (_gate)
            (_running, _received) = (pipeline, null);
        return new Watched(this);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        lock (_gate)
            context.Cancel = StopRunning(context.Signal);
    }

    private bool StopRunning(PosixSignal signal)
    {
        if (_running is null || _received is not null)
            return false;
        _received = signal;
        _running.StopAsync();
        return true;
    }

    private sealed class Watched(StopSignals signals) : IDisposable
    {
        public void Dispose()
        {
            lock (signals._gate)
                signals._running = null;
        }
    }
}
