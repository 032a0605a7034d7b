namespace PatchWindow;

/// <summary>A newer version of a package that a host could install, with the decision about it.</summary>
public sealed record PendingPatch
{
    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The package's name as its package manager takes it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version installed now; null when the patch brings in a new package.</summary>
    public string? InstalledVersion { get; init; }

    /// <summary>The version that would be installed.</summary>
    public string Version { get; init; } = "";

    public string? Architecture { get; init; }

    /// <summary>What its vendor calls it, where its name says little, such as that of an update of Windows; null elsewhere.</summary>
    public string? Title { get; init; }

    /// <summary>Where it comes from: for apt, label:version/suite, several divided by a comma; for Windows, its update service.</summary>
    public string Source { get; init; } = "";

    public PatchClassification Classification { get; init; }

    public PatchSeverity Severity { get; init; }

    public string[] Advisories { get; init => field = value ?? []; } = [];

    public string[] Cves { get; init => field = value ?? []; } = [];

    /// <summary>The base score of CVSS, from 0 to 10, the highest of its vulnerabilities; null where nobody said.</summary>
    public double? Cvss { get; init; }

    /// <summary>Whether a vulnerability that it mends is known to be exploited.</summary>
    public bool Exploited { get; init; }

    /// <summary>Bytes to download; null when the package manager does not say.</summary>
    public long? Size { get; init; }

    /// <summary>Null when it is not known before the patch is applied.</summary>
    public bool? RequiresReboot { get; init; }

    /// <summary>When the vendor released it; null when the package manager does not say.</summary>
    public DateTimeOffset? Released { get; init; }

    /// <summary>When PatchWindow first saw it on this host; null when the store does not say: it could not be read, or this user may not write it.</summary>
    public DateTimeOffset? FirstSeen { get; init; }

    /// <summary>When the first release was seen that the host still lacks of this package: a newer one does not begin anew. Null when not known.</summary>
    public DateTimeOffset? PendingSince { get; init; }

    /// <summary>Released versions between the installed one and the newest; null when not known.</summary>
    public int? PatchesBehind { get; init; }

    /// <summary>Why the package manager itself will not install it (held, kept back); null when it will.</summary>
    public string? HeldBack { get; init; }

    /// <summary>What happens to it, and why.</summary>
    public Decision? Decision { get; init; }

    /// <summary><c>web01 openssl 3.0.16-1 → 3.0.17-1</c>.</summary>
    public override string ToString() => $"{Host} {Name} {InstalledVersion ?? "(new)"} → {Version}";
}
