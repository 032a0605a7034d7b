namespace PatchWindow.Core.Windows;

/// <summary>Where freezes stand at a moment for work that needs no window.</summary>
/// <param name="Reason">Why nothing may be done at the moment; null where no freeze holds.</param>
/// <param name="Until">When the freeze that holds ends, or where none does, when the next begins; null where that is not in sight.</param>
public sealed record FreezeHold(string? Reason, DateTimeOffset? Until)
{
    /// <summary>The zone whose clock the policy's moments are told on; null where that is not known.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether a freeze holds.</summary>
    public bool Holds => Reason is not null;
}
