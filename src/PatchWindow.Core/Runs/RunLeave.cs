using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Runs;

/// <summary>What a run may start now.</summary>
public sealed record RunLeave
{
    private readonly RunTerms? terms;
    private readonly IReadOnlyDictionary<string, int> inUse;

    internal RunLeave(RunTerms? terms, IReadOnlyDictionary<string, int> inUse) => (this.terms, this.inUse) = (terms, inUse);

    /// <summary>The last ring whose steps may start; -1 where none may.</summary>
    public int Ring { get; init; } = -1;

    /// <summary>How long a step may take; null where nothing ends the time.</summary>
    public TimeSpan? Room { get; init; }

    /// <summary>What the rings after <see cref="Ring"/> wait for, or all where none may start; null where nothing waits.</summary>
    public RunWait? Wait { get; init; }

    /// <summary>The reason code of <see cref="Wait"/>.</summary>
    public ReasonCode Reason { get; init; } = ReasonCode.RingWaiting;

    /// <summary>Why the run is to be stopped: nothing will start any more unless a person lets it; null where it goes on.</summary>
    public RunWait? Stop { get; init; }

    /// <summary>Whether any step may start.</summary>
    public bool Any => Ring >= 0;

    /// <summary>How many more hosts may share a budget.</summary>
    public int Left(string key) => terms is null ? 0 : terms.CapacityOf(key) - (inUse.TryGetValue(key, out var used) ? used : 0);

    /// <summary>What a host waits for whose budgets these are; null where each has room.</summary>
    public RunWait? BudgetWait(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (Left(key) > 0) continue;
            var capacity = terms?.CapacityOf(key) ?? 0;
            return new RunWait(
                $"{(inUse.TryGetValue(key, out var used) ? used : 0)} of {capacity} hosts that may be down at once{(key == "all" ? "" : $" ({key})")} are being worked on or unknown",
                terms?.RuleOf(key) ?? "rollout:budgets");
        }

        return null;
    }

    /// <summary>The leave of a run whose time is over: its window is closed, or its policy is gone.</summary>
    public static RunLeave Closed { get; } = None(ReasonCode.OutsideWindow, new RunWait("its window is closed", "window"));

    internal static RunLeave None(ReasonCode reason, RunWait wait) => new(null, new Dictionary<string, int>()) { Reason = reason, Wait = wait };
}
