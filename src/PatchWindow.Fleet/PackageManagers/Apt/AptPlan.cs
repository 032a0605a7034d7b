namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>Why apt leaves a newer version alone.</summary>
internal enum AptKeepReason
{
    /// <summary>
    /// Held by the admin, or apt finds no way to install it: both print as "kept back" (RIG.md, apt); before apt 2.7.11 also what is phased.
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

/// <summary>What apt-get says it would do.</summary>
/// <param name="Changes">To packages that are installed, or why it does nothing to them.</param>
/// <param name="Added">The packages that would be installed newly.</param>
/// <param name="Removed">The names of the packages that would be removed.</param>
/// <param name="Files">What would be downloaded; a file that is there already is missing.</param>
internal sealed record AptPlan(
    IReadOnlyList<AptChange> Changes, IReadOnlyList<PackageVersion> Added, IReadOnlyList<string> Removed, IReadOnlyList<AptFile> Files)
{
    private readonly ILookup<(string, string, string), AptFile> files = Files.ToLookup(file => (file.Package, file.Version, file.Architecture));

    /// <summary>What would be downloaded for a change; null where it is there already, or nothing is downloaded for it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="native">The host's own architecture, which apt leaves out of a name. Such a package may become one for all of them.</param>
    public AptFile? FileOf(AptChange change, string native)
    {
        var (name, foreign) = DebianNames.Divide(change.Name);
        AptFile? Of(string architecture) => files[(name, change.Version, architecture)].FirstOrDefault();
        return foreign is null ? Of(native) ?? Of("all") : Of(foreign);
    }
}
