using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.Sqlite;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class StoreSectionTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "store": {} }""")]
    [InlineData("""{ "store": { "provider": "SQLite" } }""")]
    public void Without_a_connection_string_the_store_is_the_machines(string text)
    {
        var (configuration, findings) = ConfigurationFile.Read(text);
        Assert.Empty(findings);
        Assert.Equal(StoreSettings.Default.ConnectionString, configuration.Store.Value.ConnectionString);
    }

    [Fact]
    public void The_machine_has_one_store_which_is_in_nobodys_own_folder() => Assert.Equal(
        "Data Source=" + (OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "PatchWindow", "patchwindow.db")
            : "/var/lib/patchwindow/patchwindow.db"),
        StoreSettings.Default.ConnectionString);

    [Fact]
    public void A_store_that_this_version_does_not_have_is_refused_by_name()
    {
        var finding = Assert.Single(ConfigurationFile.Read("""{ "store": { "provider": "oracle" } }""").Findings);
        Assert.Equal(("StoreProviderNotSupported", "store.provider"), (finding.Code, finding.Path));
        Assert.Equal("The store 'oracle' is not in this version.", finding.Message);
        Assert.Contains("sqlite", finding.Suggestion);
    }

    [Theory]
    [InlineData("""{ "store": { "conectionString": "Data Source=/a.db" } }""", "SettingUnknown", "store.conectionString")]
    [InlineData("""{ "store": { "connectionString": "Data Source=/a.db", "pooling": false } }""", "SettingUnknown", "store.pooling")]
    [InlineData("""{ "store": { "connectionString": " " } }""", "SettingEmpty", "store.connectionString")]
    [InlineData("""{ "store": { "connectionString": true } }""", "SettingWrongType", "store.connectionString")]
    [InlineData("""{ "store": { "provider": "oracle" } }""", "StoreProviderNotSupported", "store.provider")]
    [InlineData("""{ "store": { "provider": "postgresql" } }""", "StoreConnectionMissing", "store.connectionString")]
    [InlineData("""{ "store": { "provider": "PostgreSQL", "connectionString": "Host=db;PASSWORD=x" } }""", "StorePasswordInFile", "store.connectionString")]
    [InlineData("""{ "store": { "provider": "postgresql", "connectionString": "Host=db;pwd=x" } }""", "StorePasswordInFile", "store.connectionString")]
    [InlineData("""{ "store": "Data Source=/a.db" }""", "SettingWrongType", "store")]
    [InlineData("""{ "stroe": { "connectionString": "Data Source=/a.db" } }""", "SettingUnknown", "stroe")]
    public void A_faulty_section_leaves_no_store_and_what_needs_none_goes_on(string text, string code, string place)
    {
        using var file = new ConfigurationFile(text);
        using var session = new PatchWindowSession(file.Path, null);

        var refused = Assert.Throws<StoreException>(() => session.StoreLocation).Finding;

        Assert.Equal((code, $"{file.Path}: {place}"), (refused.Code, refused.Path));
        Assert.Contains(refused, session.Configuration.Findings);
        Assert.NotEmpty(session.Inventory.All);
        Assert.Empty(session.Windows.Find(new WindowRequest()));
    }

    [Theory]
    [InlineData("Data Source=a.db", "Data Source={0}")]
    [InlineData("DataSource=a.db", "DataSource={0}")]
    [InlineData("Filename=./sub/../a.db;Cache=Shared", "Filename={0};Cache=Shared")]
    [InlineData("Data Source=/srv/a.db", "Data Source=/srv/a.db")]
    [InlineData("Data Source=:memory:", "Data Source=:memory:")]
    [InlineData("Data Source=file:/srv/a.db?mode=rwc", "Data Source=file:/srv/a.db?mode=rwc")]
    [InlineData("Data Source=file::memory:", "Data Source=file::memory:")]
    public void A_relative_path_is_taken_from_the_folder_of_the_file_that_names_it(string text, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Paths as Unix has them.");
        using var file = new ConfigurationFile($$"""{ "store": { "connectionString": "{{text}}" } }""");
        var (configuration, findings) = file.Read();
        Assert.Empty(findings);
        Assert.Equal(
            string.Format(null, expected, Path.Combine(Path.GetDirectoryName(file.Path)!, "a.db")), configuration.Store.Value.ConnectionString, ignoreCase: true);
    }

    [Fact]
    public void A_store_on_PostgreSQL_is_where_its_connection_string_says()
    {
        var (configuration, findings) = ConfigurationFile.Read("""{ "store": { "provider": "PostgreSQL", "connectionString": "Host=db01;Database=patching;Passfile=rel/pass" } }""");
        Assert.Empty(findings);
        Assert.Equal(new StoreSettings("postgresql", "Host=db01;Database=patching;Passfile=rel/pass"), configuration.Store.Value);
    }

    [Fact]
    public void The_store_of_a_relative_path_is_the_same_from_every_folder()
    {
        using var file = new ConfigurationFile("""{ "store": { "connectionString": "Data Source=stores/a b.db" } }""");
        using var session = new PatchWindowSession(file.Path, null);
        Assert.Equal(Path.Combine(Path.GetDirectoryName(file.Path)!, "stores", "a b.db"), session.StoreLocation);
        Assert.True(File.Exists(session.StoreLocation));
    }

    [Fact]
    public void A_relative_URI_is_refused() =>
        Assert.Equal(["store.connectionString StorePathRelative"],
            ConfigurationFile.Lines(ConfigurationFile.Read("""{ "store": { "connectionString": "Data Source=file:a.db" } }""").Findings));

    public static TheoryData<string> WithASecret => new()
    {
        $$"""{ "store": "Host=db;Password={{Secret}}" }""",
        $$"""{ "store": { "provider": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "provider": "postgresql", "connectionString": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "provider": "sqlite", "conectionString": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "connectionString": [ "Host=db;Password={{Secret}}" ] } }""",
        $$"""{ "store": [ "Host=db;Password={{Secret}}" ] }""",
        $$"""{ "stoer": { "connectionString": "Host=db;Password={{Secret}}" } }""",
        $$"""{ "store": { "connectionString": "Data Source=file:a.db;Password={{Secret}}" } }""",
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
