namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// What kind of change a patch from apt is. apt has no classification of its own: all it knows is where a version comes
/// from, so the rule is the one that unattended-upgrades has taught admins, made a little more careful.
/// <list type="number">
/// <item>Security: a version newer than the installed one, up to the candidate, comes from a security source. The
/// candidate itself need not: a point release swallows the fixes that the security suite had before it. A security
/// source is one whose label is <c>Security</c> or ends in <c>-Security</c> (Debian-Security), whose suite is
/// <c>security</c> or ends in <c>-security</c> or <c>/security</c> (jammy-security, jammy-infra-security), or which is
/// Ubuntu's UbuntuESM or UbuntuESMApps. The word elsewhere in a label says nothing ("Security Tools Ltd").</item>
/// <item>Enhancement: all of the candidate's sources are <c>-backports</c>; they carry new upstream versions.</item>
/// <item>Bugfix: a source of the candidate is a <c>-updates</c> or <c>-proposed</c> suite, or a point release: label
/// Debian, a version with a dot (12.15). A stable Debian release takes nothing but fixes.</item>
/// <item>Other: everything else. A vendor's own repository mixes features and fixes and does not say which.</item>
/// </list>
/// </summary>
internal static class AptClassification
{
    /// <param name="candidate">The sources of the version that would be installed.</param>
    /// <param name="between">The sources of the versions between the installed one and that one, as far as the lists
    /// have them.</param>
    public static PatchClassification Of(IReadOnlyList<PackageOrigin> candidate, IEnumerable<PackageOrigin> between)
    {
        if (candidate.Concat(between).Any(IsSecurity))
            return PatchClassification.Security;
        if (candidate.Any(IsBugfix))
            return PatchClassification.Bugfix;
        return candidate.Count > 0 && candidate.All(IsBackport)
            ? PatchClassification.Enhancement
            : PatchClassification.Other;
    }

    /// <summary>Whether it is a security source.</summary>
    public static bool IsSecurity(PackageOrigin origin) =>
        IsWordOrEndsWith(origin.Label, "-security")
        || IsWordOrEndsWith(origin.Suite, "-security")
        || IsWordOrEndsWith(origin.Suite, "/security")
        || origin.Label is "UbuntuESM" or "UbuntuESMApps";

    private static bool IsBugfix(PackageOrigin origin) =>
        EndsWith(origin.Suite, "-updates")
        || EndsWith(origin.Suite, "-proposed")
        || (origin.Label == "Debian" && !IsBackport(origin) && origin.Version.Contains('.'));

    private static bool IsBackport(PackageOrigin origin) =>
        EndsWith(origin.Suite, "-backports") || EndsWith(origin.Suite, "-backports-sloppy");

    private static bool IsWordOrEndsWith(string text, string ending) =>
        EndsWith(text, ending) || string.Equals(text, ending.Substring(1), StringComparison.OrdinalIgnoreCase);

    private static bool EndsWith(string text, string ending) =>
        text.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
