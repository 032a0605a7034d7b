using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>
/// The windows of a policy in order of their start: its schedules walked side by side, each occurrence cut by the freezes.
/// Only as many occurrences are computed as are asked for.
/// </summary>
internal sealed class WindowWalk
{
    private readonly CompiledPolicy policy;
    private readonly FreezeWalk[] freezes;
    private readonly Instant from;
    private readonly OccurrenceWalk[] walks;
    private readonly Occurrence?[] heads;

    // Pieces of occurrences that were read, sorted: one that a freeze has cut may open after another that began later.
    private List<Opening>? pending;

    // What freezes leave of one occurrence, while it is cut.
    private List<Piece>? cut;

    // The schedule whose occurrence comes next; -1 where none has any.
    private int first;

    public WindowWalk(CompiledPolicy policy, Instant from, WindowQuery query)
    {
        this.policy = policy;
        this.from = from;
        freezes = FreezeWalk.Of(policy, query, from);
        walks = new OccurrenceWalk[policy.Schedules.Count];
        heads = new Occurrence?[walks.Length];
        for (var i = 0; i < walks.Length; i++)
        {
            var schedule = policy.Schedules[i];
            walks[i] = new OccurrenceWalk(schedule, schedule.Zone ?? query.HostZone, from, query.WithSkipped);
            heads[i] = Read(i);
        }

        first = First();
    }

    /// <summary>Whether an occurrence began at or before a moment, whatever freezes leave of it. Asked before the first is read.</summary>
    public bool BeganBy(Instant moment) => first >= 0 && heads[first]!.Value.Start <= moment;

    /// <summary>The next opening; false where there is none before <paramref name="to"/>.</summary>
    public bool MoveNext(Instant to, out Opening opening)
    {
        while (true)
        {
            if (pending is { Count: > 0 } && (first < 0 || pending[0].Start < heads[first]!.Value.Start))
            {
                opening = pending[0];
                if (opening.Start >= to) return false;
                pending.RemoveAt(0);
                return true;
            }

            if (first < 0 || heads[first]!.Value.Start >= to)
            {
                opening = default;
                return false;
            }

            var (schedule, occurrence) = (policy.Schedules[first], heads[first]!.Value);
            heads[first] = Read(first);
            first = First();

            // A freeze has nothing to take from one that the clock skips.
            opening = new Opening(schedule, occurrence, occurrence.Start, occurrence.End, null, false);
            if (!occurrence.IsSkipped && FreezeTrimmer.Touches(occurrence, freezes) && !Cut(ref opening)) continue;
            if (pending is not { Count: > 0 } && (first < 0 || heads[first]!.Value.Start > opening.Start) && opening.Start < to) return true;
            Add(opening);
        }
    }

    private Occurrence? Read(int index) => walks[index].MoveNext(out var occurrence) ? occurrence : null;

    private int First()
    {
        var least = -1;
        for (var i = 0; i < heads.Length; i++)
        {
            if (heads[i] is { } head && (least < 0 || head.Start < heads[least]!.Value.Start)) least = i;
        }

        return least;
    }

    // Whether one opening is left to be dealt with; where several are, they wait among the others.
    private bool Cut(ref Opening opening)
    {
        cut ??= [];
        var by = FreezeTrimmer.Trim(opening.Occurrence, freezes, cut);
        if (cut.Count == 0)
        {
            opening = opening with { By = by, Frozen = true };
            return true;
        }

        // What is left before the moment asked about is past.
        while (cut.Count > 0 && cut[0].End <= from) cut.RemoveAt(0);
        foreach (var piece in cut)
        {
            opening = opening with { Start = piece.Start, End = piece.End, By = piece.By };
            if (cut.Count > 1) Add(opening);
        }

        return cut.Count == 1;
    }

    private void Add(Opening opening)
    {
        pending ??= new List<Opening>(1);
        var index = pending.Count;
        while (index > 0 && IsBefore(opening, pending[index - 1])) index--;
        pending.Insert(index, opening);
    }

    private static bool IsBefore(Opening a, Opening b) => a.Start < b.Start || (a.Start == b.Start && a.End < b.End);
}
