namespace PatchWindow.Core.Policies;

/// <summary>What is said alike of every part of a policy.</summary>
internal static class PolicyParts
{
    /// <summary>A finding whose Path is a place within a policy, with its place in the configuration.</summary>
    public static Finding Named(Policy policy, Finding finding) =>
        finding with { Policy = policy.Name, Path = $"policies:{policy.Name}:{finding.Path}" };

    /// <summary>The fault of a part that is null: what a script made of a variable that was never set.</summary>
    public static Finding Unset(string path, string noun) => new()
    {
        Code = "PolicyPartUnset",
        Kind = FindingKind.InvalidArgument,
        Path = path,
        Message = $"A {noun} of the policy is null.",
        Suggestion = "Check the variable that it was made of.",
    };

    /// <summary>Refuses a time of less than nothing.</summary>
    public static void RefuseNegative(TimeSpan time, string path, string what, string example, ICollection<Finding> findings)
    {
        if (time >= TimeSpan.Zero) return;
        findings.Add(new Finding
        {
            Code = "DurationNegative",
            Kind = FindingKind.InvalidArgument,
            Path = path,
            Message = $"{what} of {DurationText.Format(time)} is less than nothing.",
            Suggestion = $"Write, for instance, {example}.",
        });
    }
}
