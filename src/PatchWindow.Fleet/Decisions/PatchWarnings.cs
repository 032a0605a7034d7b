namespace PatchWindow.Fleet.Decisions;

/// <summary>Says of a host what its patches' limits come to, while there is still a window that could help.</summary>
internal static class PatchWarnings
{
    // More names than this tell nobody more.
    private const int Named = 3;

    /// <summary>A warning for each limit that is passed, or will be as it stands.</summary>
    public static IEnumerable<Finding> Of(ManagedHost host, IReadOnlyList<PendingPatch> patches)
    {
        if (Of(patches, DecisionFlags.BehindLimit) is { Count: > 0 } behind)
        {
            yield return Make(host, behind, "BehindLimit",
                $"more released versions behind on '{host.Name}' than the policy '{behind[0].Decision!.Policy}' allows", p => $"{p.Name} by {p.PatchesBehind}");
        }

        if (Of(patches, DecisionFlags.Overdue) is { Count: > 0 } overdue)
            yield return Make(host, overdue, "DeadlinePassed", $"past the deadline on '{host.Name}'", Deadline);
        if (Of(patches, DecisionFlags.MissesDeadline) is { Count: > 0 } missing)
            yield return Make(host, missing, "DeadlineMissed", $"going to miss the deadline on '{host.Name}' as it stands", Deadline);
    }

    private static List<PendingPatch> Of(IReadOnlyList<PendingPatch> patches, DecisionFlags flag) =>
        [.. patches.Where(p => (p.Decision!.Flags & flag) != 0)];

    private static string Deadline(PendingPatch patch) =>
        patch.Decision!.Deadline is { } deadline ? $"{patch.Name} by {MomentText.Format(deadline)}" : patch.Name;

    private static Finding Make(ManagedHost host, List<PendingPatch> patches, string code, string what, Func<PendingPatch, string> describe)
    {
        var names = string.Join(", ", patches.OrderBy(p => p.Decision!.Deadline).Take(Named).Select(describe)) + (patches.Count > Named ? ", …" : "");
        var next = patches.Select(p => p.Decision!.LastWindow ?? p.Decision.Window).OfType<Window>().OrderBy(w => w.Start).FirstOrDefault();
        return new Finding
        {
            Code = code,
            Severity = FindingSeverity.Warning,
            Policy = patches[0].Decision!.Policy,
            HostName = host.Name,
            Path = host.Name,
            Message = $"{patches.Count} {(patches.Count == 1 ? "patch is" : "patches are")} {what}: {names}."
                + (next is null ? "" : $" The window to mend it in opens {MomentText.Format(next.Start)} {next.TimeZone}."),
            Suggestion = $"Get-PendingPatch {host.Name} -Explain says what each waits for.",
        };
    }
}
