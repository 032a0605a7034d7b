using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Rpm;

/// <summary>
/// What a package of rpm's can be called. dnf and zypper take patterns and options where a name is meant, so that nothing else is
/// handed to them.
/// </summary>
internal static class RpmNames
{
    // rpm 4.18 (build/parsePreamble.c): ALLOWED_CHARS_NAME and ALLOWED_CHARS_VERREL, and the epoch and the hyphen of an evr.
    private static readonly Regex Name = new(@"\A[A-Za-z0-9_][A-Za-z0-9_.+-]*\z", RegexOptions.CultureInvariant);
    private static readonly Regex Version = new(@"\A(?:[0-9]+:)?[A-Za-z0-9._+~^]+-[A-Za-z0-9._+~^]+\z", RegexOptions.CultureInvariant);

    public static bool IsName(string text) => Name.IsMatch(text);

    public static bool IsVersion(string text) => Version.IsMatch(text);

    /// <summary><c>name=version</c>, the scripts' argument for it.</summary>
    public static string Word(PackageVersion package) => $"{package.Name}={package.Version}";

    /// <summary>Why the packages are not handed on; null where they are.</summary>
    public static Finding? Refuse(string host, IReadOnlyList<PackageVersion> packages, bool allowNone = false)
    {
        if (packages.Count == 0 && !allowNone)
            return Problem(host, "no package is named", "Name at least one package.");
        var wrong = packages.FirstOrDefault(p => !IsName(p.Name) || (p.Version.Length > 0 && !IsVersion(p.Version)));
        return wrong is null ? null : Problem(
            host, $"'{Quoted.Line(wrong.Name)}' in version '{Quoted.Line(wrong.Version)}' cannot be a package of rpm's",
            "List the pending patches again and use the names and versions as they stand there.");
    }

    private static Finding Problem(string host, string what, string suggestion) => new()
    {
        Code = "PackageNameInvalid",
        Kind = FindingKind.InvalidArgument,
        HostName = host,
        Message = $"Nothing was done on {host}: {what}.",
        Suggestion = suggestion,
    };
}
