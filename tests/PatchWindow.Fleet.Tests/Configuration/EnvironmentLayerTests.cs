using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>Variables belong to the whole process: these tests run alone.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironment;

[Collection(nameof(ProcessEnvironment))]
public sealed class EnvironmentLayerTests : IDisposable
{
    private const string Named = "PATCHWINDOW_CONFIG", ConnectionString = "PATCHWINDOW__store__connectionString";
    private readonly Dictionary<string, string?> before = new[] { Named, ConnectionString, "PATCHWINDOW__stoer__x", "PATCHWINDOW__store__provider" }
        .ToDictionary(n => n, Environment.GetEnvironmentVariable);

    private readonly ConfigurationFile file = new("""{ "store": { "connectionString": "Data Source=/of/the/file.db" } }""");

    public void Dispose()
    {
        foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
        file.Dispose();
    }

    [Fact]
    public void The_variable_names_a_file_and_a_path_given_wins_over_it()
    {
        Environment.SetEnvironmentVariable(Named, file.Path);
        Assert.Equal("Data Source=/of/the/file.db", PatchConfiguration.Read(null).Store.Value.ConnectionString);
        Assert.Contains(file.Path, PatchConfiguration.Read(null).Files);
        using var other = new ConfigurationFile("""{ "store": { "connectionString": "Data Source=/other.db" } }""");
        Assert.Equal("Data Source=/other.db", PatchConfiguration.Read(other.Path).Store.Value.ConnectionString);
        Assert.DoesNotContain(file.Path, PatchConfiguration.Read(other.Path).Files);
    }

    [Fact]
    public void A_setting_in_a_variable_wins_over_every_file()
    {
        Environment.SetEnvironmentVariable(ConnectionString, "Data Source=/of/the/environment.db");
        var configuration = PatchConfiguration.Read(file.Path);
        Assert.DoesNotContain(configuration.Findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal("Data Source=/of/the/environment.db", configuration.Store.Value.ConnectionString);
    }

    [Fact]
    public void A_fault_in_a_variable_names_the_variable()
    {
        Environment.SetEnvironmentVariable("PATCHWINDOW__store__provider", "oracle");
        Environment.SetEnvironmentVariable("PATCHWINDOW__stoer__x", "1");
        Assert.Equal(
            [
                "the environment variable PATCHWINDOW__store__provider: store.provider StoreProviderNotSupported",
                "the environment variable PATCHWINDOW__stoer: stoer SettingUnknown",
            ],
            ConfigurationFile.Lines(PatchConfiguration.Read(file.Path).Findings));
    }

    [Theory]
    [InlineData("Data Source=patchwindow.db", "patchwindow.db")]
    [InlineData("Filename=stores/a.db", "stores/a.db")]
    [InlineData("Data Source=file:a.db", "file:a.db")]
    public void A_relative_store_in_a_variable_is_refused_for_it_would_be_another_one_in_every_folder(string text, string path)
    {
        Environment.SetEnvironmentVariable(ConnectionString, text);
        var configuration = PatchConfiguration.Read(file.Path);
        var finding = configuration.Store.Problem!;
        Assert.Equal(
            ("StorePathRelative", "the environment variable PATCHWINDOW__store__connectionString: store.connectionString"), (finding.Code, finding.Path));
        Assert.Contains($"'{path}'", finding.Message);
        Assert.Contains("absolute path", finding.Suggestion);
        Assert.Contains(finding, configuration.Findings);
    }

    [Fact]
    public void A_misspelt_store_in_a_variable_leaves_no_store()
    {
        Environment.SetEnvironmentVariable("PATCHWINDOW__stoer__x", "1");
        Assert.Equal("the environment variable PATCHWINDOW__stoer: stoer", PatchConfiguration.Read(file.Path).Store.Problem?.Path);
    }

    [Fact]
    public void A_faulty_file_hides_neither_the_variables_nor_the_other_layers()
    {
        File.WriteAllText(file.Path, "{");
        Environment.SetEnvironmentVariable(ConnectionString, "Data Source=/of/the/environment.db");
        var configuration = PatchConfiguration.Read(file.Path);
        Assert.Equal("ConfigurationInvalid", Assert.Single(configuration.Findings).Code);
        Assert.Equal("Data Source=/of/the/environment.db", configuration.Store.Value.ConnectionString);
    }

    [Fact]
    public void The_users_file_is_under_a_stronger_one_and_a_stronger_list_takes_the_place_of_a_weaker()
    {
        using var home = new UsersFile(
            """
            { "hosts": [ { "name": "web01", "address": "10.1.0.4" }, { "name": "web02" } ],
              "policies": {
                "mine": { "schedules": [ { "text": "Sat 22:00 for 4h" } ], "approve": { "exclude": [ "linux-*", "grub*" ] } },
                "broken": { "timeZone": "Europe/Olso", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }
            """);
        File.WriteAllText(file.Path,
            """
            { "hosts": [ { "name": "db01" } ],
              "policies": { "mine": { "targets": "*", "approve": { "exclude": [] } } } }
            """);

        var configuration = PatchConfiguration.Read(file.Path);

        Assert.Equal([home.Path, file.Path], configuration.Files);
        Assert.Equal([("db01", null)], configuration.Hosts.Select(h => (h.Name, h.Address)));
        var policy = Assert.Single(configuration.Policies);
        Assert.Equal(("*", "Sat 22:00 for 4h"), (policy.Source.Targets, policy.Source.Schedules[0].Text));
        Assert.Empty(policy.Source.Approve!.Exclude);
        Assert.Equal([$"{home.Path}: policies.broken.timeZone TimeZoneNotFound"], ConfigurationFile.Lines(configuration.Findings));

        Environment.SetEnvironmentVariable(Named, home.Path);
        Assert.Equal([home.Path], PatchConfiguration.Read(null).Files);
    }

    [Theory]
    [InlineData("01-web")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("web:01")]
    public void A_stronger_list_takes_the_place_of_a_weaker_in_a_policy_whose_name_begins_with_0(string name)
    {
        using var home = new UsersFile(Policy("""[ { "text": "Sat 22:00 for 4h", "cutoff": "30m" }, { "text": "Sun 22:00 for 4h" } ]"""));
        File.WriteAllText(file.Path, Policy("""[ { "text": "Tue 02:00 for 1h" } ]"""));

        var layers = ConfigurationLayers.Read(file.Path, []);

        var schedules = layers.Root.GetSection($"policies:{name}:schedules");
        Assert.Equal(["text"], schedules.GetSection("0").GetChildren().Select(c => c.Key));
        Assert.Equal("Tue 02:00 for 1h", schedules["0:text"]);
        Assert.Null(schedules["1:text"]);

        string Policy(string schedules) => $$"""{ "policies": { "{{name}}": { "schedules": {{schedules}} } } }""";
    }

    [Fact]
    public void A_relative_store_is_in_the_folder_of_the_file_that_names_it_not_of_a_stronger_one()
    {
        using var home = new UsersFile("""{ "store": { "connectionString": "Data Source=mine.db" } }""");
        File.WriteAllText(file.Path, """{ "policies": {} }""");
        Assert.Equal(
            "Data Source=" + Path.Combine(Path.GetDirectoryName(home.Path)!, "mine.db"),
            PatchConfiguration.Read(file.Path).Store.Value.ConnectionString, ignoreCase: true);
    }

    // The configuration file of the user, for as long as it is in use.
    private sealed class UsersFile : IDisposable
    {
        private readonly ConfigurationFile home = new();
        private readonly string? old = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");

        public UsersFile(string text)
        {
            Assert.SkipWhen(OperatingSystem.IsWindows() || File.Exists(ConfigurationLayers.UserFile) || File.Exists(ConfigurationLayers.MachineFile),
                "This machine has configuration of its own, or no XDG folders.");
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", System.IO.Path.GetDirectoryName(home.Path));
            Path = ConfigurationLayers.UserFile!;
            if (!Path.StartsWith(System.IO.Path.GetDirectoryName(home.Path)!, StringComparison.Ordinal))
            {
                Dispose();
                Assert.Skip("The runtime keeps the user's folder.");
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.WriteAllText(Path, text);
        }

        public string Path { get; }

        public void Dispose()
        {
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", old);
            home.Dispose();
        }
    }
}
