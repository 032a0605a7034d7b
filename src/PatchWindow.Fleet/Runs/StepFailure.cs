namespace PatchWindow.Fleet.Runs;

/// <summary>Steps that did not succeed, as errors.</summary>
public static class StepFailure
{
    /// <summary>The error of a step that failed, or of which it is not known what became of it.</summary>
    public static Finding Of(StepResult result) => new()
    {
        Code = "Step" + result.State,
        Kind = FindingKind.InvalidOperation,
        Policy = result.Policy,
        HostName = result.Host,
        Path = result.Host,
        Message = $"Step {result.Step} {(result.State == StepState.Failed ? "failed" : "ended as " + result.State)}: {result.Message}",
    };

    /// <summary>The error of a host the work on which ended in a way that nobody thought of.</summary>
    public static Finding Unexpected(string host, Exception fault) => new()
    {
        Code = "HostFailedUnexpectedly",
        Kind = FindingKind.InvalidOperation,
        HostName = host,
        Path = host,
        Message = $"The work on '{host}' ended unexpectedly: {fault.Message}",
        Suggestion = $"'Get-PendingPatch {host}' shows what is pending there now. Please report the fault, with $Error[0].Exception.",
    };
}
