using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

public sealed class SightingHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 12, 12, 0, 0, TimeSpan.Zero);

    private static readonly PendingPatch Patch = new() { Host = "web01", Name = "openssl", InstalledVersion = "1", Version = "4", Severity = PatchSeverity.Low };

    [Fact]
    public void A_host_is_as_many_versions_behind_as_releases_were_seen_since_the_one_it_has()
    {
        var history = new SightingHistory([Seen("2", 0, PatchSeverity.Critical), Seen("3", 5, PatchSeverity.Low), Seen("4", 9, PatchSeverity.Low)]);
        var patch = history.Complete(Patch);
        Assert.Equal((3, Noon, Noon.AddDays(9)), (patch.PatchesBehind, patch.PendingSince, patch.FirstSeen));
        Assert.Equal([PatchSeverity.Critical, PatchSeverity.Low], history.Earlier(patch).Select(e => e.Severity));
    }

    [Fact]
    public void What_was_seen_of_an_older_installed_version_is_over()
    {
        var history = new SightingHistory([Seen("1", 0, installed: "0"), Seen("3", 5), Seen("4", 9)]);
        Assert.Equal((2, Noon.AddDays(5)), (history.Complete(Patch).PatchesBehind, history.Complete(Patch).PendingSince));
    }

    [Fact]
    public void A_version_seen_after_the_one_on_offer_is_not_before_it() =>
        Assert.Equal(1, new SightingHistory([Seen("4", 0), Seen("5", 3)]).Complete(Patch).PatchesBehind);

    [Fact]
    public void A_package_new_on_the_host_is_behind_nothing()
    {
        var history = new SightingHistory([new Sighting("openssl", "3", Noon), new Sighting("openssl", "4", Noon.AddDays(1))]);
        var patch = history.Complete(Patch with { InstalledVersion = null });
        Assert.Equal((null, Noon.AddDays(1), Noon.AddDays(1)), (patch.PatchesBehind, patch.PendingSince, patch.FirstSeen));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(1, 2)]
    public void What_the_package_manager_counts_stands_where_it_counts_more(int told, int behind) =>
        Assert.Equal(behind, new SightingHistory([Seen("3", 0), Seen("4", 1)]).Complete(Patch with { PatchesBehind = told }).PatchesBehind);

    [Fact]
    public void A_patch_that_was_never_seen_stays_as_it_is()
    {
        Assert.Same(Patch, SightingHistory.None.Complete(Patch));
        Assert.Same(Patch, SightingHistory.None.Recall(Patch));
        Assert.Empty(new SightingHistory([Seen("3", 0)]).Earlier(Patch));
    }

    [Fact]
    public void A_patch_made_by_hand_is_taken_for_what_was_seen_of_it()
    {
        var history = new SightingHistory([Seen("4", 0, PatchSeverity.Critical)]);
        var patch = history.Recall(new PendingPatch { Host = "web01", Name = "openssl", Version = "4" });
        Assert.Equal(("1", PatchSeverity.Critical, PatchClassification.Security), (patch.InstalledVersion, patch.Severity, patch.Classification));
    }

    private static Sighting Seen(string version, int days, PatchSeverity severity = PatchSeverity.Unknown, string installed = "1") =>
        new("openssl", version, Noon.AddDays(days)) { InstalledVersion = installed, Severity = severity, Classification = PatchClassification.Security };
}
