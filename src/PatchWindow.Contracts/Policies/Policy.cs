namespace PatchWindow;

/// <summary>
/// When a group of hosts may be patched, what may wait and what may not, as people write it. A policy without a schedule
/// never opens, unless its mode is Immediate.
/// </summary>
public sealed class Policy
{
    public string Name { get; set; } = "";

    public PolicyMode Mode { get; set; }

    /// <summary>A filter over hosts, such as <c>env = prod and role in (web, api)</c>; empty matches no host.</summary>
    public string Targets { get; set; } = "";

    /// <summary>The zone of schedules and freezes that name none; null is UTC.</summary>
    public string? TimeZone { get; set; }

    public List<Schedule> Schedules { get; set => field = value ?? []; } = [];

    public List<Freeze> Freezes { get; set => field = value ?? []; } = [];

    /// <summary>What is approved without a person; null approves everything.</summary>
    public ApprovalRule? Approve { get; set; }

    /// <summary>How far a patch may be put off; null sets no limit.</summary>
    public DeferralLimit? Defer { get; set; }

    /// <summary>How long after its release a patch may wait; null sets no deadline.</summary>
    public DeadlineRule? Deadlines { get; set; }

    /// <summary>Which patches do not wait for a window; null is none.</summary>
    public EmergencyRule? Emergency { get; set; }

    /// <summary>Order, budgets and failures; null is all hosts at once.</summary>
    public Rollout? Rollout { get; set; }

    /// <summary>Commands around a step; null is none.</summary>
    public HookRule? Hooks { get; set; }

    public EstimateRule Estimate { get; set => field = value ?? new(); } = new();

    public RebootRule Reboot { get; set => field = value ?? new(); } = new();

    /// <summary>The policy's name.</summary>
    public override string ToString() => Name;
}
