using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports;

/// <summary>A way to run a script on one host.</summary>
public interface ITransport
{
    /// <summary>The word for it in configuration, such as <c>local</c>.</summary>
    string Name { get; }

    /// <summary>The language of the scripts that it runs.</summary>
    ScriptLanguage Language { get; }

    /// <summary>
    /// Runs a script on the host and returns what it printed. A script that ran and failed is a value with
    /// its exit code; a problem says that it could not be run, did not end in time, or printed more than is accepted.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// Cancelled; the script was ended. Never thrown once a script has started that is not
    /// <see cref="HostScript.Interruptible"/>: that is waited for.
    /// </exception>
    Task<Outcome<HostOutput>> RunAsync(HostScript script, CancellationToken cancellationToken);
}
