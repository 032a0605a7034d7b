namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>A package manager that somebody has written down in the configuration.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Place">Where it stands, for findings.</param>
public abstract record OwnPackageManager(string Name, string Place);

/// <summary>One that is a command for each thing that can be asked of it, run on the host; null where there is none for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="List">Prints what is pending.</param>
/// <param name="Apply">Installs the packages that it is given.</param>
/// <param name="Verify">Prints which versions are installed.</param>
public sealed record CommandManifest(string Name, string Place, OwnCommand List, OwnCommand Apply, OwnCommand Verify) : OwnPackageManager(Name, Place)
{
    /// <summary>Fetches anew what there is.</summary>
    public OwnCommand? Refresh { get; init; }

    /// <summary>Ends with 0 where the host is fit to apply something.</summary>
    public OwnCommand? Check { get; init; }

    /// <summary>Prints what applying the packages that it is given would do.</summary>
    public OwnCommand? Simulate { get; init; }

    /// <summary>Finishes what an interrupted installation left.</summary>
    public OwnCommand? Repair { get; init; }

    /// <summary>Prints <c>yes</c> where the host wants a reboot, and else <c>no</c>.</summary>
    public OwnCommand? Reboot { get; init; }

    /// <summary>How a package is said to the commands.</summary>
    public PackageWord Package { get; init; } = PackageWord.Default;
}

/// <summary>One that is a PowerShell script, run where PatchWindow runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="File">The script's absolute path.</param>
public sealed record ScriptManifest(string Name, string Place, string File) : OwnPackageManager(Name, Place);
