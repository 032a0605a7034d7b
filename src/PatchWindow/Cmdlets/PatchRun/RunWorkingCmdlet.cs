using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Fleet.Runs;

namespace PatchWindow.Cmdlets;

/// <summary>What works on runs: which policies' runs, how many hosts at once, and where it is told of.</summary>
public abstract class RunWorkingCmdlet : ConfiguredCmdlet
{
    private const int AllRight = 0, Failures = 1, NotRun = 2;
    private readonly List<string> policies = [];
    private MoveLog? log;

    /// <summary>The names of policies whose windows are meant. Without it, all of them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [TextArgument(typeof(Policy))]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Policy { get; set; } = [];

    /// <summary>How many hosts are asked or worked on at once; budgets may allow fewer.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 25;

    /// <summary>After how long hosts are asked again what they have that needs no window: 1h, 30m.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan SurveyAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A file to which every move of a step is appended as it is made, a JSON object a line: time, host, policy, step, sequence, state, message.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LogPath { get; set; }

    /// <summary>Whether it stays for what comes later.</summary>
    private protected abstract bool Waits { get; }

    private protected override bool NeedsWholeFiles => true;

    private protected override bool KeepsUp => Waits;

    protected override void BeginProcessing()
    {
        // Until it has run it has not: whatever ends it before leaves that behind.
        Exit(NotRun);
        base.BeginProcessing();
        if (LogPath is not null && !IsWhatIf && !MoveLog.Open(GetUnresolvedProviderPathFromPSPath(LogPath)).TryGet(out log, out var unwritable))
            ThrowTerminatingError(ErrorRecords.From(unwritable));
    }

    protected override void Process() => policies.AddRange(Policy);

    protected override void Finish()
    {
        // A pipeline that nothing came through must not mean everything.
        if (MyInvocation.ExpectingInput && policies.Count == 0)
        {
            Exit(AllRight);
            return;
        }

        var problems = new List<Finding>();
        var coming = Session.Runs.Coming(policies, problems);
        foreach (var problem in problems) WriteFinding(problem);
        if (problems.Exists(p => p.Severity == FindingSeverity.Error)) return;
        if (Agreed(coming) is { } agreed) Work(agreed);
        else Exit(AllRight);
    }

    // The policies to work on; null where there is nothing to do, or nothing of it is wanted. None means all of them.
    private List<string>? Agreed(IReadOnlyList<ComingWork> coming)
    {
        if (coming.Count == 0) return Waits && ShouldProcess(policies.Count == 0 ? "all policies" : string.Join(", ", policies), "wait for windows, and apply what is due") ? policies : null;
        var agreed = coming.Where(c => ShouldProcess(c.Target, c.Action)).Select(c => c.Policy).ToList();
        return agreed.Count == coming.Count ? policies : agreed.Count > 0 ? [.. agreed.Distinct(StringComparer.OrdinalIgnoreCase)] : null;
    }

    private void Work(List<string> agreed)
    {
        var watch = new RunWatch(this, log);
        _ = Await(async pipeline =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation, pipeline.Halted);
            watch.Begin(pipeline);
            var request = new RunRequest(agreed, ThrottleLimit, Waits, SurveyAfter) { IsOutdated = Waits ? IsOutdated : null };

            // One that stays goes on by the configuration as it is written by then.
            do await Session.Runs.WorkAsync(request, watch, stop.Token).ConfigureAwait(false);
            while (Waits && !stop.IsCancellationRequested);
            return true;
        });
        watch.End();
        if (log?.Fault is { } fault) WriteFinding(fault);
        Exit(watch.HasFailures ? Failures : AllRight);
    }

    // While a file cannot be read the last configuration stays.
    private bool IsOutdated() => Session.Reload().IsChanged;

    private bool IsWhatIf => LanguagePrimitives.IsTrue(MyInvocation.BoundParameters.TryGetValue("WhatIf", out var said) ? said : GetVariableValue("WhatIfPreference"));

    private void Exit(int code) => SessionState.PSVariable.Set("global:LASTEXITCODE", code);
}
