using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>
/// What a package of somebody's own package manager can be called. Each name goes to a program as a word of its own; a hyphen in front
/// would make it an option there, and an equals sign would end it too soon in a script that takes <c>name=version</c> apart.
/// </summary>
internal static class OwnNames
{
    private const int Longest = 200;

    public static bool IsName(string text) => IsWord(text) && text.IndexOf('=') < 0;

    public static bool IsVersion(string text) => IsWord(text);

    /// <summary>Why the packages are not handed on; null where they are.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="packages">The packages.</param>
    /// <param name="namesOnly">Whether their versions are not asked for.</param>
    public static Finding? Refuse(string host, IReadOnlyList<PackageVersion> packages, bool namesOnly = false)
    {
        if (packages.Count == 0) return Problem(host, "no package is named", "Name at least one package.");
        var wrong = packages.FirstOrDefault(p => !IsName(p.Name) || !(namesOnly || IsVersion(p.Version)));
        return wrong is null ? null : Problem(
            host, $"'{Quoted.Line(wrong.Name)}' in version '{Quoted.Line(wrong.Version)}' cannot be a package",
            "List the pending patches again and use the names and versions as they stand there.");
    }

    private static bool IsWord(string text) => text.Length is > 0 and <= Longest && text[0] != '-' && !text.Any(char.IsWhiteSpace)
        && Quoted.Line(text) == text && ScriptProcess.CanBeArgument(text);

    private static Finding Problem(string host, string what, string suggestion) => new()
    {
        Code = "PackageNameInvalid",
        Kind = FindingKind.InvalidArgument,
        HostName = host,
        Message = $"Nothing was done on {host}: {what}.",
        Suggestion = suggestion,
    };
}
