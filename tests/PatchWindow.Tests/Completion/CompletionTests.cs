using PatchWindow.Tests.Cmdlets;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Completion;

public sealed class CompletionTests : SessionTest
{
    public CompletionTests(Engine engine)
        : base(engine) => Configure(Given.Fleet);

    [Theory]
    [InlineData("Get-PatchWindow pr", "prod-night,prod-web")]
    [InlineData("Get-PatchWindow -Policy web", "prod-web")]
    [InlineData("Get-PatchWindow 'prod-w", "prod-web")]
    [InlineData("Get-PatchWindow lab, prod-n", "prod-night")]
    [InlineData("Get-PatchPolicy l", "lab")]
    [InlineData("Test-PatchWindow -Policy PROD-W", "prod-web")]
    [InlineData("Get-PatchWindow -HostName we", "web01")]
    [InlineData("Test-PatchWindow -HostName 01", "lab01,web01")]
    [InlineData("Get-PatchHost s", "spare")]
    [InlineData("Get-PendingPatch we", "web01")]
    [InlineData("Get-PatchDeferral la", "lab01")]
    [InlineData("Resume-PendingPatch la", "lab01")]
    [InlineData("Install-PendingPatch -HostName we", "web01")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h' -TimeZone europe/os", "Europe/Oslo")]
    [InlineData("New-PatchSchedule -Daily -TimeZone hos", "host")]
    [InlineData("New-PatchSchedule -Daily -WhenSkipped Sk", "Skip")]
    [InlineData("ConvertTo-PatchSchedule -Format ical", "ICalendar")]
    [InlineData("ConvertTo-PatchSchedule -TimeZone europe/os", "Europe/Oslo")]
    [InlineData("ConvertFrom-PatchSchedule -Format cro", "Cron")]
    [InlineData("New-PatchSchedule -Weekly -Day Sat", "Saturday")]
    [InlineData("New-PatchSchedule -Weekly -Day Sat, Sun", "Sunday")]
    [InlineData("New-PatchSchedule -Monthly -Week ", "-1,-2,-3,-4,-5,1,2,3,4,5")]
    [InlineData("New-PatchSchedule -Daily -DurationMode W", "WallClock")]
    [InlineData("Test-PatchPolicy pr", "prod-night,prod-web")]
    [InlineData("Test-PatchPolicy -Severity W", "Warning")]
    [InlineData("New-PatchPolicy x -TimeZone europe/os", "Europe/Oslo")]
    [InlineData("New-PatchPolicy x -Mode Im", "Immediate")]
    [InlineData("New-PatchPolicy x -MinimumSeverity Im", "Important")]
    [InlineData("New-PatchPolicy x -Classification Security, Bu", "Bugfix")]
    [InlineData("Get-PendingPatch -Reason Out", "OutsideWindow")]
    [InlineData("Get-PendingPatch -Reason Apply, Def", "Deferred")]
    [InlineData("Get-PatchWindow -HostName nobody", "")]
    public void Tab_offers_the_names_that_fit(string line, string words)
    {
        var offered = string.Join(",", Engine.Complete(line).Select(w => w.Trim('\'')));

        Assert.Equal(words, offered);
    }

    [Theory]
    [InlineData("Resume-PendingPatch spare o", "openssl")]
    [InlineData("Resume-PendingPatch -HostName lab01 -Name ", "curl")]
    [InlineData("Get-PatchDeferral spa* ", "openssl")]
    [InlineData("Get-PatchDeferral -Name ", "curl,openssl")]
    [InlineData("Get-PatchDeferral spare, lab01 c", "curl")]
    [InlineData("Get-PatchDeferral -Name z", "")]
    public void A_package_is_completed_from_what_is_deferred_on_that_host(string line, string words)
    {
        _ = Run("""
            @([PatchWindow.PendingPatch]@{ Host = 'spare'; Name = 'openssl'; Version = '3.0' }
            [PatchWindow.PendingPatch]@{ Host = 'lab01'; Name = 'curl'; Version = '8.1' }) | Suspend-PendingPatch -For 2d -Reason r
            """).MustSucceed();

        Assert.Equal(words, string.Join(",", Engine.Complete(line)));
    }

    [Fact]
    public void A_store_that_cannot_be_read_completes_nothing_and_says_nothing()
    {
        Set("PATCHWINDOW__store__connectionString", "Data Source=" + Write("not-a-store.db", new string('x', 5000)));

        Assert.DoesNotContain("openssl", Engine.Complete("Resume-PendingPatch spare o"));
    }

    [Fact]
    public void A_zone_is_found_by_its_city() => Assert.Equal("Europe/Oslo", Engine.Complete("New-PatchSchedule -Daily -TimeZone osl")[0]);

    [Fact]
    public void What_begins_with_the_word_stands_before_what_holds_it()
    {
        Configure("""{ "policies": { "a-web": { "schedules": [] }, "web": { "schedules": [] }, "b web": { "schedules": [] } } }""");

        Assert.Equal(["web", "a-web", "'b web'"], Engine.Complete("Get-PatchWindow we"));
    }

    [Theory]
    [InlineData("./one.json")]
    [InlineData("one.json")]
    public void Names_come_from_the_file_that_the_line_names_seen_from_the_prompt(string path)
    {
        _ = Write("one.json", """{ "policies": { "prompt-side": { "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""");
        _ = Run("$global:before = $ExecutionContext.SessionState.Path.CurrentLocation; [void]$ExecutionContext.SessionState.Path.SetLocation($args[0])", Folder);
        try
        {
            Assert.Equal(["prompt-side"], Engine.Complete($"Get-PatchWindow -ConfigurationPath {path} -Policy p"));
        }
        finally
        {
            _ = Run("[void]$ExecutionContext.SessionState.Path.SetLocation($global:before)");
        }
    }

    [Theory]
    [InlineData("{ \"policies\": {")]
    [InlineData("")]
    public void A_broken_configuration_offers_no_policy_and_says_nothing(string text)
    {
        Configure(text);

        Assert.DoesNotContain(Engine.Complete("Get-PatchWindow -Policy p"), w => w.StartsWith("prod", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_parameter_for_a_policy_a_host_or_a_zone_completes()
    {
        var without = Run("""
            Get-Command -Module PatchWindow -CommandType Cmdlet | ForEach-Object {
                $command = $_
                $_.Parameters.Values | Where-Object { $_.Name -in 'Policy', 'HostName', 'TimeZone' -or ($_.Name -eq 'Name' -and $command.Noun -in 'PatchHost', 'PatchPolicy') } |
                    Where-Object { -not ($_.Attributes | Where-Object { $_.GetType().Name -eq 'ArgumentCompleterAttribute' }) } |
                    ForEach-Object { "$($command.Name) -$($_.Name)" }
            }
            """).MustSucceed();

        Assert.Empty(without.Output.Select(o => o.ToString()));
    }
}
