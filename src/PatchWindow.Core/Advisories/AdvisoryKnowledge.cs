using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Advisories;

/// <summary>
/// What an administrator knows of vulnerabilities, told to the patches it concerns: those that carry an advisory's id and those
/// of its packages. It makes a patch graver, never lighter.
/// </summary>
public sealed class AdvisoryKnowledge(IReadOnlyList<KnownAdvisory> advisories)
{
    /// <summary>The patch, with what is known of the vulnerabilities that it mends.</summary>
    public PendingPatch Complete(PendingPatch patch)
    {
        foreach (var advisory in advisories)
        {
            var carries = Contains(patch.Cves, advisory.Id) || Contains(patch.Advisories, advisory.Id);
            if (!carries && !Array.Exists(advisory.Packages, p => PackagePattern.Matches(p, patch.Name))) continue;
            patch = patch with
            {
                Cves = carries || !IsCve(advisory.Id) ? patch.Cves : [.. patch.Cves, advisory.Id],
                Advisories = carries || IsCve(advisory.Id) ? patch.Advisories : [.. patch.Advisories, advisory.Id],
                Severity = advisory.Severity > patch.Severity ? advisory.Severity : patch.Severity,
                Cvss = advisory.Cvss is { } score && !(score <= patch.Cvss) ? score : patch.Cvss,
                Exploited = patch.Exploited || advisory.Exploited,
            };
        }

        return patch;
    }

    private static bool IsCve(string id) => id.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string[] ids, string id) => ids.Contains(id, StringComparer.OrdinalIgnoreCase);
}
