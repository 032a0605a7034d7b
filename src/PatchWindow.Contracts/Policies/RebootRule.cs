namespace PatchWindow;

/// <summary>Whether a host may be rebooted and how much of the window is kept for it.</summary>
public sealed class RebootRule
{
    public RebootMode Mode { get; set; }

    /// <summary>Time kept free at a window's end for a reboot.</summary>
    public TimeSpan Reserve { get; set; }

    /// <summary>How long a host may take to come back; zero is as long as the runner waits by default.</summary>
    public TimeSpan Timeout { get; set; }
}
