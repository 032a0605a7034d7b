using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Decisions;

/// <summary>What a patch's deadline makes of the windows before it.</summary>
/// <param name="Flags">The limits that are near or passed.</param>
/// <param name="LastWindow">The last window that opens before the deadline and has room; null where there is none.</param>
internal readonly record struct Stakes(DecisionFlags Flags, Window? LastWindow)
{
    // A deadline beyond this is nothing to be told of yet, and an hourly window until then would be ten thousand.
    private static readonly TimeSpan Sight = TimeSpan.FromDays(400);

    public static Stakes Of(CompiledPolicy policy, PatchStanding standing, DecisionFacts facts)
    {
        var flags = standing.IsBehind ? DecisionFlags.BehindLimit : DecisionFlags.None;
        if (standing.Deadline is not { } deadline) return new Stakes(flags, null);
        if (facts.Now >= deadline) return new Stakes(IsLate(policy, standing, deadline) ? flags | DecisionFlags.Overdue : flags, null);
        if (standing.Blocked is not null) return new Stakes(flags | DecisionFlags.MissesDeadline, null);
        if (policy.Source.Mode == PolicyMode.Immediate || standing.IsEmergency) return new Stakes(IsFrozenUntil(policy, standing, facts, deadline) ? flags | DecisionFlags.MissesDeadline : flags, null);
        if (deadline - facts.Now > Sight) return new Stakes(flags, null);
        Window? last = null, first = null;
        foreach (var window in facts.WindowsUntil(deadline))
        {
            // A window that the work fits exactly has room at the moment it opens, and at no other.
            var opens = Later(window.Start, facts.Now);
            if (window.Start >= deadline || !policy.HasRoom(window, opens, facts.Room)) continue;
            last = window;
            if (policy.HasRoom(window, Later(opens, standing.ReadyAt), facts.Room)) first ??= window;
        }

        if (first is null) flags |= DecisionFlags.MissesDeadline;
        else if (first == last) flags |= DecisionFlags.LastWindow;
        return new Stakes(flags, last);
    }

    /// <summary>The end of a sentence about it; empty where nothing is at stake.</summary>
    public string Describe(PatchStanding standing, DecisionFacts facts)
    {
        if ((Flags & (DecisionFlags.LastWindow | DecisionFlags.MissesDeadline)) == 0) return "";
        var deadline = TimeRules.Moment(standing.Deadline!.Value, facts.Outlook);
        if ((Flags & DecisionFlags.MissesDeadline) != 0) return $"; as it stands it misses its deadline {deadline}";
        return LastWindow!.Start <= facts.Now
            ? $"; the open window is the last before its deadline {deadline}"
            : $"; the last window before its deadline {deadline} opens {TimeRules.Moment(LastWindow.Start, facts.Outlook)}";
    }

    // An emergency that may not wait at all is late from the first moment, and one that nobody saw come since ever: that says nothing.
    private static bool IsLate(CompiledPolicy policy, PatchStanding standing, DateTimeOffset deadline) =>
        deadline > DateTimeOffset.MinValue && !(standing.IsEmergency && policy.Source.Emergency!.Within <= TimeSpan.Zero);

    // What needs no window waits for freezes alone.
    private static bool IsFrozenUntil(CompiledPolicy policy, PatchStanding standing, DecisionFacts facts, DateTimeOffset deadline)
    {
        var (open, _, next) = facts.Outlook;
        var isTaken = policy.Source.Mode == PolicyMode.Scheduled && (open is not null || next?.Start < deadline);
        var hold = standing.IsEmergency ? facts.Outlook.Emergency : facts.Outlook.Immediate;
        return !isTaken && hold is { Holds: true } && !(hold.Until < deadline);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
