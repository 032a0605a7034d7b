namespace PatchWindow.Fleet.Store;

/// <summary>What the store does not take, although nothing is wrong with it.</summary>
internal static class StoreProblems
{
    /// <summary>A step is another runner's now, or over.</summary>
    public static Finding TakenUp(string step) => new()
    {
        Code = "StepTakenUp",
        Kind = FindingKind.InvalidOperation,
        Path = step,
        Message = $"The step {step} is another runner's now, or over: this one did not prolong its lease in time, or its process was taken for dead.",
        Suggestion = "Whoever took it up asks the host what became of the work, and writes that down.",
    };
}
