using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Writes the moves of one step, each before it is made, and refuses those that the step machine does not know.</summary>
/// <param name="opening">The entries that the store has already; at least one.</param>
/// <param name="epoch">By what the store takes them.</param>
/// <param name="store">Where it is written.</param>
/// <param name="now">The clock.</param>
/// <param name="told">Told of each move when it is made.</param>
internal sealed class StepJournal(
    IReadOnlyList<JournalEntry> opening, long epoch, IPatchStore store, Func<DateTimeOffset> now, Action<JournalEntry> told)
{
    private readonly List<JournalEntry> entries = [.. opening];
    private int written = opening.Count;

    /// <summary>By what the store takes its entries.</summary>
    public long Epoch => epoch;

    public JournalEntry Last => entries[entries.Count - 1];

    public IReadOnlyList<JournalEntry> Entries => entries;

    /// <summary>Why the store did not take the last entries; null where it has them all.</summary>
    public Finding? Fault { get; private set; }

    /// <summary>The first two entries of a step, which are written together with its claim.</summary>
    public static IReadOnlyList<JournalEntry> Opening(string step, string plan, string claim, DateTimeOffset now) =>
    [
        new() { Step = step, Sequence = 1, Time = now, State = StepState.Planned, Message = plan },
        new() { Step = step, Sequence = 2, Time = now, State = StepMachine.After(StepState.Planned, StepEvent.Claimed), Message = claim },
    ];

    /// <summary>The two entries of a step that ends before anyone has claimed it.</summary>
    public static IReadOnlyList<JournalEntry> Unbegun(string step, string plan, StepEvent happened, string message, DateTimeOffset now) =>
    [
        new() { Step = step, Sequence = 1, Time = now, State = StepState.Planned, Message = plan },
        new() { Step = step, Sequence = 2, Time = now, State = StepMachine.After(StepState.Planned, happened), Message = message },
    ];

    /// <summary>Writes a move that must not be made unless it is written, and before it what the store did not take so far.</summary>
    /// <exception cref="StoreException">It is not written.</exception>
    public void Move(StepEvent happening, string message)
    {
        var entry = Next(happening, message);
        WriteLeft();
        store.Write(entry, epoch);
        entries.Add(entry);
        written++;
        told(entry);
    }

    /// <summary>
    /// Notes what has happened already, or cannot be held up any more, whether the store takes it or not; what it did not take
    /// is offered to it again with the next note.
    /// </summary>
    public void Note(StepEvent happened, string message)
    {
        entries.Add(Next(happened, message));
        try
        {
            WriteLeft();
        }
        catch (StoreException e)
        {
            Fault = e.Finding;
        }

        told(Last);
    }

    private void WriteLeft()
    {
        for (; written < entries.Count; written++) store.Write(entries[written], epoch);
        Fault = null;
    }

    private JournalEntry Next(StepEvent happened, string message) => new()
    {
        Step = Last.Step, Sequence = Last.Sequence + 1, Time = now(), State = StepMachine.After(Last.State, happened), Message = message,
    };
}
