using System.Text.RegularExpressions;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Policies;

/// <summary>Package names as policies write them: with <c>*</c> and <c>?</c>, and with an architecture (<c>wine32:i386</c>) or without.</summary>
public static class PackagePattern
{
    // Debian policy 5.6.1, dpkg and rpm where they are wider, the two wildcards, and one colon before an architecture.
    private static readonly Regex Foreign = new(@"[^A-Za-z0-9+._*?:-]|(?<=:.*):", RegexOptions.CultureInvariant);

    /// <summary>Whether a package is meant. A pattern without an architecture means the package of every architecture.</summary>
    public static bool Matches(string pattern, string package)
    {
        if (Wildcard.Matches(pattern, package)) return true;
        var colon = package.IndexOf(':');
        return colon > 0 && Wildcard.Matches(pattern, package.Substring(0, colon));
    }

    /// <summary>The first character that no package name has, so that the pattern would quietly match nothing; null where there is none.</summary>
    public static char? ForeignCharacter(string pattern) => Foreign.Match(pattern) is { Success: true } match ? match.Value[0] : null;
}
