using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>The lines of an SSH configuration that hold for the same hosts.</summary>
/// <param name="place">Where it begins.</param>
/// <param name="patterns">The patterns after Host; null holds for every host.</param>
/// <param name="outer">The block that the file is included in; null for none.</param>
internal sealed class SshBlock(string place, IReadOnlyList<string>? patterns, SshBlock? outer)
{
    public string Place { get; } = place;

    public string? HostName { get; set; }

    public string? User { get; set; }

    /// <summary>The names in it that are no patterns.</summary>
    public IEnumerable<string> Hosts => (patterns ?? []).Where(IsName);

    /// <summary>The names that it holds for, where it holds for names alone.</summary>
    public IReadOnlyList<string>? OnlyNames => patterns is not null && patterns.All(IsName) ? patterns : outer?.OnlyNames;

    /// <summary>Another block for the same hosts.</summary>
    public SshBlock Again() => new(Place, patterns, outer);

    /// <summary>Whether it holds for a host.</summary>
    public bool Matches(string name)
    {
        if (outer is not null && !outer.Matches(name)) return false;
        if (patterns is null) return true;

        // A pattern after '!' that matches takes the host out, whatever the others say.
        return !patterns.Any(p => p.StartsWith("!", StringComparison.Ordinal) && Wildcard.Matches(p.Substring(1), name))
            && patterns.Any(p => !p.StartsWith("!", StringComparison.Ordinal) && Wildcard.Matches(p, name));
    }

    private static bool IsName(string pattern) => pattern.Length > 0 && pattern[0] != '!' && pattern.IndexOfAny(['*', '?']) < 0;
}
