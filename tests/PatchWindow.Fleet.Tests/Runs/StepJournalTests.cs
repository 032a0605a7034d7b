using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class StepJournalTests : IDisposable
{
    private readonly StoreFile file = new();
    private readonly FailingStore store;
    private readonly StepJournal journal;

    public StepJournalTests()
    {
        store = new FailingStore(file.Open());
        _ = store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1"));
        journal = new StepJournal(StoreSamples.Opening("s1"), 1, store, () => StoreSamples.Noon, _ => { });
    }

    public void Dispose() => file.Dispose();

    [Fact]
    public void What_the_store_did_not_take_is_written_before_the_next_move()
    {
        journal.Move(StepEvent.Fit, "");
        journal.Move(StepEvent.Sent, "");
        store.IsFull = _ => true;
        journal.Note(StepEvent.Ended, "");
        Assert.Equal("StoreFull", journal.Fault!.Code);

        store.IsFull = _ => false;
        journal.Move(StepEvent.Rebooted, "");
        journal.Note(StepEvent.Returned, "");

        Assert.Null(journal.Fault);
        Assert.Equal(
            [(1, StepState.Planned), (2, StepState.Claimed), (3, StepState.Checked), (4, StepState.Applying), (5, StepState.Verifying), (6, StepState.Rebooting), (7, StepState.Verifying)],
            store.Journal("s1").Select(e => (e.Sequence, e.State)));
    }

    [Fact]
    public void A_move_is_not_made_while_the_store_does_not_take_what_comes_before_it()
    {
        journal.Move(StepEvent.Fit, "");
        journal.Move(StepEvent.Sent, "");
        store.IsFull = entry => entry.State == StepState.Verifying;
        journal.Note(StepEvent.Ended, "");

        Assert.Throws<StoreException>(() => journal.Move(StepEvent.Rebooted, ""));

        Assert.Equal(StepState.Verifying, journal.Last.State);
        Assert.Equal(StepState.Applying, store.Journal("s1")[^1].State);
    }
}
