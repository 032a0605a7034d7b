using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>What every cmdlet that reads the configuration does about it.</summary>
public sealed class ConfigurationTests(Engine engine) : SessionTest(engine)
{
    private const string One = """{ "policies": { "one": { "targets": "env = x", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""";

    public static TheoryData<string> Readers => new(
        "Get-PatchPolicy", "Get-PatchHost", "Get-PatchWindow", "Test-PatchWindow", "Get-PendingPatch", "Get-PatchDeferral",
        "Resume-PendingPatch localhost pw-sec", "Install-PendingPatch localhost -WhatIf",
        "[PatchWindow.PendingPatch]@{} | Suspend-PendingPatch -For 7d -Reason r");

    public static TheoryData<string, string, string> Broken => new()
    {
        { "", "ConfigurationEmpty", "InvalidData" },
        { " \n", "ConfigurationEmpty", "InvalidData" },
        { """{ "policies": { "one": { "targets": "env""", "ConfigurationInvalid", "InvalidData" },
        { "[ 1, 2 ]", "ConfigurationInvalid", "InvalidData" },
        { "never heard of JSON", "ConfigurationInvalid", "InvalidData" },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_named_file_that_is_not_there_ends_every_cmdlet_with_one_error_that_names_it(string script)
    {
        var stopped = Run($"{script} -ConfigurationPath nowhere.json").Stopped;

        Assert.NotNull(stopped);
        Assert.Equal("ConfigurationNotFound", stopped.Id());
        Assert.Equal("ObjectNotFound", stopped.CategoryInfo.Category.ToString());
        Assert.Contains("nowhere.json", stopped.ToString());
        Assert.Contains("Check the path", stopped.ToString());
    }

    [Fact]
    public void A_file_that_the_environment_names_and_that_is_not_there_says_who_names_it()
    {
        Set("PATCHWINDOW_CONFIG", Path.Combine(Folder, "nowhere.json"));

        var stopped = Run("Get-PatchPolicy").Stopped!;

        Assert.Equal("ConfigurationNotFound", stopped.Id());
        Assert.Contains("the environment variable PATCHWINDOW_CONFIG names", stopped.ToString());
        Assert.DoesNotContain("-ConfigurationPath", stopped.ToString());
        Assert.Contains("which -ConfigurationPath names", Run("Get-PatchPolicy -ConfigurationPath other.json").Stopped!.ToString());
    }

    [Fact]
    public void Who_has_no_configuration_or_an_empty_one_is_told_where_a_whole_one_stands()
    {
        Assert.Contains("Get-Help about_PatchWindow shows a whole one", Run("Get-PatchPolicy -ConfigurationPath $args[0]", Write("empty.json", "")).Stopped!.ToString());
        Assert.SkipWhen(File.Exists("/etc/patchwindow/patchwindow.json"), "This machine has a configuration.");
        Assert.Contains("Get-Help about_PatchWindow shows a whole one", Assert.Single(Run("Get-PatchPolicy").Warnings));
    }

    [Theory]
    [InlineData("Get-PatchPolicy | Get-PatchWindow -First 1", 2)]
    [InlineData("Get-PatchHost | Get-PatchWindow -First 1 | Test-PatchWindow", 2)]
    [InlineData("Get-PatchHost | ForEach-Object { $_ } | Get-PatchDeferral", 2)]
    [InlineData("'one' | Get-PatchPolicy", 2)]
    [InlineData("'one' | ForEach-Object { $_ } | Get-PatchPolicy", 2)]
    [InlineData("'one' | ForEach-Object { $_ } | Get-PatchPolicy | Get-PatchWindow -First 1", 2)]
    [InlineData("Get-PatchPolicy; Get-PatchPolicy", 4)]
    [InlineData("$p = Get-PatchPolicy; $p | ForEach-Object { $_ } | Get-PatchWindow -First 1", 4)]
    [InlineData("Get-PatchPolicy | Get-PatchWindow -First 1 -ErrorAction Continue", 4)]
    [InlineData("Get-PatchPolicy -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Get-PatchWindow -First 1", 2)]
    public void The_faults_of_a_configuration_are_shown_once_in_a_pipeline(string script, int times)
    {
        Configure("""
            { "policies": {
              "one": { "targets": "*", "schedules": [ { "text": "Sat 22:00 for 4h" } ] }, "idle": { "targets": "*" },
              "typo": { "targets": "*", "schedule": [] } } }
            """);

        var result = Run(script);

        var errors = result.Errors.Count(e => e.Id() == "SettingUnknown");
        var warnings = result.Warnings.Count(w => w.Contains("never opens"));
        Assert.True(times == errors + warnings, $"{errors} errors, {warnings} warnings\n{string.Join("\n", result.Errors)}\n{string.Join("\n", result.Warnings)}");
    }

    [Fact]
    public void What_an_earlier_command_has_shown_is_still_in_the_verbose_stream()
    {
        Configure("""{ "policies": { "one": { "targets": "*", "schedules": [ { "text": "Sat 22:00 for 4h" } ] }, "typo": { "schedule": [] } } }""");

        var result = Run("Get-PatchPolicy | Get-PatchWindow -First 1 -Verbose");

        Assert.Equal("SettingUnknown", result.SingleError.Id());
        Assert.Contains(result.Verbose, v => v.StartsWith("Said already by an earlier command:") && v.Contains("policies.typo.schedule"));
    }

    [Fact]
    public void A_fault_of_another_file_is_shown_by_the_command_that_reads_it()
    {
        Configure("""{ "policies": { "one": { "targets": "*", "schedules": [ { "text": "Sat 22:00 for 4h" } ] }, "typo": { "schedule": [] } } }""");
        var other = Write("other.json", """{ "policies": { "two": { "targets": "*", "schedules": [ { "text": "Sat 22:00 for 4h" } ] }, "typo": { "schedule": [] } } }""");

        var result = Run("Get-PatchHost | Get-PatchWindow -ConfigurationPath $args[0] -First 1", other);

        Assert.Equal(2, result.Errors.Count(e => e.Id() == "SettingUnknown"));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_nothing_can_be_read_from_ends_the_cmdlet(string text, string id, string category)
    {
        var file = Write("broken.json", text);

        var result = Run("Get-PatchWindow -ConfigurationPath $args[0]", file);

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal($"{id} {category}", $"{result.Stopped!.Id()} {result.Stopped!.CategoryInfo.Category}");
        Assert.Contains(file, result.Stopped!.ToString());
    }

    [Theory]
    [InlineData("""{ "policies": "none" }""", "policies")]
    [InlineData("""{ "policies": { "one": "x" } }""", "policies.one")]
    [InlineData("""{ "policies": { "one": { "schedules": { "text": "Sat 22:00 for 4h" } } } }""", "policies.one.schedules")]
    [InlineData("""{ "policies": { "one": { "schedules": [ { "text": [ "Sat" ] } ] } } }""", "policies.one.schedules[0].text")]
    [InlineData("""{ "hosts": { "name": "x" } }""", "hosts")]
    public void A_value_of_the_wrong_type_is_an_error_with_its_place(string text, string place)
    {
        var file = Write("wrong.json", text);

        var result = Run("Get-PatchPolicy -ConfigurationPath $args[0]", file);

        Assert.Empty(result.Output);
        Assert.Contains(result.Errors, e => e.Id() == "SettingWrongType" && e.Finding().Text("Path") == $"{file}: {place}");
    }

    [Fact]
    public void The_path_is_one_of_PowerShell_and_wins_over_the_environment()
    {
        Configure(Given.Fleet);
        _ = Write("one.json", One);

        var result = Run("$null = $ExecutionContext.SessionState.Path.SetLocation($args[0]); Get-PatchPolicy one -ConfigurationPath ./one.json -Verbose", Folder);

        Assert.Equal(["one"], result.MustSucceed().Texts("Name"));
        Assert.Contains(result.Verbose, v => v.Contains(Path.Combine(Folder, "one.json")));
    }

    [Fact]
    public void The_file_that_the_environment_names_counts_and_so_does_a_variable()
    {
        Configure(One);
        Set("PATCHWINDOW__policies__one__timeZone", "Asia/Tokyo");

        Assert.Equal("Asia/Tokyo", Run("Get-PatchPolicy").Single.Text("TimeZone"));
    }

    [Fact]
    public void What_changes_things_refuses_to_go_by_a_broken_file_that_what_reads_only_reports()
    {
        // The user's file is whole, the named one is not.
        _ = Directory.CreateDirectory(Path.Combine(Folder, "home", "PatchWindow"));
        _ = Write(Path.Combine("home", "PatchWindow", "patchwindow.json"), One);
        var broken = Write("broken.json", "{");

        var reads = Run("Get-PatchPolicy -ConfigurationPath $args[0]", broken);
        var changes = Run("Resume-PendingPatch localhost pw-sec -ConfigurationPath $args[0]", broken);

        Assert.Equal(["one"], reads.Texts("Name"));
        Assert.Equal("ConfigurationInvalid", reads.SingleError.Id());
        Assert.Equal("ConfigurationInvalid", changes.Stopped!.Id());
    }

    [Theory]
    [InlineData("Get-PatchDeferral")]
    [InlineData("Resume-PendingPatch localhost pw-sec")]
    public void A_store_that_is_none_ends_the_cmdlet_and_is_left_as_it_is(string script)
    {
        var file = Write("not-a-store.db", new string('x', 5000));
        Set("PATCHWINDOW__store__connectionString", "Data Source=" + file);

        var stopped = Run(script).Stopped;

        Assert.Equal("StoreDamaged InvalidData", $"{stopped!.Id()} {stopped!.CategoryInfo.Category}");
        Assert.Contains(file, stopped!.ToString());
        Assert.Equal(new string('x', 5000), File.ReadAllText(file));
    }

    [Theory]
    [InlineData("Get-PatchDeferral")]
    [InlineData("Resume-PendingPatch localhost pw-sec")]
    [InlineData("[PatchWindow.PendingPatch]@{ Host = 'localhost'; Name = 'a'; Version = '1' } | Suspend-PendingPatch -For 7d -Reason r")]
    public void A_faulty_store_section_ends_what_needs_the_store_with_its_fault(string script)
    {
        Configure("""{ "store": { "conectionString": "Data Source=/nowhere/a.db" } }""");

        var stopped = Run(script).Stopped;

        Assert.Equal("SettingUnknown InvalidData", $"{stopped!.Id()} {stopped!.CategoryInfo.Category}");
        Assert.Contains("store.conectionString", stopped!.ToString());
        Assert.False(File.Exists(StoreFile));
    }

    [Theory]
    [InlineData("Get-PatchPolicy")]
    [InlineData("Get-PatchHost")]
    [InlineData("Get-PatchWindow")]
    [InlineData("Test-PatchWindow")]
    public void A_faulty_store_section_is_reported_by_what_needs_no_store_and_stops_it_not(string script)
    {
        Configure(One.Insert(1, "\"store\": { \"conectionString\": \"Data Source=/nowhere/a.db\" }, "));

        var result = Run(script);

        Assert.NotEmpty(result.Output);
        Assert.Equal("SettingUnknown", result.SingleError.Id());
    }

    [Fact]
    public void A_configuration_without_a_policy_is_a_warning_where_nothing_is_written()
    {
        Configure("""{ "policies": { } }""");

        var result = Run("Get-PatchWindow").MustSucceed();

        Assert.Empty(result.Output);
        Assert.StartsWith($"No policy is configured: none stands in '{Path.Combine(Folder, "patchwindow.json")}'", Assert.Single(result.Warnings));
    }
}
