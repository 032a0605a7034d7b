using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Writes the moves of one step, each before it is made, and refuses those that the step machine does not know.</summary>
internal sealed class StepJournal(string step, StepState state, IPatchStore store, Func<DateTimeOffset> now)
{
    private readonly List<JournalEntry> entries = [.. store.Journal(step)];

    public StepState State { get; private set; } = state;

    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>The first two entries of a step, which are written together with its claim.</summary>
    public static IReadOnlyList<JournalEntry> Opening(string step, string plan, string claim, DateTimeOffset now) =>
    [
        new() { Step = step, Sequence = 1, Time = now, State = StepState.Planned, Message = plan },
        new() { Step = step, Sequence = 2, Time = now, State = StepState.Claimed, Message = claim },
    ];

    public void Move(StepState to, string message)
    {
        if (!StepMachine.Allows(State, to)) throw new InvalidOperationException($"A step does not move from {State} to {to}.");
        var entry = new JournalEntry { Step = step, Sequence = entries.Count + 1, Time = now(), State = to, Message = message };
        store.Write(entry);
        entries.Add(entry);
        State = to;
    }
}
