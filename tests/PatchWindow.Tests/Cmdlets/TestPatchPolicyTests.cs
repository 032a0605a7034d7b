using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>What Test-PatchPolicy writes, of files right and wrong and of policies in hand.</summary>
public sealed class TestPatchPolicyTests : SessionTest
{
    private const string Clean = """
        { "hosts": [ { "name": "web01", "tags": { "env": "prod" } } ],
          "policies": { "prod": { "targets": "env = prod", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }
        """;

    private const string Wrong = """
        {
          "hosts": [
            { "name": "web01", "tags": { "env": "prod", "role": "web" } }, { "name": "web02", "tags": { "env": "prod", "role": "web" } },
            { "name": "spare" }, { "name": "bad", "transport": "pigeon" },
          ],
          "policies": {
            "b-web": {
              "targets": "role = web", "timeZone": "Europe/Oslo",
              "schedules": [ { "text": "Sat 22:00 for 4h" }, { "text": "Sun 02:30 for 1h" }, { "rrule": "FREQ=WEEKLY;BYDAY=SU", "at": "12:00", "duration": "1m" } ],
              "rollout": { "budgets": [ { "max": "10%" } ] },
            },
            "a-idle": { "targets": "env = lab" },
            "typo": { "targets": "env = dmz", "schedules": [ { "text": "Funday 22:00 for 4h" } ] },
            "prod": { "targets": "env = prod", "schedules": [ { "text": "Sat 22:00 for 4h" } ] },
          },
        }
        """;

    public TestPatchPolicyTests(Engine engine)
        : base(engine) => ClockShows("2026-12-09T13:00Z");

    private string File => Path.Combine(Folder, "patchwindow.json");

    [Fact]
    public void Findings_are_output_the_worst_first_and_then_by_policy_and_place()
    {
        Configure(Wrong);

        var result = Run("Test-PatchPolicy").MustSucceed();

        Assert.Empty(result.Warnings);
        Assert.All(result.Output, o => Assert.Equal("PatchWindow.Finding", o.BaseObject.GetType().FullName));
        Assert.Equal(
            [
                "Error TransportUnknown  hosts[3].transport",
                "Error BudgetAllowsNothing b-web policies.b-web.rollout.budgets[0].max",
                "Error PoliciesOverlap b-web policies.b-web.targets",
                "Error ScheduleTextInvalid typo policies.typo.schedules[0].text",
                "Warning HostWithoutPolicy  policies",
                "Warning PolicyNeverOpens a-idle policies.a-idle.schedules",
                "Warning PolicyWithoutHosts a-idle policies.a-idle.targets",
                "Warning WindowTooShort b-web policies.b-web.schedules[2]",
                "Information ClockChangeTouchesWindow b-web policies.b-web.schedules[1].text",
            ],
            Lines(result));
        Assert.All(result.Texts("Path"), p => Assert.StartsWith(File + ": ", p));
        Assert.All(result.Texts("Suggestion"), Assert.NotEmpty);
    }

    [Fact]
    public void Where_nothing_is_wrong_nothing_is_written_and_Verbose_says_so()
    {
        Configure(Clean);

        var result = Run("Test-PatchPolicy -Strict -Verbose").MustSucceed();

        Assert.Empty(result.Output);
        Assert.Contains("Found: 0 errors, 0 warnings in 1 policy.", result.Verbose);
    }

    [Fact]
    public void Strict_makes_warnings_errors_and_ends_with_an_error_after_all_findings()
    {
        Configure(Wrong);

        var result = Run("Test-PatchPolicy -Strict");

        Assert.Equal("PolicyTestFailed", result.Stopped?.Id());
        Assert.Contains("4 errors, 4 warnings in 4 policies", result.Stopped!.ToString());
        Assert.Equal(9, result.Output.Count);
        Assert.Equal(["Error", "Information"], result.Texts("Severity").Distinct());
        Assert.Contains("HostWithoutPolicy", result.Texts("Code").Take(8));
    }

    [Fact]
    public void A_warning_alone_fails_a_strict_test_and_information_does_not()
    {
        Configure(Clean.Replace("Sat 22:00 for 4h", "Sun 02:30 for 1h Europe/Oslo"));
        Assert.Equal("Information", Run("Test-PatchPolicy -Strict").Single.Text("Severity"));

        Configure(Clean.Replace("env = prod\"", "env = lab\""));
        Assert.Null(Run("Test-PatchPolicy").Stopped);
        Assert.Equal("PolicyTestFailed", Run("Test-PatchPolicy -Strict").Stopped?.Id());
    }

    [Theory]
    [InlineData("{ \"policies\": { ", "ConfigurationInvalid")]
    [InlineData(" ", "ConfigurationEmpty")]
    [InlineData(null, "ConfigurationNotFound")]
    public void A_file_of_which_nothing_counts_is_a_finding_too(string? text, string code)
    {
        if (text is not null) _ = Write("patchwindow.json", text);

        var result = Run("Test-PatchPolicy -ConfigurationPath $args[0]", File).MustSucceed();

        Assert.Equal([code], result.Texts("Code"));
        Assert.Equal(["Error"], result.Texts("Severity"));
        Assert.Equal("PolicyTestFailed", Run("Test-PatchPolicy -Strict -ConfigurationPath $args[0]", File).Stopped?.Id());
    }

    [Fact]
    public void No_policy_at_all_is_a_warning_and_says_nothing_of_hosts()
    {
        Configure("""{ "hosts": [ { "name": "web01" } ], "policies": { } }""");

        Assert.Equal(["NothingConfigured"], Run("Test-PatchPolicy").MustSucceed().Texts("Code"));
    }

    [Theory]
    [InlineData("Test-PatchPolicy typo", "TransportUnknown,ScheduleTextInvalid")]
    [InlineData("Test-PatchPolicy a*", "TransportUnknown,PolicyNeverOpens,PolicyWithoutHosts")]
    [InlineData("'prod', 'typo' | Test-PatchPolicy", "TransportUnknown,PoliciesOverlap,ScheduleTextInvalid")]
    [InlineData("[pscustomobject]@{ Name = 'prod' } | Test-PatchPolicy", "TransportUnknown,PoliciesOverlap")]
    [InlineData("Test-PatchPolicy b-web -Severity Error", "TransportUnknown,PoliciesOverlap,BudgetAllowsNothing")]
    [InlineData("Test-PatchPolicy b-web -Severity Warning", "TransportUnknown,PoliciesOverlap,BudgetAllowsNothing,WindowTooShort")]
    [InlineData("Test-PatchPolicy b-web -From 2026-12-09 -For 30d | Where-Object Severity -eq Information", "")]
    [InlineData("@() | Test-PatchPolicy", "")]
    public void Policies_are_chosen_by_name_and_findings_by_severity(string script, string codes)
    {
        Configure(Wrong);

        Assert.Equal(Sorted(codes), Sorted(string.Join(",", Run(script).MustSucceed().Texts("Code"))));
    }

    [Fact]
    public void A_name_that_no_policy_has_is_an_error_and_no_finding()
    {
        Configure(Clean);

        var result = Run("Test-PatchPolicy prd");
        Assert.Equal("PolicyNotFound", result.SingleError.Id());
        Assert.Contains("'prod'", result.SingleError.ToString());
        Assert.Empty(result.Output);
        Assert.Equal("PolicyTestFailed", Run("Test-PatchPolicy prd -Strict -ErrorAction SilentlyContinue").Stopped?.Id());
    }

    [Fact]
    public void Policies_that_are_piped_in_are_tested_as_they_are_and_with_each_other()
    {
        Configure(Wrong);

        Assert.Equal("PoliciesOverlap,WindowTooShort", Sorted(string.Join(",", Run("Get-PatchPolicy b-web, prod -ErrorAction Ignore | ForEach-Object { $_.Rollout = $null; $_ } | Test-PatchPolicy -Severity Warning").MustSucceed().Texts("Code"))));
        var changed = Run("Get-PatchPolicy prod -ErrorAction Ignore | ForEach-Object { $_.Schedules[0].Text = 'Sat 22:00 for 1m'; $_ } | Test-PatchPolicy").MustSucceed();
        Assert.Equal(["Warning WindowTooShort prod schedules[0].text"], Lines(changed));
        Assert.Empty(Run("Get-PatchPolicy prod -ErrorAction Ignore | Test-PatchPolicy").MustSucceed().Output);
    }

    [Fact]
    public void A_policy_in_hand_with_a_fault_is_a_finding()
    {
        Configure(Clean);

        var result = Run("[PatchWindow.Policy]@{ Name = 'x'; Targets = 'env ='; Schedules = @([PatchWindow.Schedule]@{ Text = 'Funday' }) } | Test-PatchPolicy").MustSucceed();

        Assert.Equal(["Error ScheduleTextInvalid x schedules[0].text", "Error TargetFilterInvalid x targets"], Lines(result));
    }

    [Theory]
    [InlineData("-For 0m")]
    [InlineData("-For 8000d")]
    [InlineData("-From 9950-01-01")]
    public void A_time_that_cannot_be_looked_at_is_refused(string range)
    {
        Configure(Clean);

        Assert.Equal("RangeInvalid", Run("Test-PatchPolicy " + range).Stopped?.Id());
        Assert.Equal("RangeInvalid", Run("New-PatchPolicy x -Schedule 'Sat 22:00 for 4h' | Test-PatchPolicy " + range).Stopped?.Id());
    }

    [Fact]
    public void What_the_README_shows_comes_out()
    {
        Set("PATCHWINDOW_CONFIG", Path.Combine(StagedModule.Repository, "examples", "patchwindow.json"));
        const string script = "New-PatchPolicy web -Targets '*' -Schedule 'Sat 22:00 for 4h' -Deadline @{ Critical = '5d' } | Test-PatchPolicy | ForEach-Object Code";

        Assert.Contains($"PW> {script}\nDeadlineShorterThanGap\n", System.IO.File.ReadAllText(Path.Combine(StagedModule.Repository, "README.md")));
        Assert.Equal("DeadlineShorterThanGap", Run(script).Single.ToString());
    }

    [Fact]
    public void The_example_configuration_fails_no_test_of_this_machine()
    {
        Set("PATCHWINDOW_CONFIG", Path.Combine(StagedModule.Repository, "examples", "patchwindow.json"));

        Run("Test-PatchPolicy this-machine -Strict").MustSucceed();
    }

    private static string[] Lines(Result result) =>
        [.. result.Output.Select(o => $"{o.Text("Severity")} {o.Text("Code")} {o.Text("Policy")} {o.Text("Path").Split(": ")[^1]}")];

    private static string Sorted(string codes) => string.Join(",", codes.Split(',').Order(StringComparer.Ordinal));
}
