namespace PatchWindow.Cmdlets;

/// <summary>Runs in a line: for whoever watches, and for whoever reads afterwards.</summary>
internal static class RunSummary
{
    /// <summary><c>prod-web 22:00–02:00: 28 succeeded, 1 failed, 1 waits (the ring 'canary' soaks …)</c>.</summary>
    public static string Of(Run run)
    {
        var parts = Counts(run).ToList();
        var text = $"{run.Policy} {MomentText.Format(run.WindowStart)}{(run.WindowEnd is { } end ? $"–{end:HH:mm}" : "")}: "
            + (parts.Count == 0 ? "nothing was to be done" : string.Join(", ", parts));
        if (run.State == RunState.Stopped) text += $"; stopped: {run.Message}";
        foreach (var wait in run.Waits) text += $"{Environment.NewLine}  {wait.Hosts} of '{wait.Ring}' {(wait.Hosts == 1 ? "waits" : "wait")}: {wait.Message}"
            + (wait.Until is { } until ? $"; until {MomentText.Format(until.ToOffset(run.WindowStart.Offset))}" : "");
        return run.State == RunState.Ended ? text : $"{text}{Environment.NewLine}  Get-PatchRun -Id {run.Id} shows it.";
    }

    /// <summary>Several runs that go on, and the hosts that are worked on.</summary>
    public static string Progress(IReadOnlyList<Run> runs, IReadOnlyDictionary<string, StepState> inFlight)
    {
        var text = string.Join("; ", runs.Select(r => $"{r.Policy}: {string.Join(", ", Counts(r))}{Left(r)}"));
        return inFlight.Count == 0 ? text : $"{text}; at work: {string.Join(", ", inFlight.Take(3).Select(o => $"{o.Key} {o.Value}"))}{(inFlight.Count > 3 ? ", …" : "")}";
    }

    private static string Left(Run run) => run.WindowEnd is not { } end ? ""
        : end - SessionClock.Moment is var left && left > TimeSpan.Zero ? $", {DurationText.Format(TimeSpan.FromMinutes(Math.Ceiling(left.TotalMinutes)))} left" : ", its window is over";

    private static IEnumerable<string> Counts(Run run)
    {
        if (run.Succeeded > 0) yield return $"{run.Succeeded} succeeded";
        if (run.Failed > 0) yield return $"{run.Failed} failed";
        if (run.Unknown > 0) yield return $"{run.Unknown} unknown";
        if (run.Skipped > 0) yield return $"{run.Skipped} without work";
        if (run.InFlight > 0) yield return $"{run.InFlight} at work";
        if (run.Waiting > 0) yield return $"{run.Waiting} waiting";
    }
}
