namespace PatchWindow;

/// <summary>When a policy applies what it approves.</summary>
public enum PolicyMode
{
    /// <summary>In the windows of its schedules.</summary>
    Scheduled,

    /// <summary>At once, whenever no freeze holds.</summary>
    Immediate,
}
