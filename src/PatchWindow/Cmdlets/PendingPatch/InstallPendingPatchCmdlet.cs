using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Cmdlets;

/// <summary>Installs pending patches now, if their policy says so, and writes what became of each host.</summary>
/// <remarks>
/// <para>Each host is asked again what is pending and each patch is decided about again; what the policy does not apply is
/// refused with its reason. Outside a window nothing is installed unless -IgnoreWindow and -Reason are given; who did so and
/// why is recorded. They override the time alone: what is excluded, denied, not approved, held back or deferred stays as it is.</para>
/// <para>What patches depend on comes along, is named in the plan and is recorded as a dependency. A patch that would remove a
/// package, or bring along one that is excluded, denied, held back or deferred, is an error, and the others are installed.</para>
/// <para>The patches of a host are one step, and every move of it is in the journal before it is made. Where a decision changed
/// since -Confirm asked, or something else would be installed than was said, nothing is (PlanExpired). A step has succeeded when the
/// package manager reports no fault and the host itself shows the new versions. Ctrl+C ends a step before it begins to apply; a package transaction that has
/// begun is finished. What an earlier command left on a host, because it was killed or the host did not answer any more, is brought
/// to its end first.</para>
/// <para>A host that its policy has rebooted is rebooted after its patches, inside its window or where that is overridden, and its hooks are run. Budgets hold here too; rings do
/// not: what is asked for is done now.</para>
/// <para>One host is worked on after another, or as many at once as -ThrottleLimit says; the result of each is written as soon as it is
/// there. A host that fails stops none of the others, unless -ErrorAction Stop says so: then no other begins, what is being applied
/// comes to its end and is written, and the error comes last.</para>
/// </remarks>
/// <example>
/// <para>What would be installed on this machine now</para>
/// <code>Install-PendingPatch localhost -WhatIf</code>
/// </example>
/// <example>
/// <para>Install chosen patches outside the window, with a reason</para>
/// <code>Get-PendingPatch localhost openssl* | Install-PendingPatch -IgnoreWindow -Reason 'INC-2048, exploited' -WhatIf</code>
/// </example>
/// <example>
/// <para>Everything that is due on the web servers, five of them at once</para>
/// <code>Get-PatchHost web* | Install-PendingPatch -ThrottleLimit 5</code>
/// </example>
/// <example>
/// <para>The same, with every move in a file for other programs</para>
/// <code>Get-PatchHost web* | Install-PendingPatch -ThrottleLimit 5 -LogPath /var/log/patchwindow.jsonl -WhatIf</code>
/// </example>
/// <seealso cref="GetPendingPatchCmdlet"/>
[Cmdlet(VerbsLifecycle.Install, "PendingPatch", SupportsShouldProcess = true, DefaultParameterSetName = PatchSet)]
[OutputType(typeof(StepResult))]
public sealed class InstallPendingPatchCmdlet : ConfiguredCmdlet
{
    private const string HostSet = "Host", PatchSet = "Patch";
    private readonly List<(string Host, string Name, string Version)> wanted = [];
    private readonly HashSet<string> told = [];
    private readonly CancellationTokenSource beginNoMore = new();
    private Finding? ending;
    private MoveLog? log;

    // Both ways into each set by value: with the name by property alone, PowerShell settles on one set before it sees what is piped.

    /// <summary>The names of the hosts: everything that their policy applies now is installed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HostSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set; } = [];

    /// <summary>The patches to install, as Get-PendingPatch writes them; a deferral or an approval stands for the patch it is of.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PatchSet, ValueFromPipeline = true)]
    [PatchArgument]
    public PendingPatch[] Patch { get; set; } = [];

    /// <summary>Installs although no window is open. Needs -Reason.</summary>
    [Parameter]
    public SwitchParameter IgnoreWindow { get; set; }

    /// <summary>Why the window is ignored. It is recorded with who did it, and is refused without -IgnoreWindow.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>How many hosts are worked on at once. One, where nothing is said, so that no more than one is ever down for it.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>A file to which every move of a step is appended as it is made, a JSON object a line: time, host, policy, step, sequence, state, message.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    private protected override bool NeedsWholeFiles => true;

    protected override void BeginProcessing()
    {
        if (IgnoreWindow && Reason is null)
        {
            ThrowTerminatingError(ErrorRecords.From(new Finding
            {
                Code = "ReasonMissing",
                Kind = FindingKind.InvalidArgument,
                Message = "-IgnoreWindow needs a reason, which is recorded.",
                Suggestion = "Add -Reason 'why it cannot wait for the window'.",
            }));
        }

        if (Reason is not null && !IgnoreWindow)
        {
            // Taken silently, it would look as if the reason had been recorded and the window ignored.
            ThrowTerminatingError(ErrorRecords.From(new Finding
            {
                Code = "ReasonWithoutIgnoreWindow",
                Kind = FindingKind.InvalidArgument,
                Message = "-Reason says why the window is ignored, and -IgnoreWindow is not given.",
                Suggestion = "Add -IgnoreWindow to install outside the window, or leave -Reason out.",
            }));
        }

        if (LogPath is not null && !IsWhatIf && !MoveLog.Open(GetUnresolvedProviderPathFromPSPath(LogPath)).TryGet(out log, out var unwritable))
            ThrowTerminatingError(ErrorRecords.From(unwritable));
        base.BeginProcessing();
    }

    protected override void Process()
    {
        if (ParameterSetName == PatchSet)
        {
            wanted.AddRange(Patch.Select(p => (p.Host, p.Name, p.Version)));
            return;
        }

        var problems = new List<Finding>();
        wanted.AddRange(Session.Inventory.Select(HostName, problems).Select(h => (h.Name, "", "")));
        foreach (var problem in problems) WriteFinding(problem);
    }

    protected override void Finish()
    {
        var requests = wanted.GroupBy(w => w.Host, StringComparer.OrdinalIgnoreCase)
            .Select(host => new InstallRequest(host.Key, [.. host.Where(w => w.Name.Length > 0).Select(w => (w.Name, w.Version))], IgnoreWindow ? Reason : null))
            .ToList();
        if (requests.Count == 0) return;
        var progress = new InstallProgress(this, requests.Count);
        try
        {
            _ = Await(async pipeline =>
            {
                // What has not begun when the pipeline ends does not begin; what has begun to apply comes to its end.
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation, pipeline.Halted, beginNoMore.Token);
                await Throttled.ForEachAsync(requests, ThrottleLimit, (request, token) => WorkOnAsync(request, pipeline, progress, token), stop.Token)
                    .ConfigureAwait(false);
                return true;
            });
        }
        catch (OperationCanceledException) when (ending is not null)
        {
            // What had not begun by then was not to begin.
        }
        finally
        {
            progress.End();
        }

        if (log?.Fault is { } fault) WriteFinding(fault);
        if (ending is not null) WriteFinding(ending);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) beginNoMore.Dispose();
        base.Dispose(disposing);
    }

    private async Task WorkOnAsync(InstallRequest request, PipelineThread pipeline, InstallProgress progress, CancellationToken token)
    {
        try
        {
            await InstallAsync(request, pipeline, progress, token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One host's surprise is no reason to leave the others.
        catch (Exception e) when (e is not (OperationCanceledException or StoreException))
#pragma warning restore CA1031
        {
            _ = await pipeline.AskAsync(() => Tell(StepFailure.Unexpected(request.Host, e))).ConfigureAwait(false);
        }

        pipeline.Post(() => progress.Done(request.Host));
    }

    private async Task InstallAsync(InstallRequest request, PipelineThread pipeline, InstallProgress progress, CancellationToken token)
    {
        if (!await TookUpAsync(request, pipeline, progress, token).ConfigureAwait(false)) return;
        var notices = new List<Finding>();
        var planned = await Session.Planner.PlanAsync(request, notices, token).ConfigureAwait(false);
        if (await pipeline.AskAsync(() => Agreed(planned, notices)).ConfigureAwait(false) is not { } plan) return;
        notices = [];
        var result = await Session.Steps.RunAsync(
            plan, move => Watch(move, pipeline, progress), notices, token).ConfigureAwait(false);

        // Waited for: an error that ends the command ends it before another host begins.
        _ = await pipeline.AskAsync(() => Tell(result, notices)).ConfigureAwait(false);
    }

    // Written where the move is made: after Ctrl+C the pipeline takes nothing any more, and the log still does.
    private void Watch(StepMove move, PipelineThread pipeline, InstallProgress progress)
    {
        log?.Write(move);
        pipeline.Post(() => progress.Show(move));
    }

    // Whether nothing was left on the host, or it has been brought to its end: before that nobody knows what is to be done there.
    private async Task<bool> TookUpAsync(InstallRequest request, PipelineThread pipeline, InstallProgress progress, CancellationToken token)
    {
        if (!Session.Inventory.Find(request.Host).TryGet(out var host, out _) || Session.Steps.LeftOn(host) is not { } step) return true;
        if (!await pipeline.AskAsync(() => ShouldProcess(host.Name, $"take up the step {step}, which an earlier command left, and wait for its end")).ConfigureAwait(false)) return true;
        var left = await Session.Steps.TakeUpAsync(host, move => Watch(move, pipeline, progress), token).ConfigureAwait(false);
        if (left is not null) _ = await pipeline.AskAsync(() => Tell(left)).ConfigureAwait(false);
        return left?.Severity != FindingSeverity.Error;
    }

    // The plan, if there is one, and whoever is asked agrees.
    private InstallPlan? Agreed(Outcome<InstallPlan> planned, List<Finding> notices)
    {
        foreach (var notice in notices.Where(n => told.Add(n.Message))) _ = Tell(notice);
        if (!planned.TryGet(out var plan, out var problem))
        {
            _ = Tell(problem);
            return null;
        }

        foreach (var refusal in plan.Refused) _ = Tell(refusal);
        if (ending is not null) return null;
        if (plan.Patches.Count == 0)
        {
            // Where a patch was asked for by name, its refusal has said it.
            if (plan.Refused.Count == 0)
                WriteWarning(Nothing(plan));
            return null;
        }

        if (plan.Waiting.Count > 0) WriteVerbose($"On '{plan.Host.Name}' {WaitingPatches.Describe(plan.Waiting)}.");
        return ShouldProcess(plan.Host.Name, plan.Description) ? plan : null;
    }

    // The result before what is to be known of it: it may be the only record of what was done.
    private bool Tell(Outcome<StepResult> outcome, List<Finding> notices)
    {
        if (outcome.TryGet(out var result, out var problem)) WriteObject(result);
        else _ = Tell(problem);
        foreach (var notice in notices) _ = Tell(notice);
        if (outcome.IsSuccess && result!.State != StepState.Succeeded) _ = Tell(StepFailure.Of(result));
        return true;
    }

    // An error that ends the command closes its output (-ErrorAction Stop). So it is written last: what is being applied on other hosts
    // comes to its end, and that has to be told.
    private bool Tell(Finding finding)
    {
        if (finding.Severity != FindingSeverity.Error || !EndsAtAnError)
        {
            WriteFinding(finding);
        }
        else if (ending is null)
        {
            ending = finding;
            beginNoMore.Cancel();
        }
        else
        {
            WriteFinding(finding with { Severity = FindingSeverity.Warning });
        }

        return true;
    }

    private bool EndsAtAnError => string.Equals(Preference("ErrorAction", "ErrorActionPreference")?.ToString(), nameof(ActionPreference.Stop), StringComparison.OrdinalIgnoreCase);

    private bool IsWhatIf => LanguagePrimitives.IsTrue(Preference("WhatIf", "WhatIfPreference"));

    private object? Preference(string parameter, string variable) => MyInvocation.BoundParameters.TryGetValue(parameter, out var said) ? said : GetVariableValue(variable);

    private static string Nothing(InstallPlan plan) => $"Nothing is to be installed on '{plan.Host.Name}' now: "
        + (plan.Waiting.Count == 0
            ? "nothing is pending there."
            : $"{WaitingPatches.Describe(plan.Waiting)}. Get-PendingPatch {plan.Host.Name} tells of each one why.");
}
