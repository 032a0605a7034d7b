namespace PatchWindow.Core.Decisions;

/// <summary>What is known of a host's past: which releases it was offered and still lacks.</summary>
public sealed class SightingHistory(IReadOnlyList<Sighting> sightings)
{
    private readonly ILookup<string, Sighting> byName = sightings.ToLookup(s => s.Name);

    /// <summary>A host of which nothing is known.</summary>
    public static SightingHistory None { get; } = new([]);

    /// <summary>
    /// The earlier releases of the patch's package that the host was offered and still lacks: seen before this one while the
    /// host had the version that it has now.
    /// </summary>
    public IReadOnlyList<SeenRelease> Earlier(PendingPatch patch)
    {
        if (patch.InstalledVersion is not { } installed || Find(patch) is not { } own) return [];
        return
        [
            .. byName[patch.Name]
                .Where(s => s.InstalledVersion == installed && s.Version != patch.Version && s.FirstSeen < own.FirstSeen)
                .Select(s => new SeenRelease(s.FirstSeen, s.Severity, s.Classification)),
        ];
    }

    /// <summary>The patch with what is known of its past: when it and the first release before it were seen, and how many releases the host is behind.</summary>
    public PendingPatch Complete(PendingPatch patch)
    {
        if (Find(patch) is not { } own) return patch;
        var earlier = Earlier(patch);
        var counted = patch.InstalledVersion is null ? (int?)null : earlier.Count + 1;
        return patch with
        {
            FirstSeen = own.FirstSeen,
            PendingSince = earlier.Select(e => e.Seen).Append(own.FirstSeen).Min(),
            PatchesBehind = patch.PatchesBehind is { } told && !(told < counted) ? told : counted,
        };
    }

    /// <summary>The patch as it was seen: its installed version, severity and classification; as it is where it was not.</summary>
    public PendingPatch Recall(PendingPatch patch) => Find(patch) is not { } own ? patch : patch with
    {
        InstalledVersion = own.InstalledVersion ?? patch.InstalledVersion,
        Severity = own.Severity > patch.Severity ? own.Severity : patch.Severity,
        Classification = own.Classification,
    };

    private Sighting? Find(PendingPatch patch) => byName[patch.Name].FirstOrDefault(s => s.Version == patch.Version);
}
