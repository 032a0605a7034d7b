namespace PatchWindow.Fleet.Inventory;

/// <summary>
/// What is wrong with inventories: of each kind and file the first twenty, and how many more there are. One wrong column of a large
/// inventory would otherwise bury every other fault.
/// </summary>
internal sealed class InventoryFindings(ICollection<Finding> findings)
{
    private const int Most = 20;

    private readonly Dictionary<(string File, string Code), (int Count, Finding Last)> counts = [];
    private readonly HashSet<string> faulty = [];

    /// <summary>The first error that may have kept anything from being known, and not only what is said of hosts that it names.</summary>
    public Finding? FirstLoss { get; private set; }

    /// <summary>Whether there was an error in a file.</summary>
    public bool HasErrorOf(string file) => faulty.Contains(file);

    /// <param name="file">The file it is about.</param>
    /// <param name="finding">What was found.</param>
    /// <param name="isLoss">Whether an error is about more than hosts that are left out because of it.</param>
    public void Add(string file, Finding finding, bool isLoss)
    {
        if (finding.Severity == FindingSeverity.Error)
        {
            faulty.Add(file);
            if (isLoss) FirstLoss ??= finding;
        }

        var count = counts.TryGetValue((file, finding.Code), out var so) ? so.Count + 1 : 1;
        counts[(file, finding.Code)] = (count, finding);
        if (count <= Most) findings.Add(finding);
    }

    /// <summary>Says how many were not shown.</summary>
    public void Close()
    {
        foreach (var entry in counts.Where(c => c.Value.Count > Most))
        {
            findings.Add(entry.Value.Last with
            {
                HostName = null,
                Path = entry.Key.File,
                Message = $"There are {entry.Value.Count - Most} more like this ({entry.Key.Code}) in '{entry.Key.File}'; the last: {entry.Value.Last}",
            });
        }

        counts.Clear();
    }
}
