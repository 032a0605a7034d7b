using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Runs;

/// <summary>
/// What may start in a run at a moment: the one place that knows what rings, soaks, budgets, failures, the cutoff and the window's end allow.
/// Pure: the claim asks it within its transaction, on both databases, and the simulator asks it too.
/// </summary>
public static class RunGate
{
    /// <param name="terms">What the policy demands.</param>
    /// <param name="standing">Where the run stands.</param>
    public static RunLeave Ask(RunTerms terms, RunStanding standing)
    {
        if (standing.State != RunState.Running) return RunLeave.None(ReasonCode.RingWaiting, new RunWait($"the run is {standing.State.ToString().ToLowerInvariant()}", "run"));
        if (TooManyFailures(terms, standing) is { } stop) return RunLeave.None(ReasonCode.RingWaiting, stop) with { Stop = stop };
        if (Time(terms, standing, out var room) is { } late) return late;

        var open = 0;
        RunWait? wait = null;
        foreach (var ring in standing.Rings.OrderBy(r => r.Ring))
        {
            open = ring.Ring;
            if (!standing.Rings.Any(r => r.Ring > ring.Ring)) break;
            if (ring.Open > 0)
            {
                wait = new RunWait($"the ring '{Name(terms, ring.Ring)}' comes first, and {Hosts(ring.Open)} of it {(ring.Open == 1 ? "is" : "are")} not done", Rule(ring.Ring));
                break;
            }

            if (ring.Failures > terms.MaxFailuresIn(ring.Hosts))
            {
                // Nothing but a person opens it now, so that whoever looks at the run must see it.
                var failed = new RunWait(
                    $"the ring '{Name(terms, ring.Ring)}' has not succeeded: {Hosts(ring.Failures)} of {ring.Hosts} failed, and {terms.MaxFailuresIn(ring.Hosts)} may", Rule(ring.Ring));
                return RunLeave.None(ReasonCode.RingWaiting, failed) with { Stop = failed };
            }

            if (ring.LastSuccess is { } last && Soak(terms, ring.Ring) is var soak && soak > TimeSpan.Zero && standing.Now - last < soak)
            {
                wait = new RunWait(
                    $"the ring '{Name(terms, ring.Ring)}' soaks for {DurationText.Format(soak)} since its last success at {MomentText.Format(last)}", Rule(ring.Ring), last + soak);
                break;
            }
        }

        return new RunLeave(terms, standing.InUse) { Ring = open, Room = room, Wait = wait };
    }

    /// <summary>What a host waits for that shares these budgets; null where each has room.</summary>
    /// <param name="terms">What the policy demands.</param>
    /// <param name="inUse">How many hosts are worked on, or are unknown, by the budgets that they share.</param>
    /// <param name="keys">What the host shares budgets by.</param>
    public static RunWait? BudgetWait(RunTerms terms, IReadOnlyDictionary<string, int> inUse, IEnumerable<string> keys) => new RunLeave(terms, inUse).BudgetWait(keys);

    private static RunWait? TooManyFailures(RunTerms terms, RunStanding standing) => terms.MaxFailures is { } most && standing.Failures > most
        ? new RunWait($"{Hosts(standing.Failures)} failed or {(standing.Failures == 1 ? "is" : "are")} unknown, and {most} of the policy's {terms.Hosts} may "
            + $"({terms.Policy.Rollout.Source.MaxFailures})", "rollout:maxFailures")
        : null;

    // The same questions in the same order as TimeRules asks them of a patch.
    private static RunLeave? Time(RunTerms terms, RunStanding standing, out TimeSpan? room)
    {
        room = null;
        if (standing.Cutoff <= standing.Now)
        {
            return RunLeave.None(
                standing.End <= standing.Now ? ReasonCode.OutsideWindow : ReasonCode.CutoffReached,
                new RunWait($"nothing new starts since the cutoff at {MomentText.Format(standing.Cutoff.Value)}", "cutoff"));
        }

        if (standing.End is not { } end) return null;
        var reserve = terms.Policy.Source.Reboot.Reserve;
        room = end - standing.Now - reserve;
        return room > TimeSpan.Zero ? null : RunLeave.None(ReasonCode.DoesNotFit,
            new RunWait($"{DurationText.Format(end - standing.Now)} of the window is left, and {DurationText.Format(reserve)} is kept for a reboot", "reboot:reserve"));
    }

    // A policy that was changed meanwhile may have fewer rings than the run.
    private static TimeSpan Soak(RunTerms terms, int ring) => ring < terms.Rings.Count ? terms.Rings[ring].Source.Soak : TimeSpan.Zero;

    private static string Name(RunTerms terms, int ring) => ring < terms.Rings.Count ? terms.Rings[ring].Source.Name : (ring + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Rule(int ring) => $"rollout:rings:{ring}";

    private static string Hosts(int count) => count == 1 ? "1 host" : $"{count} hosts";
}
