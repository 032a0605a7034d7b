namespace PatchWindow.Fleet.Store;

/// <summary>A step as the store keeps it.</summary>
public sealed record StepRecord
{
    public string Id { get; init; } = "";

    public string Host { get; init; } = "";

    public string? Policy { get; init; }

    /// <summary>The run it belongs to; null for one outside of any.</summary>
    public string? Run { get; init; }

    /// <summary>Counts who had it: what anybody but the last says of it is not taken.</summary>
    public long Epoch { get; init; }

    /// <summary>Whether its runner has not prolonged its lease in time, by the database's clock.</summary>
    public bool IsLeaseOver { get; init; }

    /// <summary>What installs on its host; null where that is not known yet.</summary>
    public string? PackageManager { get; init; }

    /// <summary>The boot that its host was in when it was sent; null where it was not.</summary>
    public string? Boot { get; init; }

    public StepState State { get; init; }

    /// <summary>The process that works on it: machine, process and boot, so that a dead one is told from a living one.</summary>
    public RunnerIdentity Runner { get; init; } = RunnerIdentity.Nobody;

    /// <summary>Why a closed window was overridden; null where none was.</summary>
    public string? OverrideReason { get; init; }

    public string? OverrideBy { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>The packages and versions it is to install.</summary>
    public IReadOnlyList<(string Name, string Version)> Patches { get; init; } = [];

    /// <summary>What the package manager said it would bring along with them.</summary>
    public IReadOnlyList<(string Name, string Version)> Dependencies { get; init; } = [];
}
