namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>A promise that was broken.</summary>
/// <param name="Promise">Which, in a word.</param>
/// <param name="What">How.</param>
internal sealed record Violation(string Promise, string What)
{
    public override string ToString() => $"{Promise}: {What}";
}
