using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Planning;

/// <summary>Says in words what a patch misses and why, and what would make it fit where that needs no new plan.</summary>
internal sealed class MissText(PolicyWork work, SlotLine[] lines, Layout layout)
{
    /// <summary>The last window that opens in time and has room for the patch alone; null where there is none.</summary>
    public Slot? LastWindow(Missed miss)
    {
        ref readonly var patch = ref work.Patches[miss.Patch];
        var line = lines[work.Group[miss.Host]];
        var limit = Math.Min(patch.Deadline, work.To);
        for (var i = line.Windows.Count - 1; i >= 0; i--)
        {
            var window = line.Windows[i];
            if (window.Start < limit && window.HasRoom(Math.Max(window.Start, work.From), work.Length(miss.Host, 1))) return window;
        }

        return null;
    }

    public string Message(Missed miss, LaidStep? step, Slot? last, string? because)
    {
        ref readonly var patch = ref work.Patches[miss.Patch];
        var cause = miss.Obstacle is { } obstacle ? Of(miss, obstacle) : Of(miss, step, last, because);
        var deadline = patch.Deadline is 0 or PlanTime.Never || miss.Reason == ReasonCode.DeadlinePassed ? ""
            : $"; its deadline {(patch.Deadline <= work.From ? "passed" : "is")} {Moment(miss, patch.Deadline)}";
        var planned = step is { } its ? $"; it is planned for {Moment(miss, its.Start)}" : "";
        return cause + deadline + planned;
    }

    public string? Suggestion(Missed miss, Slot? last)
    {
        ref readonly var patch = ref work.Patches[miss.Patch];
        var closes = last is null ? "" : Moment(miss, last.ClosesFor(work.Length(miss.Host, 1)) - TimeSpan.TicksPerSecond);
        return miss.Reason switch
        {
            ReasonCode.Deferred when patch.Blocked is not null => "Mend the store first, so that it is known what is deferred.",
            ReasonCode.Denied => "Take the denial back, or approve it (Approve-PendingPatch).",
            ReasonCode.HeldBack => "Release the hold on the host.",
            ReasonCode.Deferred when last is not null => $"End the deferral (Resume-PendingPatch) before {closes}.",
            ReasonCode.AwaitingAge when last is not null => $"Approve it (Approve-PendingPatch) before {closes}.",
            ReasonCode.RingWaiting => "Give the host a ring, or add a last ring without targets.",
            ReasonCode.DeadlinePassed => "Where it cannot wait: Install-PendingPatch -IgnoreWindow -Reason.",
            ReasonCode.Frozen => OfFreeze(miss, in patch),
            ReasonCode.OutsideWindow when work.Policy.Schedules.Count == 0 => "Give the policy a schedule.",
            ReasonCode.OutsideWindow => $"A window that opens before {Moment(miss, Math.Min(patch.Deadline, work.To))}.",
            _ => null,
        };
    }

    private string OfFreeze(Missed miss, in PlanPatch patch)
    {
        var line = lines[work.Group[miss.Host]];
        var pass = work.Policy.Source.Mode == PolicyMode.Immediate && !patch.IsEmergency ? "immediate" : "emergency";
        var (deadline, isOutside) = (patch.Deadline, patch.IsEmergency || work.Policy.Source.Mode == PolicyMode.Immediate);
        if (isOutside)
            return $"Let the freeze '{Holds(miss.Host, miss.Patch) ?? "that holds"}' pass {(pass == "immediate" ? "what is applied at once" : "emergencies")} (\"allow\": [ \"{pass}\" ]).";
        var window = line.Frozen.FindLast(w => w.Start.UtcTicks < Math.Min(deadline, work.To));
        return window is null ? "End the freeze earlier." : $"Take the window of {MomentText.Format(window.Start)} out of the freeze '{window.Freeze}'.";
    }

    private string Of(Missed miss, Obstacle obstacle)
    {
        var slot = layout.Slots[obstacle.Slot];
        var when = slot.Window is null ? $"the time from {Moment(miss, slot.Start)}" : $"the window of {Moment(miss, slot.Start)}";
        if (obstacle.Reason == ReasonCode.BudgetSpent) return OfBudget(obstacle.Cell, when);
        if (obstacle.Reason == ReasonCode.RingWaiting)
            return $"its ring '{work.Policy.Rollout.Rings[work.Ring[miss.Host]].Source.Name}' comes too late in {when}, after those before it and their soak";
        var needs = DurationText.Format(TimeSpan.FromTicks(work.Length(miss.Host, obstacle.Patches)));
        var reserve = slot.Reserve > 0 ? $" and {DurationText.Format(TimeSpan.FromTicks(slot.Reserve))} for a reboot" : "";
        var many = obstacle.Patches == 1 ? "it takes" : $"{obstacle.Patches} patches take";
        return $"{many} {needs}{reserve}, and {when} is too short for it ({DurationText.Format(TimeSpan.FromTicks(slot.End - slot.Start))})";
    }

    private string OfBudget(int cell, string when)
    {
        var shared = work.Budgets[cell];
        var budget = work.Policy.Rollout.Source.Budgets[shared.Budget];
        var most = shared.Capacity(budget.Max);
        var who = budget.Per is null ? "" : $" for {budget.Per} {(shared.Value.Length == 0 ? "(none)" : shared.Value)}";
        return most == 0
            ? $"the budget of {budget.Max}{who} lets none of {shared.Members} host{(shared.Members == 1 ? "" : "s")} be worked on"
            : $"the budget of {budget.Max}{who} lets {most} of {shared.Members} hosts be worked on at once, and its turn comes too late in {when}";
    }

    private string Of(Missed miss, LaidStep? step, Slot? last, string? because)
    {
        ref readonly var patch = ref work.Patches[miss.Patch];
        var line = lines[work.Group[miss.Host]];
        switch (miss.Reason)
        {
            case ReasonCode.DeadlinePassed:
                return $"its deadline passed {Moment(miss, patch.Deadline)}";
            case ReasonCode.Deferred or ReasonCode.AwaitingAge when because is null && last is not null:
                var what = miss.Reason == ReasonCode.Deferred ? "deferred" : "not old enough";
                return $"it is {what} until {Moment(miss, patch.Ready)}, and the last window before that closes for it {Moment(miss, last.ClosesFor(work.Length(miss.Host, 1)))}";
            case ReasonCode.RingWaiting:
                return "no ring of the rollout takes the host";
            case ReasonCode.Frozen:
                var frozen = Holds(miss.Host, miss.Patch) ?? line.Frozen.Find(w => w.Start.UtcTicks < Math.Min(work.Patches[miss.Patch].Deadline, work.To))?.Freeze;
                return $"a freeze holds ({frozen})";
            case ReasonCode.OutsideWindow:
                return work.Policy.Schedules.Count == 0 ? "the policy has no schedule, so it never opens" : "no window opens in time";
            case ReasonCode.DoesNotFit when step is { } its:
                return $"its step ends {Moment(miss, its.End)}";
            case ReasonCode.DoesNotFit:
                return "no window has room for it";
            default:
                return because ?? "it waits";
        }
    }

    /// <summary>The freeze that work waits for which needs no window; null where it needs one, or none holds.</summary>
    public string? Holds(int host, int index)
    {
        ref readonly var patch = ref work.Patches[index];
        if (work.Policy.Source.Mode != PolicyMode.Immediate && !patch.IsEmergency) return null;
        if (layout.Step[index] is >= 0 and var number) return layout.Slots[layout.Steps[number].Slot] is { Window: null, Freeze: { } waited } ? waited : null;
        var pass = patch.IsEmergency ? FreezePass.Emergency : FreezePass.Immediate;
        return At(Math.Max(work.From, patch.Ready)) ?? (patch.Deadline > work.From && patch.Deadline < work.To ? At(patch.Deadline) : null);
        string? At(long moment) =>
            FreezeHolds.At(work.Policy, pass, new WindowQuery(PlanTime.ToInstant(moment), lines[work.Group[host]].Zone)).Reason;
    }

    private string Moment(Missed miss, long ticks) => MomentText.Format(PlanTime.In(lines[work.Group[miss.Host]].Zone, ticks));
}
