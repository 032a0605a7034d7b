namespace PatchWindow;

/// <summary>A patch that is not planned because something else than its turn has to come first, or a host of which that is true.</summary>
public sealed record PlanWait
{
    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The policy that decides; null where none does.</summary>
    public string? Policy { get; init; }

    /// <summary>The patch; null where it is the host that waits, with all that is pending on it.</summary>
    public PendingPatch? Patch { get; init; }

    /// <summary>The package's name; null where it is the host that waits.</summary>
    public string? Name => Patch?.Name;

    /// <summary>The version that would be installed; null where it is the host that waits.</summary>
    public string? Version => Patch?.Version;

    public ReasonCode Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>When it will change by itself; null when only a person can change it.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary><c>web01 openssl 3.0.17-1: NotApproved, …</c>.</summary>
    public override string ToString() => $"{Host}{(Patch is null ? "" : $" {Name} {Version}")}: {Reason}, {Message}";
}
