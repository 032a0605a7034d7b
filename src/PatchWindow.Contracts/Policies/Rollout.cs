namespace PatchWindow;

/// <summary>In which order hosts are patched, how many at once, and how many may fail.</summary>
public sealed class Rollout
{
    /// <summary>In order: the next one opens when the one before succeeded and soaked. None is one ring of all hosts.</summary>
    public List<Ring> Rings { get; set => field = value ?? []; } = [];

    /// <summary>All of them hold at once. None sets no limit.</summary>
    public List<Budget> Budgets { get; set => field = value ?? []; } = [];

    /// <summary>More failures than this, of the policy's hosts, stop a run; null never stops it.</summary>
    public HostShare? MaxFailures { get; set; }
}
