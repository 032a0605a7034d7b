using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

public abstract class ApprovalTableTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
    private IStorePlace place = null!;
    private PatchStore store = null!;

    public async ValueTask InitializeAsync()
    {
        place = await PlaceAsync();
        store = place.Open();
    }

    public ValueTask DisposeAsync()
    {
        place?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>An empty place.</summary>
    private protected abstract Task<IStorePlace> PlaceAsync();

    [Fact]
    public void An_approval_comes_back_as_it_was_given_and_holds_for_good()
    {
        var added = store.AddApproval(StoreSamples.Approval());
        Assert.Equal(StoreSamples.Approval() with { Id = added.Id }, added);
        Assert.Equal([added], store.Approvals(Noon.AddYears(50)));
    }

    [Fact]
    public void One_with_an_end_expires_at_its_very_moment()
    {
        store.AddApproval(StoreSamples.Approval() with { Until = Noon.AddDays(1) });
        Assert.Equal(ApprovalState.Active, store.Approvals(Noon.AddDays(1).AddMilliseconds(-1))[0].State);
        Assert.Equal(ApprovalState.Expired, store.Approvals(Noon.AddDays(1))[0].State);
    }

    [Fact]
    public void A_later_word_about_the_same_patch_supersedes_the_one_in_force()
    {
        store.AddApproval(StoreSamples.Approval());
        store.AddApproval(StoreSamples.Approval() with { Version = "other" });
        store.AddApproval(StoreSamples.Approval() with { Host = "WEB01", Verdict = ApprovalVerdict.Approved });
        Assert.Equal(
            [(ApprovalVerdict.Denied, ApprovalState.Superseded), (ApprovalVerdict.Denied, ApprovalState.Active), (ApprovalVerdict.Approved, ApprovalState.Active)],
            store.Approvals(Noon).Select(a => (a.Verdict, a.State)));
    }

    [Fact]
    public void It_can_be_taken_back_once_and_stays_in_the_record_with_who_did_it()
    {
        var id = store.AddApproval(StoreSamples.Approval()).Id;
        var withdrawn = store.WithdrawApproval(id, "ola@admin01", Noon.AddHours(1)).Value;
        Assert.Equal((ApprovalState.Withdrawn, "ola@admin01", Noon.AddHours(1)), (withdrawn.State, withdrawn.WithdrawnBy, withdrawn.Withdrawn));
        Assert.Equal([withdrawn], store.Approvals(Noon));
        var problem = store.WithdrawApproval(id, "ola", Noon).Problem!;
        Assert.Equal(("ApprovalNotActive", "The denial of openssl on web01 is Withdrawn already."), (problem.Code, problem.Message));
        Assert.Equal("There is no approval 99.", store.WithdrawApproval(99, "ola", Noon).Problem!.Message);
    }
}
