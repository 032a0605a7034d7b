namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class HostSettingsTests
{
    [Fact]
    public void A_whole_host_says_what_it_says()
    {
        var (configuration, findings) = ConfigurationFile.Read(
            """
            { "hosts": [ { "name": "web01.example.org", "address": "10.1.0.4", "transport": "ssh", "user": "patch", "timeZone": "Europe/Oslo",
                           "tags": { "env": "prod", "rack": 7 } },
                         { "name": "db_01", "tags": {} } ] }
            """);
        Assert.Empty(findings);
        var (web, db) = (configuration.Hosts[0], configuration.Hosts[1]);
        Assert.Equal(("web01.example.org", "10.1.0.4", "ssh", "patch", "Europe/Oslo"), (web.Name, web.Address, web.Transport, web.User, web.TimeZone));
        Assert.Equal(("prod", "7"), (web.Tags["ENV"], web.Tags["rack"]));
        Assert.Equal(("db_01", "ssh"), (db.Name, db.Transport));
        Assert.True(configuration.ListsHosts);
    }

    public static TheoryData<string, string[]> Faults => new()
    {
        { "\"hosts\": {}", ["hosts SettingWrongType"] },
        { "\"hosts\": \"web01\"", ["hosts SettingWrongType"] },
        { "\"hosts\": { \"web01\": {} }", ["hosts SettingWrongType"] },
        { "\"hosts\": [ \"web01\" ]", ["hosts[0] SettingWrongType"] },
        { "\"hosts\": [ {} ]", ["hosts[0].name SettingMissing"] },
        { "\"hosts\": [ { \"name\": \"\" } ]", ["hosts[0].name SettingEmpty"] },
        { "\"hosts\": [ { \"name\": [ \"a\" ] } ]", ["hosts[0].name SettingWrongType"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"adress\": \"x\" } ]", ["hosts[0].adress SettingUnknown"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"transport\": \"shs\" } ]", ["hosts[0].transport TransportUnknown"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"timeZone\": \"Europe/Olso\" } ]", ["hosts[0].timeZone TimeZoneNotFound"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"tags\": \"prod\" } ]", ["hosts[0].tags SettingWrongType"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"tags\": [ \"prod\" ] } ]", ["hosts[0].tags SettingWrongType"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"tags\": { \"env\": { \"a\": \"b\" } } } ]", ["hosts[0].tags.env SettingWrongType"] },
        { "\"hosts\": [ { \"name\": \"web01\", \"transport\": \"local\" }, { \"name\": \"WEB01\" }, { \"name\": \"web02\" } ]", ["hosts[1].name HostDuplicate"] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_faulty_host_is_reported_once_and_left_out(string inside, string[] expected)
    {
        var (configuration, findings) = ConfigurationFile.Read("{ " + inside + " }");
        Assert.Equal(expected, ConfigurationFile.Lines(findings));
        Assert.DoesNotContain(configuration.Hosts, h => h.Transport == "shs" || h.Name.Length == 0 || h.Name == "WEB01");
        Assert.True(configuration.ListsHosts);
    }

    [Theory]
    [InlineData("web 01")]
    [InlineData("-web")]
    [InlineData("web-")]
    [InlineData("web..a")]
    [InlineData("web01\\n")]
    [InlineData("web;reboot")]
    [InlineData("$(reboot)")]
    [InlineData("../etc")]
    [InlineData("wéb")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public void A_name_that_no_host_can_have_is_refused(string name) =>
        Assert.Equal(["hosts[0].name HostNameInvalid"], ConfigurationFile.Lines(ConfigurationFile.Read($$"""{ "hosts": [ { "name": "{{name}}" } ] }""").Findings));

    [Theory]
    [InlineData("a")]
    [InlineData("10.1.0.4")]
    [InlineData("Web-01.prod.example.org")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123")]
    public void A_name_of_letters_digits_hyphens_and_dots_is_taken(string name) =>
        Assert.Empty(ConfigurationFile.Read($$"""{ "hosts": [ { "name": "{{name}}" } ] }""").Findings);

    [Theory]
    [InlineData("{ \"hosts\": [] }", false)]
    [InlineData("{ \"policies\": {} }", false)]
    [InlineData("{ \"hsots\": [ { \"name\": \"web01\" } ] }", true)]
    [InlineData("{ \"inventory\": [ \"hosts.csv\" ] }", true)]
    [InlineData("{ \"polices\": {} }", false)]
    [InlineData("{ \"stoer\": { \"provider\": \"sqlite\" } }", false)]
    [InlineData("{ \"something\": 1 }", false)]
    [InlineData("{ \"inventories\": [ \"hosts.csv\" ] }", true)]
    [InlineData("{ \"hosts\": [ { \"name\": \"web 01\" } ] }", true)]
    [InlineData("{ \"hosts\": \"web01\" }", true)]
    public void Whether_hosts_were_to_be_listed_is_known_even_where_none_could_be_read(string text, bool lists) =>
        Assert.Equal(lists, ConfigurationFile.Read(text).Configuration.ListsHosts);
}
