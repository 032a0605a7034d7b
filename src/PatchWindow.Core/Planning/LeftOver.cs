using PatchWindow.Core.Decisions;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Planning;

/// <summary>A patch of a host that is missed, and what kept it from its time.</summary>
/// <param name="Host">The host's index.</param>
/// <param name="Patch">The patch's index.</param>
/// <param name="Reason">What kept it.</param>
/// <param name="Obstacle">What kept it in a slot; null where it was something else.</param>
internal sealed record Missed(int Host, int Patch, ReasonCode Reason, Obstacle? Obstacle);

/// <summary>Tells what was not laid out, or too late: what is missed, and what waits.</summary>
internal sealed class LeftOver(
    PolicyWork work, SlotLine[] lines, int[] capacity, Layout layout, PlanRequest request, PlanParts parts)
{
    private readonly MissText text = new(work, lines, layout);
    private readonly Decision?[] outlooks = new Decision?[lines.Length];
    private readonly WindowOutlook?[] clocks = new WindowOutlook?[lines.Length];

    public void Add(RemedyAllowance allowance)
    {
        var missed = new List<Missed>();
        for (var h = 0; h < work.Hosts.Length; h++)
        {
            for (var p = work.FirstPatch[h]; p < work.FirstPatch[h + 1]; p++)
            {
                if (Miss(h, p) is { } miss) missed.Add(miss);
                else if (layout.Step[p] < 0) AddWait(h, p);
            }
        }

        if (missed.Count == 0) return;
        var remedies = Remedies.Of(work, capacity, missed, allowance);
        foreach (var miss in missed) AddMiss(miss, remedies);
    }

    private Missed? Miss(int host, int index)
    {
        ref readonly var patch = ref work.Patches[index];
        var isAtStake = patch.Deadline < work.To;
        if (patch.Blocked is { } blocked) return isAtStake && patch.Deadline > 0 ? new Missed(host, index, blocked, null) : null;
        if (work.Ring[host] < 0) return isAtStake && patch.Deadline > 0 ? new Missed(host, index, ReasonCode.RingWaiting, null) : null;
        if (!IsLate(work, layout, index)) return null;
        var obstacle = ObstacleOf(host, in patch);
        if (obstacle is { } found) return new Missed(host, index, found.Reason, found);
        if (!isAtStake && WaitOf(host, in patch) is { Applies: false }) return null;
        return new Missed(host, index, Cause(host, index), null);
    }

    /// <summary>
    /// Whether a patch is not laid out, or too late: its step must have ended by its deadline. For an emergency that is how long it
    /// may wait, so its step must have started by then; one that may not wait at all is late from its first moment, which says nothing.
    /// </summary>
    public static bool IsLate(PolicyWork work, Layout layout, int index)
    {
        ref readonly var patch = ref work.Patches[index];
        if (layout.Step[index] is not (>= 0 and var number)) return true;
        var step = layout.Steps[number];
        return patch.IsEmergency
            ? step.Start > patch.Deadline && patch.Deadline > 0 && work.Policy.Source.Emergency!.Within > TimeSpan.Zero
            : step.End > patch.Deadline;
    }

    // The last slot that began in time, in which the patch was ready and the host kept from it.
    private Obstacle? ObstacleOf(int host, in PlanPatch patch)
    {
        var limit = Math.Min(patch.Deadline <= work.From ? PlanTime.Never : patch.Deadline, work.To);
        for (var i = layout.LastObstacle(host); i >= 0;)
        {
            var obstacle = layout.Obstacles[i];
            var slot = layout.Slots[obstacle.Slot];
            if (slot.Start < limit && (slot.Kind != SlotKind.Emergency || patch.IsEmergency)
                && patch.NextReady(Math.Max(slot.Start, work.From)) < slot.Cutoff)
                return obstacle;
            i = obstacle.Before;
        }

        return null;
    }

    // What kept a patch from its time that met with no obstacle in a slot.
    private ReasonCode Cause(int host, int index)
    {
        ref readonly var patch = ref work.Patches[index];
        var (line, isPlanned) = (lines[work.Group[host]], layout.Step[index] >= 0);
        if (isPlanned && patch.Deadline <= work.From) return ReasonCode.DeadlinePassed;
        var limit = Math.Min(patch.Deadline, work.To);
        if (text.Holds(host, index) is not null) return ReasonCode.Frozen;
        if (work.Policy.Source.Mode == PolicyMode.Immediate) return ReasonCode.DoesNotFit;
        var isShort = false;
        for (var i = line.Windows.Count - 1; i >= 0; i--)
        {
            var window = line.Windows[i];
            if (window.Start >= limit) continue;
            if (window.HasRoom(Math.Max(window.Start, work.From), work.Length(host, 1))) return CauseIn(window, index);
            isShort = true;
        }

        return isShort ? ReasonCode.DoesNotFit
            : line.Frozen.Exists(w => w.Start.UtcTicks < limit) ? ReasonCode.Frozen
            : ReasonCode.OutsideWindow;
    }

    // It has room for the patch, and nothing stood in its way: it was not ready, or the window opens too near to its deadline.
    private ReasonCode CauseIn(Slot window, int index)
    {
        ref readonly var patch = ref work.Patches[index];
        var isIn = layout.Step[index] >= 0 && layout.Slots[layout.Steps[layout.Step[index]].Slot] == window;
        return patch.Ready <= work.From || isIn ? ReasonCode.DoesNotFit
            : patch.WaitsForDeferral ? ReasonCode.Deferred
            : ReasonCode.AwaitingAge;
    }

    private void AddMiss(Missed miss, Remedies remedies)
    {
        ref readonly var patch = ref work.Patches[miss.Patch];
        var (host, line) = (work.Hosts[miss.Host], lines[work.Group[miss.Host]]);
        var its = work.PatchOf(miss.Host, in patch);
        var step = layout.Step[miss.Patch] is >= 0 and var number ? layout.Steps[number] : (LaidStep?)null;
        var last = text.LastWindow(miss);
        var because = patch.Blocked is not null ? ObjectionTo(miss.Host, in patch)?.Message : null;
        parts.Misses.Add(new PlanMiss
        {
            Host = host.Host.Name,
            Policy = work.Policy.Name,
            Patch = its,
            Deadline = patch.Deadline is > 0 and < PlanTime.Never ? PlanTime.In(line.Zone, patch.Deadline) : null,
            PlannedStart = step is { } planned ? PlanTime.In(layout.Slots[planned.Slot].Zone, planned.Start) : null,
            LastWindow = last?.Window,
            Reason = miss.Reason,
            Message = parts.Once(text.Message(miss, step, last, because)),
            Suggestion = (remedies.For(miss) ?? text.Suggestion(miss, last)) is { } suggestion ? parts.Once(suggestion) : null,
        });
    }

    private void AddWait(int host, int index)
    {
        ref readonly var patch = ref work.Patches[index];
        var decision = WaitOf(host, in patch);
        parts.Waits.Add(new PlanWait
        {
            Host = work.Hosts[host].Host.Name,
            Policy = work.Policy.Name,
            Patch = work.PatchOf(host, in patch),
            Reason = decision.Reason,
            Message = parts.Once(decision.Message),
            ChangesAt = decision.ChangesAt,
        });
    }

    // What is decided about the patch at the plan's first moment, but for what the work on hosts says.
    private Decision WaitOf(int host, in PlanPatch patch)
    {
        if (ObjectionTo(host, in patch) is { } verdict)
            return new Decision { Reason = verdict.Reason, Message = verdict.Message, ChangesAt = verdict.ChangesAt };
        if (work.Ring[host] < 0)
        {
            return new Decision
            {
                Reason = ReasonCode.RingWaiting, Message = "no ring of the rollout takes the host; give it one, or add a last ring without targets",
            };
        }

        return outlooks[work.Group[host]] ??= DecisionMaker.Decide(
            new TimeFacts(work.Policy, Outlook(host), TimeSpan.FromTicks(work.Length(host, 1)), request.From));
    }

    private Verdict? ObjectionTo(int host, in PlanPatch patch)
    {
        var (its, pending) = (work.Hosts[host], work.PatchOf(host, in patch));
        var facts = new DecisionFacts(
            its.Host, its.HostPolicy, pending, Outlook(host), its.DeferralOf(pending) is { } deferral && deferral.Until > request.From ? deferral : null, request.From)
        {
            Approval = its.ApprovalOf(pending) is { } approval && !(approval.Until <= request.From) ? approval : null,
            Earlier = its.Earlier(pending),
            DeferralUnknown = its.DeferralUnknown,
        };
        var c = new PatchCase(facts);
        foreach (var rule in Precedence.Rules)
        {
            if (rule.Name == TimeRules.Precedence[0].Name) break;
            if (rule.Ask(c).Verdict is { } verdict) return verdict;
        }

        return null;
    }

    private WindowOutlook Outlook(int host) => clocks[work.Group[host]]
        ??= WindowFinder.Outlook(work.Policy, new WindowQuery(PlanTime.ToInstant(work.From), lines[work.Group[host]].Zone));
}
