namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// The files that a configuration was read from, those that were not there and what they name, such as calendars: whether reading them
/// again would give something else. It costs a look at the file system for each, and can be asked every second.
/// </summary>
public sealed class ConfigurationWatch
{
    /// <summary>How many looks in a row a file must be missing to count as removed: many editors save by putting a new file in its place.</summary>
    public const int LooksUntilRemoved = 5;

    private readonly Dictionary<string, FileState> files = new(StringComparer.Ordinal);
    private int looksWithoutOne;

    /// <summary>
    /// Whether a file was there when it was read and is not now, which may be an editor that saves it. Until it counts as removed,
    /// nothing has changed and nothing is certain.
    /// </summary>
    public bool IsUnsettled { get; private set; }

    /// <summary>The files that were there when they were read, and were not at the last look.</summary>
    public IEnumerable<string> Missing => files.Where(f => f.Value.IsMissing).Select(f => f.Key);

    /// <summary>Looks at the files: whether there is something to be read anew.</summary>
    public bool HasChanged()
    {
        var changed = files.Values.Where(f => f.HasChanged()).ToList();
        looksWithoutOne = changed.Exists(f => f.IsMissing) ? looksWithoutOne + 1 : 0;
        IsUnsettled = looksWithoutOne is > 0 and < LooksUntilRemoved;
        return changed.Count > 0 && !IsUnsettled;
    }

    /// <summary>Begins anew: what is noted from here on is what is watched.</summary>
    internal void Begin()
    {
        files.Clear();
        looksWithoutOne = 0;
        IsUnsettled = false;
    }

    /// <summary>Notes a file before it is read, so that no change is lost in between.</summary>
    internal void Note(string path)
    {
        if (!files.ContainsKey(path)) files.Add(path, FileState.Of(path));
    }
}
