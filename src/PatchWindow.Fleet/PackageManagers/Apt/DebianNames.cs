using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// What a package and a version may be called: the one place that stands between names from hosts, files and users and
/// apt's command line, where <c>-o…</c> is an option, <c>name-</c> and <c>name=1.0-</c> a removal, <c>name+</c> an
/// installation and a <c>*</c> a pattern. Debian policy 5.6.1 and 5.6.12, and dpkg where it is wider.
/// </summary>
internal static class DebianNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Policy 5.6.1 allows lower case letters, digits and + - . with a letter or digit first; dpkg (pkg_name_is_illegal)
    // installs names with upper case and underscores too, and what a vendor ships that way must be patched all the
    // same. Neither allows anything that a shell, an option parser or a pattern has a use for, but for the dot; see
    // apt-packages.sh for that.
    private static readonly Regex Package = new(
        @"\A[A-Za-z0-9][A-Za-z0-9+._-]+(?::[a-z0-9][a-z0-9-]*)?\z", RegexOptions.CultureInvariant, Patience);

    // As behind the colon; dpkg (dpkg_arch_name_is_illegal) has the same letters.
    private static readonly Regex Architecture = new(@"\A[a-z0-9][a-z0-9-]*\z", RegexOptions.CultureInvariant, Patience);

    // Policy 5.6.12: [epoch:]upstream[-revision], a colon only behind an epoch, no empty revision: apt reads "1.0-" as
    // a removal. That it starts with a digit is dpkg's wish and not its rule.
    private static readonly Regex Version = new(
        @"\A(?:[0-9]+:[A-Za-z0-9][A-Za-z0-9.+~:-]*|[A-Za-z0-9][A-Za-z0-9.+~-]*)(?<!-)\z",
        RegexOptions.CultureInvariant, Patience);

    /// <summary>Whether it can be a package's name, with an architecture or without.</summary>
    public static bool IsPackage(string name) => name.Length <= 255 && Package.IsMatch(name);

    /// <summary>A package's name without the architecture, and that; null where it has none, which is the host's own or all.</summary>
    public static (string Name, string? Architecture) Divide(string name) =>
        name.IndexOf(':') is >= 0 and var colon ? (name.Substring(0, colon), name.Substring(colon + 1)) : (name, null);

    /// <summary>Whether it can be an architecture.</summary>
    public static bool IsArchitecture(string name) => name.Length <= 255 && Architecture.IsMatch(name);

    /// <summary>Whether it can be a version.</summary>
    public static bool IsVersion(string version) => version.Length <= 255 && Version.IsMatch(version);

    /// <summary>Why these cannot be given to apt, from the first that cannot; null when all can.</summary>
    /// <remarks>No names at all is not nothing: apt-get install then goes on with what is half-installed.</remarks>
    public static Finding? Refuse(string host, IReadOnlyList<PackageVersion> packages, bool allowNone = false)
    {
        if (packages.Count == 0 && !allowNone)
            return Problem("NoPackages", host, "No packages were named. Nothing was run.");
        foreach (var package in packages)
        {
            if (!IsPackage(package.Name))
            {
                return Problem("PackageNameInvalid", host,
                    $"'{Quoted.Line(package.Name)}' is no package name: dpkg allows letters, digits and + - . _ "
                    + "with a letter or digit first. Nothing was run.");
            }
            if (!IsVersion(package.Version))
            {
                return Problem("PackageVersionInvalid", host,
                    $"'{Quoted.Line(package.Version)}' is no version of {package.Name}: Debian allows letters, digits "
                    + "and . + - ~ :. Nothing was run.");
            }
        }
        return null;
    }

    /// <summary>The package as a word for apt's command line.</summary>
    public static string Word(PackageVersion package) =>
        // apt 2.6 takes a plus at the end for "install" where there is no version of exactly that name, and would
        // install 2.0 for 2.0+; a second plus is taken for that instead.
        $"{package.Name}={package.Version}{(package.Version.EndsWith("+", StringComparison.Ordinal) ? "+" : "")}";

    private static Finding Problem(string code, string host, string message) => new()
    {
        Code = code,
        Kind = FindingKind.InvalidArgument,
        HostName = host,
        Message = message,
        Suggestion = "Take names and versions from Get-PendingPatch.",
    };
}
