using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class StoreSectionTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "store": {} }""")]
    [InlineData("""{ "store": { "provider": "SQLite" } }""")]
    public void Without_a_connection_string_the_store_is_the_users_or_the_machines(string text)
    {
        var (configuration, findings) = ConfigurationFile.Read(text);
        Assert.Empty(findings);
        Assert.Equal(StoreSettings.Default.ConnectionString, configuration.Store.ConnectionString);
        Assert.EndsWith("patchwindow.db", StoreSettings.Default.ConnectionString);
    }

    [Fact]
    public void A_store_that_this_version_does_not_have_is_refused_by_name()
    {
        var finding = Assert.Single(ConfigurationFile.Read("""{ "store": { "provider": "postgresql" } }""").Findings);
        Assert.Equal(("StoreProviderNotSupported", "store.provider"), (finding.Code, finding.Path));
        Assert.Equal("The store 'postgresql' is not in this version.", finding.Message);
        Assert.Contains("sqlite", finding.Suggestion);
    }

    public static TheoryData<string> WithASecret => new()
    {
        $$"""{ "store": "Host=db;Password={{Secret}}" }""",
        $$"""{ "store": { "provider": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "provider": "postgresql", "connectionString": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "provider": "sqlite", "conectionString": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "connectionString": [ "Host=db;Password={{Secret}}" ] } }""",
        $$"""{ "store": [ "Host=db;Password={{Secret}}" ] }""",
        $$"""{ "stoer": { "connectionString": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "policies": "Host=db;Password={{Secret}}" }""",
        $$"""{ "hosts": "Host=db;Password={{Secret}}" }""",
        $$"""{ "store": { "connectionString": "Host=db;Password={{Secret}}" """,
    };

    [Theory]
    [MemberData(nameof(WithASecret))]
    public void A_password_in_a_connection_string_appears_in_no_finding(string text)
    {
        var findings = ConfigurationFile.Read(text).Findings;
        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, f => (f + f.Path + f.Suggestion + f.Message).Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host=db;Password=hunter2")]
    [InlineData("Data Source=/nowhere/a.db;Password=hunter2")]
    [InlineData("Data Source=/nowhere/a.db;Password=x;hunter2=1")]
    [InlineData("Data Source=/nowhere/a.db;Mode=hunter2")]
    [InlineData("Data Source=/nowhere/a.db;Cache hunter2")]
    [InlineData("hunter2")]
    [InlineData("")]
    public void A_connection_string_that_cannot_be_used_is_refused_without_quoting_it(string text)
    {
        var exception = Assert.Throws<StoreException>(() => SqliteStore.Open(text));
        Assert.DoesNotContain(Secret, exception.Finding + exception.Message + exception.Finding.Suggestion);
        Assert.Contains(exception.Finding.Code, new[] { "StoreConnectionInvalid", "StoreEncryptionNotSupported" });
    }
}
