namespace PatchWindow.Core.Planning;

/// <summary>
/// Lays the patches of one policy's hosts into its slots: time goes on from event to event, and at each moment whatever may start
/// does, the most urgent host first. So a ring starts when those before it have ended and soaked, a budget is never exceeded, a
/// host has one step at a time, and no time is left unused that a waiting host could have had.
/// </summary>
internal sealed class Layout
{
    private readonly PolicyWork work;
    private readonly IReadOnlyList<SlotLine> lines;
    private readonly int[] capacity;
    private readonly int[] used;
    private readonly Heap<Turn>?[] parked;
    private readonly RingState[] states;
    private readonly List<int>[] waiting;
    private readonly long[] busyUntil;
    private readonly int[] lastObstacle;
    private readonly int[] chosen;
    private readonly Heap<Event> events = new();
    private readonly Heap<Turn> turns = new();
    private readonly List<int> freed = [];
    private int eventCount;
    private int queueCount;
    private long now;

    private Layout(PolicyWork work, IReadOnlyList<SlotLine> lines, int[] capacity)
    {
        (this.work, this.lines, this.capacity) = (work, lines, capacity);
        Slots = [.. lines.SelectMany(l => l.Slots)];
        used = new int[capacity.Length];
        parked = new Heap<Turn>?[capacity.Length];
        states = StatesOf(Slots, work.Policy.Rollout.Rings.Count);
        busyUntil = new long[work.Hosts.Length];
        lastObstacle = new int[work.Hosts.Length];
        Step = new int[work.Patches.Length];
        waiting = [.. lines.Select(_ => new List<int>())];
        var most = 0;
        for (var h = 0; h < work.Hosts.Length; h++)
        {
            lastObstacle[h] = -1;
            most = Math.Max(most, work.FirstPatch[h + 1] - work.FirstPatch[h]);
        }

        chosen = new int[most];
        for (var p = 0; p < Step.Length; p++) Step[p] = -1;
    }

    public Slot[] Slots { get; }

    /// <summary>The steps in the order in which they start.</summary>
    public List<LaidStep> Steps { get; } = [];

    /// <summary>The step of each patch; -1 where it has none.</summary>
    public int[] Step { get; }

    public List<Obstacle> Obstacles { get; } = [];

    /// <summary>What kept a host in a slot last; -1 for nothing.</summary>
    public int LastObstacle(int host) => lastObstacle[host];

    /// <param name="work">The hosts and their patches.</param>
    /// <param name="lines">The slots, for each zone.</param>
    /// <param name="capacity">How many hosts of each budget may be worked on at once.</param>
    public static Layout Of(PolicyWork work, IReadOnlyList<SlotLine> lines, int[] capacity)
    {
        var layout = new Layout(work, lines, capacity);
        layout.Run();
        return layout;
    }

    private void Run()
    {
        for (var h = 0; h < work.Hosts.Length; h++)
        {
            if (work.Ring[h] >= 0 && HasMore(h)) waiting[work.Group[h]].Add(h);
        }

        for (var s = 0; s < Slots.Length; s++) Schedule(Math.Max(work.From, Slots[s].Start), EventKind.Open, s, -1);
        while (events.Count > 0)
        {
            now = events.First.Time;
            while (events.Count > 0 && events.First.Time == now) Happen(events.Take());
            GiveTurns();
        }
    }

    private void Happen(Event e)
    {
        switch (e.Kind)
        {
            case EventKind.End: End(Steps[e.Subject]); break;
            case EventKind.Open: Open(e.Slot); break;
            case EventKind.Enter: Enter(e.Slot, e.Subject, isCounted: false); break;
            case EventKind.EnterCounted: Enter(e.Slot, e.Subject, isCounted: true); break;
            case EventKind.Ring: OpenRings(states[e.Slot]); break;
            default: throw new InvalidOperationException();
        }
    }

    private void Open(int slot)
    {
        var hosts = waiting[Slots[slot].Group];
        var left = 0;
        for (var i = 0; i < hosts.Count; i++)
        {
            if (!HasMore(hosts[i])) continue;
            hosts[left++] = hosts[i];
            Await(slot, hosts[i]);
        }

        hosts.RemoveRange(left, hosts.Count - left);
    }

    // The host's place in the slot begins when something is ready for it there, if that is in time.
    private void Await(int slot, int host)
    {
        var s = Slots[slot];
        var shortest = work.Length(host, 1);
        var enters = NextCandidate(s, host, Math.Max(now, s.Start), shortest);
        if (enters == PlanTime.Never || enters >= s.Cutoff) return;
        if (!s.HasRoom(enters, shortest))
        {
            if (!s.HasRoom(Math.Max(s.Start, work.From), shortest)) Object(host, slot, ReasonCode.DoesNotFit, -1, 1);
            return;
        }

        foreach (var cell in work.Cells[host])
        {
            if (capacity[cell] > 0) continue;
            Object(host, slot, ReasonCode.BudgetSpent, cell, 1);
            return;
        }

        // A window's rings wait for what is to come in it; where steps follow one another for days, only for what is there.
        var isCounted = s.Kind == SlotKind.Window;
        if (isCounted) states[slot].Begin(work.Ring[host]);
        if (enters <= now) Enter(slot, host, isCounted);
        else Schedule(enters, isCounted ? EventKind.EnterCounted : EventKind.Enter, slot, host);
    }

    private void Enter(int slot, int host, bool isCounted)
    {
        var state = states[slot];
        var (deadline, severity) = (PlanTime.Never, PatchSeverity.Unknown);
        for (var p = work.FirstPatch[host]; p < work.FirstPatch[host + 1]; p++)
        {
            ref readonly var patch = ref work.Patches[p];
            if (Step[p] >= 0 || patch.Blocked is not null) continue;
            if (patch.Deadline < deadline) deadline = patch.Deadline;
            if (patch.Severity > severity) severity = patch.Severity;
        }

        if (!isCounted) state.Begin(work.Ring[host]);
        var key = (slot, work.Signature[host]);
        if (!state.Queues.TryGetValue(key, out var queue))
            state.Queues.Add(key, queue = new HostQueue(slot, work.Ring[host], work.Cells[host], queueCount++));
        queue.Add(new WaitingHost(deadline, severity, host));
        Place(queue);
    }

    private void Place(HostQueue queue)
    {
        if (queue.IsPlaced || queue.Count == 0) return;
        queue.IsPlaced = true;
        turns.Add(queue.Turn);
    }

    private void GiveTurns()
    {
        while (true)
        {
            while (turns.Count > 0) Advance(turns.Take().Queue);

            // One of a budget's waiting queues for what it has to spare, until all of it is taken or nobody waits.
            for (var i = freed.Count - 1; i >= 0; i--)
            {
                var cell = freed[i];
                if (used[cell] < capacity[cell] && parked[cell] is { Count: > 0 } queues) turns.Add(queues.Take().Queue.Turn);
                else freed.RemoveAt(i);
            }

            if (turns.Count == 0) return;
        }
    }

    // Starts the queue's first host, or puts the queue where it waits for what holds it up.
    private void Advance(HostQueue queue)
    {
        queue.IsPlaced = false;
        var (slot, state) = (Slots[queue.Slot], states[queue.Slot]);
        while (queue.Count > 0)
        {
            var host = queue.First;
            if (!slot.HasRoom(now, work.Length(host, 1)))
            {
                queue.Drop();
                if (NextCandidate(slot, host, now, work.Length(host, 1)) == now) Object(host, queue, 1);
                Leave(queue.Slot, host);
                continue;
            }

            var opens = state.Opens(queue.Ring, work.Policy.Rollout.Rings);
            if (opens > now)
            {
                queue.IsPlaced = queue.WasGated = true;
                state.Gated.Add(queue);
                if (opens != PlanTime.Never) Schedule(opens, EventKind.Ring, queue.Slot, -1);
                return;
            }

            if (busyUntil[host] > now)
            {
                queue.Drop();
                Schedule(busyUntil[host], EventKind.EnterCounted, queue.Slot, host);
                continue;
            }

            if (Spent(queue.Cells) is >= 0 and var cell)
            {
                queue.IsPlaced = true;
                queue.LastCell = cell;
                (parked[cell] ??= new Heap<Turn>()).Add(queue.Turn);
                return;
            }

            queue.Drop();
            if (!Start(queue, host)) Leave(queue.Slot, host);
            Place(queue);
            return;
        }
    }

    private int Spent(int[] cells)
    {
        foreach (var cell in cells)
        {
            if (used[cell] >= capacity[cell]) return cell;
        }

        return -1;
    }

    private bool Start(HostQueue queue, int host)
    {
        var slot = Slots[queue.Slot];
        var (ready, taken) = Choose(slot, host);
        if (taken < ready) Object(host, queue, ready);
        if (taken == 0) return false;
        var (number, end) = (Steps.Count, now + work.Length(host, taken));
        for (var i = 0; i < taken; i++) Step[chosen[i]] = number;
        Steps.Add(new LaidStep(host, queue.Slot, now, end, taken));
        busyUntil[host] = end;
        foreach (var cell in queue.Cells) used[cell]++;
        Schedule(end, EventKind.End, queue.Slot, number);
        return true;
    }

    // How many patches are ready, and how many of them, the most urgent first, may start together now: those are in 'chosen'.
    private (int Ready, int Taken) Choose(Slot slot, int host)
    {
        var ready = 0;
        for (var p = work.FirstPatch[host]; p < work.FirstPatch[host + 1]; p++)
        {
            if (Step[p] < 0 && IsCandidate(slot, in work.Patches[p], now, work.Length(host, 1))) chosen[ready++] = p;
        }

        var taken = ready;
        while (taken > 0)
        {
            var fits = Fitting(slot, host, taken);
            var left = slot.Kind == SlotKind.Emergency ? NotTaken(host, fits, work.Length(host, fits)) : fits;
            if (left == taken) break;
            taken = left;
        }

        return (ready, taken);
    }

    private int Fitting(Slot slot, int host, int most)
    {
        if (slot.HasRoom(now, work.Length(host, most))) return most;
        var (low, high) = (0, most - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (slot.HasRoom(now, work.Length(host, middle))) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    // Of the first so many chosen those that no window takes in time; they move to the front.
    private int NotTaken(int host, int count, long length)
    {
        var (line, left) = (lines[work.Group[host]], 0);
        for (var i = 0; i < count; i++)
        {
            if (!line.TakesEmergency(now, length, work.Patches[chosen[i]].Due)) chosen[left++] = chosen[i];
        }

        return left;
    }

    private bool IsCandidate(Slot slot, in PlanPatch patch, long moment, long shortest)
    {
        if (patch.Blocked is not null || !patch.IsReady(moment)) return false;
        return slot.Kind != SlotKind.Emergency || (patch.IsEmergency && !lines[slot.Group].TakesEmergency(moment, shortest, patch.Due));
    }

    // The first moment, not before another, at which something is to be applied on the host in the slot.
    private long NextCandidate(Slot slot, int host, long moment, long shortest)
    {
        var first = PlanTime.Never;
        for (var p = work.FirstPatch[host]; p < work.FirstPatch[host + 1]; p++)
        {
            ref readonly var patch = ref work.Patches[p];
            if (Step[p] >= 0 || patch.Blocked is not null || (slot.Kind == SlotKind.Emergency && !patch.IsEmergency)) continue;
            var next = patch.NextReady(moment);
            if (slot.Kind == SlotKind.Emergency && next < slot.Cutoff) next = lines[slot.Group].NotTaken(next, shortest, patch.Due);
            if (next < first) first = next;
            if (first <= moment) break;
        }

        return first;
    }

    private void End(LaidStep step)
    {
        foreach (var cell in work.Cells[step.Host])
        {
            used[cell]--;
            freed.Add(cell);
        }

        states[step.Slot].Ended(work.Ring[step.Host], now);
        Leave(step.Slot, step.Host);
    }

    // The host is done in the slot, or for now.
    private void Leave(int slot, int host)
    {
        var state = states[slot];
        if (state.Leave(work.Ring[host])) OpenRings(state);
        if (Slots[slot].Kind != SlotKind.Window && HasMore(host)) Await(slot, host);
    }

    private void OpenRings(RingState state)
    {
        foreach (var queue in state.Gated) turns.Add(queue.Turn);
        state.Gated.Clear();
    }

    private bool HasMore(int host)
    {
        for (var p = work.FirstPatch[host]; p < work.FirstPatch[host + 1]; p++)
        {
            if (Step[p] < 0 && work.Patches[p].Blocked is null) return true;
        }

        return false;
    }

    // Too short from its beginning, or too late because of what the queue waited for.
    private void Object(int host, HostQueue queue, int patches)
    {
        var slot = Slots[queue.Slot];
        var isTooShort = !slot.HasRoom(Math.Max(slot.Start, work.From), work.Length(host, patches));
        var reason = isTooShort ? ReasonCode.DoesNotFit
            : queue.LastCell >= 0 ? ReasonCode.BudgetSpent
            : queue.WasGated ? ReasonCode.RingWaiting
            : ReasonCode.DoesNotFit;
        Object(host, queue.Slot, reason, reason == ReasonCode.BudgetSpent ? queue.LastCell : -1, patches);
    }

    private void Object(int host, int slot, ReasonCode reason, int cell, int patches)
    {
        Obstacles.Add(new Obstacle(slot, reason, cell, patches, lastObstacle[host]));
        lastObstacle[host] = Obstacles.Count - 1;
    }

    private void Schedule(long time, EventKind kind, int slot, int subject) => events.Add(new Event(time, kind, eventCount++, slot, subject));

    // One window is one window for all hosts, whatever zones they have; what needs no window goes on from one free time to the next.
    private static RingState[] StatesOf(Slot[] slots, int rings)
    {
        var endsInWindows = new long[rings];
        var states = new RingState[slots.Length];
        var known = new Dictionary<(SlotKind Kind, string? Schedule, long Start, long End), RingState>();
        for (var s = 0; s < states.Length; s++)
        {
            var key = slots[s].Window is { } window ? (slots[s].Kind, window.Schedule, slots[s].Start, slots[s].End) : (slots[s].Kind, null, 0, 0);
            if (!known.TryGetValue(key, out var state)) known.Add(key, state = new RingState(slots[s].Kind == SlotKind.Window ? endsInWindows : new long[rings]));
            states[s] = state;
        }

        return states;
    }

    // What ends at a moment ends before anything begins at it.
    private enum EventKind
    {
        End,
        Open,
        Enter,
        EnterCounted,
        Ring,
    }

    private readonly record struct Event(long Time, EventKind Kind, int Number, int Slot, int Subject) : IComparable<Event>
    {
        public int CompareTo(Event other)
        {
            var order = Time.CompareTo(other.Time);
            if (order == 0) order = Kind.CompareTo(other.Kind);
            return order != 0 ? order : Number.CompareTo(other.Number);
        }
    }
}
