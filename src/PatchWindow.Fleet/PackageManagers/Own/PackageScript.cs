namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>One question to a PowerShell script that is a package manager.</summary>
/// <param name="File">The script's absolute path.</param>
/// <param name="Action">What is asked: list, refresh, check, simulate, apply, verify, repair or reboot.</param>
/// <param name="Host">The host that it is asked about.</param>
/// <param name="Packages">The packages; only simulate, apply and verify have any.</param>
public sealed record PackageScriptCall(string File, string Action, ManagedHost Host, IReadOnlyList<PackageVersion> Packages);

/// <summary>What came of it.</summary>
public sealed class PackageScriptAnswer
{
    /// <summary>
    /// What the script wrote: an object as IDictionary of its values (text, bool, long, double, DateTimeOffset, List of such, null), and
    /// anything else as it is.
    /// </summary>
    public IReadOnlyList<object?> Objects { get; init; } = [];

    /// <summary>Whether the script says, by the ValidateSet of its parameter Action, that it has nothing for this one.</summary>
    public bool IsNotOffered { get; init; }

    /// <summary>Whether the host was asked at all: false where the script could not be read.</summary>
    public bool HasBegun { get; init; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Fault { get; init; }

    /// <summary>The line of the script where it did; null where that is not known.</summary>
    public int? Line { get; init; }
}

/// <summary>Runs scripts; PowerShell's engine does, which this assembly does not know. Cancelled, it ends at once.</summary>
/// <param name="call">The question.</param>
/// <param name="cancellationToken">Ends the script.</param>
public delegate Task<PackageScriptAnswer> PackageScriptRunner(PackageScriptCall call, CancellationToken cancellationToken);
