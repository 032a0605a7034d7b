namespace PatchWindow;

/// <summary>Whether a host may be rebooted and how much of the window is kept for it.</summary>
public sealed class RebootRule
{
    /// <summary>Time kept free at a window's end for a reboot.</summary>
    public TimeSpan Reserve { get; set; }
}
