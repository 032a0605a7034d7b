using PatchWindow.Core.Policies;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Decisions;

/// <summary>What a policy's approval rule says of a patch.</summary>
internal static class ApprovalRules
{
    /// <summary>The pattern that excludes a package; null where none does.</summary>
    public static string? Excluded(CompiledPolicy policy, string package) => First(policy.Source.Approve?.Exclude, package);

    /// <summary>The CVE or advisory id for which the policy approves the patch in any case; null for none.</summary>
    public static string? ByAdvisory(CompiledPolicy policy, PendingPatch patch)
    {
        if (policy.Source.Approve is not { Advisories.Length: > 0 } approve) return null;
        foreach (var pattern in approve.Advisories)
        {
            foreach (var id in patch.Cves)
            {
                if (Wildcard.Matches(pattern, id)) return id;
            }

            foreach (var id in patch.Advisories)
            {
                if (Wildcard.Matches(pattern, id)) return id;
            }
        }

        return null;
    }

    /// <summary>The part of the rule that does not cover the patch; null where all of it does.</summary>
    public static string? Missing(CompiledPolicy policy, PendingPatch patch)
    {
        if (policy.Source.Approve is not { } approve) return null;
        if (approve.Classification.Length > 0 && Array.IndexOf(approve.Classification, patch.Classification) < 0) return "classification";
        if (patch.Severity != PatchSeverity.Unknown && patch.Severity < approve.MinimumSeverity) return "minimumSeverity";
        return approve.Include.Length > 0 && First(approve.Include, patch.Name) is null ? "include" : null;
    }

    private static string? First(string[]? patterns, string package)
    {
        if (patterns is null) return null;
        foreach (var pattern in patterns)
        {
            if (PackagePattern.Matches(pattern, package)) return pattern;
        }

        return null;
    }
}
