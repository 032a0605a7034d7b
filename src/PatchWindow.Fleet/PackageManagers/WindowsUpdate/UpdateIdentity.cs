using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>
/// What an update is to Windows Update Agent: an UpdateID and a revision. It is a patch's Version, written as WindowsUpdate.log writes
/// it: the number of an article (KB…) names many updates one after another, so that only both together say "exactly this one".
/// </summary>
internal static class UpdateIdentity
{
    private static readonly Regex Pattern = new(
        @"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9]{1,9}\z", RegexOptions.CultureInvariant);

    public static bool IsIdentity(string text) => Pattern.IsMatch(text);

    /// <summary>Why the packages are not handed on; null where they are.</summary>
    public static Finding? Refuse(string host, IReadOnlyList<PackageVersion> packages, bool allowNone = false)
    {
        if (packages.Count == 0 && !allowNone) return Problem(host, "no update is named", "Name at least one update.");
        var wrong = packages.FirstOrDefault(p => !IsIdentity(p.Version));
        return wrong is null ? null : Problem(
            host, $"'{Quoted.Line(wrong.Version)}' of '{Quoted.Line(wrong.Name)}' cannot be an update of Windows",
            "List the pending patches again and use the versions as they stand there: UpdateID.Revision.");
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
