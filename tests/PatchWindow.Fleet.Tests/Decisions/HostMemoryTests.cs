using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Decisions;

/// <summary>What people said, at a moment that lies back.</summary>
public sealed class HostMemoryTests : IDisposable
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
    private readonly StoreFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void Of_two_words_that_hold_at_a_moment_that_lies_back_the_last_counts()
    {
        var store = file.Open();
        var first = StoreSamples.Approval() with { Verdict = ApprovalVerdict.Approved, Until = Noon.AddHours(1) };
        store.AddApproval(first);
        store.AddApproval(StoreSamples.Approval() with { Created = Noon.AddHours(2) });
        var patch = new PendingPatch { Host = first.Host, Name = first.Name, Version = first.Version };

        var memory = HostMemory.Recall(store, first.Host, [patch], Noon.AddMinutes(30), Noon.AddMinutes(30));

        Assert.Equal(ApprovalVerdict.Denied, memory.Approval(patch)?.Verdict);
    }
}
