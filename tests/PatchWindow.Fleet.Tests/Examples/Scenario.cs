using PatchWindow.Core.Decisions;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>
/// One patch on one host of an example, with all that is known of it, decided about at several moments. Every moment is on the
/// clock of the host's policy, as <see cref="ClockText"/> reads it.
/// </summary>
/// <param name="Title">What it shows.</param>
/// <param name="Host">The host's name; of one that no inventory lists, the name alone.</param>
/// <param name="Patch">The patch, as the package manager tells it.</param>
internal sealed record Scenario(string Title, string Host, PendingPatch Patch)
{
    /// <summary>The tags of a host that no inventory lists.</summary>
    public Dictionary<string, string> Tags { get; init; } = [];

    /// <summary>When the vendor released it; null where the package manager does not tell.</summary>
    public string? Released { get; init; }

    /// <summary>When it was first seen on the host; null where nobody could record that.</summary>
    public string? Seen { get; init; }

    /// <summary>Earlier releases that the host was offered and still lacks.</summary>
    public IReadOnlyList<(string Version, string Seen, PatchSeverity Severity)> Earlier { get; init; } = [];

    /// <summary>Until when someone put it off.</summary>
    public string? Deferred { get; init; }

    /// <summary>What someone said of it, and until when that holds; null for ever.</summary>
    public (ApprovalVerdict Verdict, string? Until)? Said { get; init; }

    /// <summary>Why, of what was said.</summary>
    public string Because { get; init; } = "CHG-1207";

    /// <summary>Whether the store could not be read.</summary>
    public bool StoreUnread { get; init; }

    public WorkInProgress Work { get; init; } = new();

    /// <summary>The moments decided for, each with what is expected there.</summary>
    public IReadOnlyList<(string Moment, string Note)> At { get; init; } = [];
}
