namespace PatchWindow;

/// <summary>PowerShell scripts on the machine that runs PatchWindow, around a step. They find $HostName, $Policy, $Step and $Stage.</summary>
public sealed class RunnerHooks
{
    /// <summary>Before anything is applied, and before the host's own.</summary>
    public string? Before { get; set; }

    /// <summary>Whether the host is well afterwards, after its own.</summary>
    public string? Health { get; set; }

    /// <summary>After everything, and after the host's own.</summary>
    public string? After { get; set; }
}
