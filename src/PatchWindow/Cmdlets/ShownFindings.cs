using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Cmdlets;

/// <summary>
/// What a command has shown of the configuration's faults, as long as its pipeline runs: a later command of the same pipeline
/// that meets the same ones need not show them again.
/// </summary>
internal sealed class ShownFindings : IDisposable
{
    private static readonly List<ShownFindings> Running = [];

    private readonly HashSet<Finding> findings = [];
    private readonly InvocationInfo invocation;
    private readonly Guid? runspace = Runspace.DefaultRunspace?.InstanceId;

    private ShownFindings(InvocationInfo invocation) => this.invocation = invocation;

    // With an action of its own a command means to hear of errors or not to, whatever the others do.
    private bool IsOnItsOwn => invocation.BoundParameters.ContainsKey("ErrorAction") || invocation.BoundParameters.ContainsKey("WarningAction");

    public static ShownFindings By(InvocationInfo invocation)
    {
        var shown = new ShownFindings(invocation);
        lock (Running) Running.Add(shown);
        return shown;
    }

    /// <summary>Whether an earlier command of this pipeline has shown it; if not, this one is about to.</summary>
    public bool Already(Finding finding)
    {
        if (IsOnItsOwn) return false;
        lock (Running)
        {
            if (Running.Exists(r => IsBefore(r) && r.findings.Contains(finding))) return true;
            findings.Add(finding);
            return false;
        }
    }

    public void Dispose()
    {
        lock (Running) Running.Remove(this);
    }

    // PowerShell begins all commands of a pipeline before it ends the first, and does not say which pipeline a command is in.
    private bool IsBefore(ShownFindings other) => other.runspace == runspace
        && other.invocation.HistoryId == invocation.HistoryId
        && other.invocation.PipelineLength == invocation.PipelineLength
        && other.invocation.PipelinePosition < invocation.PipelinePosition;
}
