using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// One source of a package version by its Release file. apt writes it <c>label:version/suite</c>, and any of the three
/// may be missing: <c>Debian:12.15/oldstable</c>, <c>cloud-sdk-bookworm:cloud-sdk-bookworm</c>, <c>localhost</c>.
/// </summary>
/// <param name="Label">The Release file's Label; empty when there is none.</param>
/// <param name="Version">Its Version.</param>
/// <param name="Suite">Its Suite; for a source without a Release file, the machine it comes from.</param>
internal sealed record PackageOrigin(string Label, string Version, string Suite)
{
    /// <summary>Reads apt's form. A label may hold blanks, dots and dashes, not a colon.</summary>
    public static PackageOrigin Parse(string text)
    {
        var colon = text.IndexOf(':');
        var rest = text.Substring(colon + 1);
        var slash = rest.IndexOf('/');
        return new PackageOrigin(
            colon < 0 ? "" : text.Substring(0, colon),
            slash < 0 ? "" : rest.Substring(0, slash),
            rest.Substring(slash + 1));
    }

    /// <summary>As apt writes it, fit to be shown: a Release file is a stranger's, and may hold what moves a terminal.</summary>
    public override string ToString() =>
        Quoted.Line((Label.Length == 0 ? "" : Label + ":") + (Version.Length == 0 ? "" : Version + "/") + Suite);
}
