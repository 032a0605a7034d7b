using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class TimeZonesTests
{
    [Theory]
    [InlineData("Europe/Oslo", "Europe/Oslo")]
    [InlineData(" europe/OSLO ", "Europe/Oslo")]
    [InlineData("UTC", "UTC")]
    [InlineData("utc", "UTC")]
    [InlineData("W. Europe Standard Time", "Europe/Berlin")]
    [InlineData("w. europe standard time", "Europe/Berlin")]
    [InlineData("Lord Howe Standard Time", "Australia/Lord_Howe")]
    [InlineData("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    public void A_zone_is_found_by_IANA_id_Windows_id_or_UTC(string name, string id) =>
        Assert.Equal(id, TimeZones.Find(name).Value.Id);

    [Theory]
    [InlineData("Oslo", " Did you mean 'Europe/Oslo'?")]
    [InlineData("oslo", " Did you mean 'Europe/Oslo'?")]
    [InlineData("Olso", " Did you mean 'Europe/Oslo'?")]
    [InlineData("Europe/Olso", " Did you mean 'Europe/Oslo'?")]
    [InlineData("Norway/Oslo", " Did you mean 'Europe/Oslo'?")]
    [InlineData("New York", " Did you mean 'America/New_York'?")]
    [InlineData("Europe/Berlni", " Did you mean 'Europe/Berlin'?")]
    [InlineData("W. Europe Standrd Time", " Did you mean 'W. Europe Standard Time'?")]
    [InlineData("xyzzy", "")]
    [InlineData("", "")]
    public void A_name_that_is_none_is_refused_with_the_nearest_that_is(string name, string question)
    {
        var problem = TimeZones.Find(name).Problem!;
        Assert.Equal($"'{name}' is no time zone.{question}", problem.Message);
        Assert.Equal(("TimeZoneNotFound", FindingKind.ObjectNotFound), (problem.Code, problem.Kind));
    }

    [Fact]
    public void The_tz_database_names_its_version() => Assert.Matches("^20[0-9]{2}[a-z]$", TimeZones.Version);

    [Fact]
    public void Every_id_offered_is_found() => Assert.All(TimeZones.Ids, id => Assert.Equal(id, TimeZones.Find(id).Value.Id));
}
