namespace PatchWindow;

/// <summary>Commands that are run around a step.</summary>
public sealed class HookRule
{
    /// <summary>Before anything is applied; where it fails, the host is left alone.</summary>
    public string? Before { get; set; }

    /// <summary>Whether the host is well afterwards; the next ring waits for it.</summary>
    public string? Health { get; set; }

    /// <summary>After everything.</summary>
    public string? After { get; set; }
}
