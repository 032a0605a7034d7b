using NodaTime.TimeZones;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Zones;

/// <summary>Zones by their Windows ids, and <c>host</c>: what a window says of itself is always an IANA id.</summary>
public sealed class NamedZoneTests
{
    [Fact]
    public void Every_Windows_id_of_CLDR_is_a_zone_whatever_its_case()
    {
        var ids = TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Keys.ToArray();
        Assert.True(ids.Length >= 139, $"only {ids.Length}");
        Assert.All(ids, id =>
        {
            var zone = TimeZones.Find(id).Value.Id;
            Assert.Contains(zone, TimeZones.Ids);
            Assert.Equal(zone, TimeZones.Find(id.ToUpperInvariant()).Value.Id);
        });
    }

    [Theory]
    [InlineData("W. Europe Standard Time", "Europe/Berlin", "2026-03-29 03:30 +02:00 for 1h Shifted")]
    [InlineData("Lord Howe Standard Time", "Australia/Lord_Howe", "2026-03-29 02:30 +11:00 for 1h")]
    [InlineData("Samoa Standard Time", "Pacific/Apia", "2026-03-29 02:30 +13:00 for 1h")]
    [InlineData("GMT Standard Time", "Europe/London", "2026-03-29 02:30 +01:00 for 1h")]
    [InlineData("UTC-11", "Etc/GMT+11", "2026-03-29 02:30 -11:00 for 1h")]
    [InlineData("UTC+13", "Etc/GMT-13", "2026-03-29 02:30 +13:00 for 1h")]
    [InlineData("UTC", "UTC", "2026-03-29 02:30 +00:00 for 1h")]
    public void A_window_of_a_Windows_zone_says_the_IANA_id(string zone, string id, string shown)
    {
        var policy = Given.Policy(new Schedule { Include = [Given.Local("2026-03-29 02:30")], Duration = TimeSpan.FromHours(1), TimeZone = zone });
        var from = Given.Moment("2026-01-01 00:00Z");
        var window = Assert.Single(WindowFinder.From(policy, from, new WindowQuery(from, Given.Utc)));
        Assert.Equal((id, shown), (window.TimeZone, Given.Line(window)));
    }

    [Theory]

    // Windows' own "- Old" entries, which no place keeps any more, have no IANA zone in CLDR.
    [InlineData("Kamchatka Standard Time")]
    [InlineData("Mid-Atlantic Standard Time")]
    public void A_Windows_id_without_an_IANA_zone_is_refused(string id) => Assert.Equal("TimeZoneNotFound", TimeZones.Find(id).Problem!.Code);

    [Theory]
    [InlineData("Europe/Oslo", "2026-03-29 03:30 +02:00 for 1h Shifted")]
    [InlineData("America/New_York", "2026-03-29 02:30 -04:00 for 1h")]
    [InlineData("Asia/Tokyo", "2026-03-29 02:30 +09:00 for 1h")]
    [InlineData("Europe/Dublin", "2026-03-29 02:30 +01:00 for 1h")]
    public void The_clock_of_host_changes_with_each_hosts_own(string zone, string shown)
    {
        var policy = Given.Policy(new Schedule { Include = [Given.Local("2026-03-29 02:30")], Duration = TimeSpan.FromHours(1), TimeZone = "host" });
        var window = Assert.Single(WindowFinder.From(policy, Given.Moment("2026-01-01 00:00Z"), Given.Query("2026-01-01 00:00Z", zone)));
        Assert.Equal((zone, shown), (window.TimeZone, Given.Line(window)));
    }

    [Fact]
    public void What_a_hosts_clock_skips_is_skipped_for_that_host_alone()
    {
        var schedule = Given.Text("daily 02:30 for 1h host");
        schedule.WhenSkipped = SkippedTime.Skip;
        var policy = Given.Policy(schedule);
        Assert.Equal(["2026-03-29 03:00 +02:00 for 0m Skipped"], Given.WithSkipped(policy, "2026-03-29 00:00Z", "2026-03-29 12:00Z", "Europe/Oslo"));
        Assert.Equal(["2026-03-29 02:30 -04:00 for 1h"], Given.WithSkipped(policy, "2026-03-29 00:00Z", "2026-03-29 12:00Z", "America/New_York"));
    }
}
