using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>Steps of whoever has them first, for as long as a test takes.</summary>
internal static class StoreSteps
{
    public static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    public static Outcome<StepRecord> Claim(this IPatchStore store, StepRecord step, IReadOnlyList<JournalEntry> entries) => store.Claim(step, entries, Lease);

    public static StepRecord? TakeUp(this IPatchStore store, string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner) => store.TakeUp(host, isLeft, runner, Lease);

    public static void Write(this IPatchStore store, JournalEntry entry) => store.Write(entry, epoch: 1);
}
