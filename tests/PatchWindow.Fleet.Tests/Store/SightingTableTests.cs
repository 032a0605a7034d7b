using PatchWindow.Core.Decisions;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>What a newer version on offer does to what was seen and said of an older one.</summary>
public abstract class SightingTableTests : IAsyncLifetime
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
    public void A_sighting_keeps_how_grave_the_release_was_and_what_the_host_had_last()
    {
        Offer(Noon, "1", "2");
        var again = Offer(Noon.AddDays(1), "1.5", "2");
        Assert.Equal(
            [new Sighting("openssl", "2", Noon) { InstalledVersion = "1.5", Severity = PatchSeverity.Important, Classification = PatchClassification.Security }], again);
    }

    [Fact]
    public void A_newer_version_makes_a_deferral_and_a_denial_of_the_older_void()
    {
        Offer(Noon, "1", "2");
        store.AddDeferral(StoreSamples.Deferral() with { Version = "2" });
        store.AddApproval(StoreSamples.Approval() with { Version = "2" });
        Offer(Noon.AddDays(1), "1", "2");
        Assert.Equal((DeferralState.Active, ApprovalState.Active), States());
        Offer(Noon.AddDays(2), "1", "3");
        Assert.Equal((DeferralState.Superseded, ApprovalState.Superseded), States());
        Assert.Equal(("3", "3"), (store.Deferrals(Noon)[0].SupersededByVersion, store.Approvals(Noon)[0].SupersededByVersion));
        Assert.Equal("DeferralNotActive", store.ResumeDeferral(1, "ola", Noon).Problem!.Code);
        Assert.Equal("ApprovalNotActive", store.WithdrawApproval(1, "ola", Noon).Problem!.Code);
    }

    [Fact]
    public void A_mirror_that_goes_back_to_an_older_version_makes_nothing_void()
    {
        Offer(Noon, "1", "2");
        Offer(Noon.AddDays(1), "1", "3");
        store.AddDeferral(StoreSamples.Deferral() with { Version = "3", Created = Noon.AddDays(1) });
        store.AddApproval(StoreSamples.Approval() with { Version = "3", Created = Noon.AddDays(1) });
        Offer(Noon.AddDays(2), "1", "2");
        Assert.Equal((DeferralState.Active, ApprovalState.Active), States());
    }

    [Fact]
    public void What_was_said_of_a_version_holds_again_where_a_mirror_goes_back_to_it()
    {
        Offer(Noon, "1", "2");
        store.AddDeferral(StoreSamples.Deferral() with { Version = "2" });
        store.AddApproval(StoreSamples.Approval() with { Version = "2" });
        Offer(Noon.AddHours(1), "1", "3");
        Assert.Equal((DeferralState.Superseded, ApprovalState.Superseded), States());
        Offer(Noon.AddHours(2), "1", "2");
        Assert.Equal((DeferralState.Active, ApprovalState.Active), States());
        Assert.Null(store.Approvals(Noon)[0].SupersededByVersion);
    }

    [Fact]
    public void A_later_word_about_a_version_that_is_back_stands_against_the_earlier_one()
    {
        Offer(Noon, "1", "2");
        store.AddApproval(StoreSamples.Approval() with { Version = "2" });
        Offer(Noon.AddHours(1), "1", "3");
        store.AddApproval(StoreSamples.Approval() with { Version = "2", Created = Noon.AddHours(2) });
        Offer(Noon.AddHours(3), "1", "2");
        Assert.Equal([ApprovalState.Superseded, ApprovalState.Active], store.Approvals(Noon.AddHours(4)).Select(a => a.State));
    }

    [Fact]
    public void Where_both_versions_are_on_offer_and_where_neither_is_nothing_is_void()
    {
        Offer(Noon, "1", "2");
        store.AddDeferral(StoreSamples.Deferral() with { Version = "2" });
        store.AddApproval(StoreSamples.Approval() with { Version = "2" });
        store.Sight("web01", [Patch("1", "3"), Patch("1", "2")], Noon.AddDays(1));
        store.Sight("web01", [], Noon.AddDays(2));
        store.Sight("web02", [Patch("1", "4") with { Host = "web02" }], Noon.AddDays(3));
        Assert.Equal((DeferralState.Active, ApprovalState.Active), States());
    }

    [Fact]
    public void One_that_was_deferred_before_anybody_saw_it_is_void_by_what_is_seen_later()
    {
        store.AddDeferral(StoreSamples.Deferral() with { Version = "2" });
        store.AddApproval(StoreSamples.Approval() with { Version = "2" });
        Offer(Noon.AddDays(1), "1", "3");
        Assert.Equal((DeferralState.Superseded, ApprovalState.Superseded), States());
    }

    private (DeferralState, ApprovalState) States() => (store.Deferrals(Noon)[0].State, store.Approvals(Noon)[0].State);

    private IReadOnlyList<Sighting> Offer(DateTimeOffset now, string installed, string version) => store.Sight("WEB01", [Patch(installed, version)], now);

    private static PendingPatch Patch(string installed, string version) => new()
    {
        Host = "web01", Name = "openssl", InstalledVersion = installed, Version = version, Severity = PatchSeverity.Important, Classification = PatchClassification.Security,
    };
}
