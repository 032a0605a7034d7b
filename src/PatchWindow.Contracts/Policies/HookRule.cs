namespace PatchWindow;

/// <summary>
/// What is run around a step: commands on the host, as root, and PowerShell scripts on the machine that runs PatchWindow. One that ends with an exit code other
/// than 0, writes an error or takes too long has failed.
/// </summary>
public sealed class HookRule
{
    /// <summary>How long a hook may take where nothing is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>A command on the host before anything is applied; where it fails, the host is left alone.</summary>
    public string? Before { get; set; }

    /// <summary>A command on the host that tells whether it is well afterwards, tried again until its time is over; the next ring waits for it.</summary>
    public string? Health { get; set; }

    /// <summary>A command on the host after everything, whatever became of it; where it fails, that is a warning.</summary>
    public string? After { get; set; }

    /// <summary>How long each may take.</summary>
    public TimeSpan Timeout { get; set; } = DefaultTimeout;

    /// <summary>The same on the runner.</summary>
    public RunnerHooks? Runner { get; set; }
}
