namespace PatchWindow.Fleet.PackageManagers.Rpm;

/// <summary>What rpm itself prints when it fails, whatever asked it.</summary>
internal static class RpmFaults
{
    /// <summary>A line about a database that cannot be read (rpm 4.18, and the program that asks it).</summary>
    public const string DamagedDatabase =
        "^.*(?:rpmdb|Rpmdb|database disk image is malformed|cannot open Packages (?:database|index)|file is not a database).*$";
}
