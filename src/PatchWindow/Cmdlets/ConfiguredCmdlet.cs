using System.Management.Automation;
using PatchWindow.Fleet;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Hooks;
using PatchWindow.PackageScripts;
using PatchWindow.Remoting;

namespace PatchWindow.Cmdlets;

/// <summary>A cmdlet that reads the configuration; its faults are shown once in a pipeline, and what is right still counts.</summary>
public abstract class ConfiguredCmdlet : PatchWindowCmdlet
{
    private PatchWindowSession? session;
    private ShownFindings? shown;
    private Finding? withheld;

    /// <summary>
    /// A configuration file, which wins over the machine's and the user's. Without it the file named by the environment
    /// variable PATCHWINDOW_CONFIG is read, if any.
    /// </summary>
    [Parameter]
    public string? ConfigurationPath { get; set; }

    internal PatchWindowSession Session => session
        ?? throw new InvalidOperationException("A session begins with the pipeline.");

    /// <summary>
    /// Whether policies or schedules can be piped in. That none is configured is then said by <see cref="UseConfiguredPolicies"/>, because
    /// nobody who brings their own needs to hear it.
    /// </summary>
    private protected virtual bool TakesThemInHand => false;

    /// <summary>Whether the cmdlet changes something, and must not go by half a configuration.</summary>
    private protected virtual bool NeedsWholeFiles => false;

    /// <summary>Whether it runs for long, and takes up what changes in the configuration's files meanwhile.</summary>
    private protected virtual bool KeepsUp => false;

    /// <summary>Whether what is wrong with the configuration is the cmdlet's own answer, and not shown beside it.</summary>
    private protected virtual bool AnswersWithFindings => false;

    protected override void BeginProcessing()
    {
        var path = ConfigurationPath is null ? null : GetUnresolvedProviderPathFromPSPath(ConfigurationPath);
        session = new PatchWindowSession(path, SessionClock.Now, KeepsUp, PackageScriptEngine.RunAsync, PowerShellRunner.RunAsync, SessionClock.PauseAsync, HookEngine.RunAsync);
        shown = ShownFindings.By(MyInvocation);
        var configuration = session.Configuration;
        foreach (var file in configuration.Files) WriteVerbose($"Read the configuration file '{file}'.");
        if (AnswersWithFindings) return;
        foreach (var finding in configuration.Findings)
        {
            // A file that cannot be read at all leaves nothing to go by, unless another file has policies.
            if (PatchConfiguration.IsFileFault(finding) && (NeedsWholeFiles || configuration.Policies.Count == 0))
                ThrowTerminatingError(ErrorRecords.From(finding));
            if (TakesThemInHand && PatchConfiguration.IsEmpty(finding)) withheld = finding;
            else Show(finding);
        }
    }

    /// <summary>Called before configured policies are gone by: says that there are none.</summary>
    private protected void UseConfiguredPolicies()
    {
        if (withheld is not { } finding) return;
        withheld = null;
        Show(finding);
    }

    private void Show(Finding finding)
    {
        if (shown!.Already(finding)) WriteVerbose($"Said already by an earlier command: {finding}");
        else WriteFinding(finding);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            session?.Dispose();
            shown?.Dispose();
        }

        base.Dispose(disposing);
    }
}
