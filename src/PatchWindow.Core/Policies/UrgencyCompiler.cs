namespace PatchWindow.Core.Policies;

/// <summary>Checks what makes a patch urgent: deadlines, and what the policy calls an emergency.</summary>
internal static class UrgencyCompiler
{
    /// <summary>The filter of emergencies; null where the policy has none, or it cannot be read.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="findings">Receives what is wrong; Path is the place within the policy.</param>
    public static PatchFilter? Compile(Policy policy, ICollection<Finding> findings)
    {
        if (policy.Deadlines is { } deadlines) Check(deadlines, findings);
        if (policy.Emergency is not { } emergency) return null;
        PolicyParts.RefuseNegative(emergency.Within, "emergency:within", "A time", "24h", findings);
        if (emergency.When.Trim().Length == 0)
        {
            findings.Add(new Finding
            {
                Code = "EmergencyIncomplete",
                Path = "emergency:when",
                Message = "An emergency needs a 'when': without it no patch is one.",
                Suggestion = "Write, for instance: exploited or severity = Critical.",
            });
            return null;
        }

        if (PatchFilter.Parse(emergency.When).TryGet(out var filter, out var problem)) return filter;
        findings.Add(problem with { Path = "emergency:when" });
        return null;
    }

    private static void Check(DeadlineRule deadlines, ICollection<Finding> findings)
    {
        PolicyParts.RefuseNegative(deadlines.Grace, "deadlines:grace", "A grace", "2d", findings);
        foreach (var deadline in DeadlineParts.Of(deadlines).Where(d => d.Time <= TimeSpan.Zero))
        {
            findings.Add(new Finding
            {
                Code = "DeadlineNotPositive",
                Kind = FindingKind.InvalidArgument,
                Path = "deadlines:" + deadline.Key,
                Message = $"A deadline of {DurationText.Format(deadline.Time)} has passed when the patch is released.",
                Suggestion = "Write how long it may wait: 7d. What must not wait at all is an emergency.",
            });
        }
    }
}
