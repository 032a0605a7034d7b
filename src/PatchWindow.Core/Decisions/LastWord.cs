namespace PatchWindow.Core.Decisions;

/// <summary>
/// Which of several words about one patch counts: the last. Two can hold at a moment that lies back, because one that had ended
/// when the next was said supersedes nothing.
/// </summary>
public static class LastWord
{
    /// <summary>The deferral that counts for a patch; null for none.</summary>
    /// <param name="said">Those of its host that hold, the oldest first.</param>
    /// <param name="patch">The patch.</param>
    public static Deferral? On(IReadOnlyList<Deferral> said, PendingPatch patch)
    {
        for (var i = said.Count - 1; i >= 0; i--)
        {
            if (said[i].Name == patch.Name && said[i].Version == patch.Version) return said[i];
        }

        return null;
    }

    /// <summary>The approval or denial that counts for a patch; null for none.</summary>
    /// <param name="said">Those of its host that hold, the oldest first.</param>
    /// <param name="patch">The patch.</param>
    public static Approval? On(IReadOnlyList<Approval> said, PendingPatch patch)
    {
        for (var i = said.Count - 1; i >= 0; i--)
        {
            if (said[i].Name == patch.Name && said[i].Version == patch.Version) return said[i];
        }

        return null;
    }
}
