namespace PatchWindow.Bench.Runs;

/// <summary>Something that steps are claimed of.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Open">Makes a runner's own connection: claims one step and gives its id, or null where none may be claimed now.</param>
internal sealed record Contender(string Name, Func<IClaimer> Open);

/// <summary>A runner.</summary>
internal interface IClaimer : IDisposable
{
    /// <summary>Claims a step; null where none is left or the budget is spent.</summary>
    string? Claim();

    /// <summary>Ends it, so that its budget is free.</summary>
    void End(string step);
}
