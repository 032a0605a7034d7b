namespace PatchWindow.Tests.Session;

/// <summary>
/// Tests that share the process's environment variables, clock and engine: they run one after the other, and beside no other.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SessionCollection : ICollectionFixture<Engine>
{
    public const string Name = "Session";
}
