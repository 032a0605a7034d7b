namespace PatchWindow.Fleet.Configuration;

/// <summary>What a look at the configuration's files came to.</summary>
public sealed record ConfigurationUpdate
{
    internal static readonly ConfigurationUpdate Nothing = new() { IsCertain = true };

    /// <summary>Whether there is another configuration to go by than before.</summary>
    public bool IsChanged { get; init; }

    /// <summary>
    /// Whether the configuration that is gone by is what the files say. Where it is not, because one is being saved or has become
    /// unreadable, nothing may begin: what cannot be read may be what forbids it.
    /// </summary>
    public bool IsCertain { get; init; }

    /// <summary>What is wrong now and was not before.</summary>
    public IReadOnlyList<Finding> News { get; init; } = [];
}
