namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>Why apt leaves a newer version alone in a dist-upgrade.</summary>
internal enum AptKeepReason
{
    /// <summary>
    /// Held by the admin, or apt finds no way to install it: both print as "kept back" (RIG.md, apt).
    /// </summary>
    KeptBack,

    /// <summary>Ubuntu's phased roll-out: this host's turn has not come.</summary>
    Phased,
}

/// <summary>A package that there is another version of: <c>   pw-sec (1.0 =&gt; 2.0)</c>.</summary>
/// <param name="Name">With its architecture where it is not the host's own.</param>
/// <param name="Installed">The version installed now.</param>
/// <param name="Version">The other version.</param>
/// <param name="Kept">Why apt leaves it alone; null where it would install it.</param>
internal sealed record AptChange(string Name, string Installed, string Version, AptKeepReason? Kept);

/// <summary>A file to be downloaded: <c>pw-epoch_2%3a0.5-1_all.deb</c>.</summary>
/// <param name="Package">The package's name, without an architecture.</param>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">Its architecture, or <c>all</c>.</param>
/// <param name="Size">In bytes.</param>
internal sealed record AptFile(string Package, string Version, string Architecture, long Size);

/// <summary>What <c>apt-get -V dist-upgrade</c> says of the packages that are installed.</summary>
internal sealed record AptUpgrade(IReadOnlyList<AptChange> Changes, IReadOnlyList<AptFile> Files);
