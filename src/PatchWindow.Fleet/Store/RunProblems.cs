namespace PatchWindow.Fleet.Store;

/// <summary>What can be wrong with a wish about a run.</summary>
internal static class RunProblems
{
    public static Finding NotFound(string run) => new()
    {
        Code = "RunNotFound",
        Kind = FindingKind.ObjectNotFound,
        Path = run,
        Message = $"There is no run '{run}'.",
        Suggestion = "Get-PatchRun lists the runs that go on, and with -All those that have ended too.",
    };

    public static Finding WindowClosed(RunRecord run) => new()
    {
        Code = "RunWindowClosed",
        Kind = FindingKind.InvalidOperation,
        Policy = run.Policy,
        Path = run.Id,
        Message = $"The run {run.Id} of '{run.Policy}' cannot go on: its window, of {MomentText.Format(run.WindowStart)}, is not open any more.",
        Suggestion = $"The next window has a run of its own; Get-PatchWindow {run.Policy} shows when. Install-PendingPatch -IgnoreWindow -Reason '…' does not wait for it.",
    };

    public static Finding NotIn(RunState wanted, RunRecord run) => new()
    {
        Code = wanted == RunState.Running ? "RunNotRunning" : "RunNotStopped",
        Kind = FindingKind.InvalidOperation,
        Policy = run.Policy,
        Path = run.Id,
        Message = $"The run {run.Id} of '{run.Policy}' is {run.State}{(run.Message.Length > 0 ? $" ({run.Message})" : "")}, not {wanted}.",
        Suggestion = $"Get-PatchRun -Id {run.Id} -Detailed shows what became of its hosts.",
    };
}
