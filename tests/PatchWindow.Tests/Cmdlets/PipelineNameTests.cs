using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Names piped in, by value and by property name, and objects that must not be taken for their names.</summary>
public sealed class PipelineNameTests : SessionTest
{
    public PipelineNameTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);
        ClockShows("2026-12-09T13:00Z");
    }

    [Theory]
    [InlineData("'lab' | Get-PatchWindow -First 1", "lab")]
    [InlineData("'lab', 'prod-w*' | Get-PatchWindow -First 1", "lab,prod-web")]
    [InlineData("[pscustomobject]@{ Policy = 'lab' } | Get-PatchWindow -First 1", "lab")]
    [InlineData("[pscustomobject]@{ Policy = 'prod-web'; HostName = 'web01' } | Get-PatchWindow -First 1", "prod-web")]
    [InlineData("Get-PatchWindow lab -First 1 | Get-PatchWindow -First 1", "lab")]
    [InlineData("'lab' | Test-PatchWindow -Explain", "lab")]
    [InlineData("Get-PatchPolicy lab | Test-PatchWindow -Explain", "lab")]
    [InlineData("Get-PatchPolicy lab, prod-web | Test-PatchWindow -Explain", "lab,prod-web")]
    [InlineData("Test-PatchWindow -InputObject (Get-PatchPolicy lab) -Explain", "lab")]
    [InlineData("[pscustomobject]@{ Policy = 'lab' } | Test-PatchWindow -Explain", "lab")]
    [InlineData("Get-PatchWindow lab | Test-PatchWindow -Explain", "lab")]
    [InlineData("Get-PatchWindow lab -HostName lab01 | Test-PatchWindow -Explain", "lab")]
    [InlineData("Get-PatchHost lab01 | Test-PatchWindow -Explain", "lab")]
    public void Policies_are_piped_in_by_name_and_as_objects(string script, string policies) =>
        Assert.Equal(policies, string.Join(",", Run(script).MustSucceed().Texts("Policy").Order()));

    [Fact]
    public void A_policy_that_a_script_has_changed_is_asked_as_it_is()
    {
        const string changed = "Get-PatchPolicy lab | ForEach-Object { $_.Schedules[0].Text = 'Sat 22:00 for 4h'; $_ }";

        Assert.Equal(true, Run("Get-PatchPolicy lab | Test-PatchWindow").Single.BaseObject);
        Assert.Equal(false, Run($"{changed} | Test-PatchWindow").Single.BaseObject);
        Assert.Equal("DoesNotFit", Run("Get-PatchPolicy lab | Test-PatchWindow -For 4h -Explain").Single.Text("Reason"));
        Assert.Equal("Apply", Run($"{changed} | Test-PatchWindow -At 2026-12-12T22:00Z -Explain").Single.Text("Reason"));
    }

    [Fact]
    public void A_policy_in_hand_that_is_wrong_is_an_error_and_never_a_yes()
    {
        var result = Run("[PatchWindow.Policy]@{ Name = 'x'; Schedules = @([PatchWindow.Schedule]@{ Text = 'Funday 22:00 for 4h' }) } | Test-PatchWindow");

        Assert.Equal("ScheduleTextInvalid", result.SingleError.Id());
        Assert.Equal([false], result.Output.Select(o => o.BaseObject));
    }

    [Theory]
    [InlineData("Get-PatchPolicy lab", "Get-PendingPatch")]
    [InlineData("Get-PatchPolicy lab", "Get-PatchDeferral")]
    [InlineData("Get-PatchPolicy lab", "Install-PendingPatch -WhatIf")]
    [InlineData("Get-PatchPolicy lab", "New-PatchSchedule")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h' -Cutoff 30m", "Test-PatchWindow")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h' -Cutoff 30m", "New-PatchSchedule")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h'", "Get-PendingPatch")]
    [InlineData("[TimeSpan]'04:00'", "Get-PatchWindow")]
    [InlineData("[TimeSpan]'04:00'", "Get-PatchPolicy")]
    [InlineData("[TimeSpan]'04:00'", "Get-PatchHost")]
    public void An_object_is_never_taken_for_its_text(string value, string cmdlet)
    {
        var result = Run($"{value} | {cmdlet}");

        Assert.True((result.Stopped ?? result.Errors.FirstOrDefault())?.Id() is "InputObjectNotBound", string.Join("\n", result.Errors) + result.Stopped);
        Assert.DoesNotContain(result.Output, o => o.BaseObject is not bool);
    }

    [Theory]
    [InlineData("Get-PatchWindow -Policy (Get-PatchPolicy lab)", "no Policy")]
    [InlineData("Get-PatchWindow 'lab', (Get-PatchPolicy lab)", "no Policy")]
    [InlineData("Get-PendingPatch (New-PatchSchedule 'Sat 22:00 for 4h')", "no Schedule")]
    public void Nor_is_one_that_is_an_argument(string script, string what)
    {
        var stopped = Run(script).Stopped;

        Assert.Contains(what, stopped!.ToString());
        Assert.Contains("pipe it", stopped!.ToString());
    }

    [Fact]
    public void Every_text_that_the_pipeline_binds_by_value_takes_text_alone()
    {
        var loose = Run("""
            Get-Command -Module PatchWindow -CommandType Cmdlet | ForEach-Object {
                $command = $_
                $_.Parameters.Values | Where-Object { $_.ParameterType -in [string], [string[]] -and $_.ParameterSets.Values.ValueFromPipeline -contains $true } |
                    Where-Object { -not ($_.Attributes | Where-Object { $_.GetType().Name -eq 'TextArgumentAttribute' }) } |
                    ForEach-Object { "$($command.Name) -$($_.Name)" }
            }
            """).MustSucceed();

        Assert.Empty(loose.Output.Select(o => o.ToString()));
    }

    [Theory]
    [InlineData("Get-PatchHost (Get-PatchHost web01)", "web01")]
    [InlineData("$h = [Collections.Generic.List[string]]@('web01'); Get-PatchHost $h", "web01")]
    [InlineData("Get-PatchPolicy 2026", "2026")]
    [InlineData("2026 | Get-PatchPolicy", "2026")]
    public void A_host_stands_for_its_name_and_a_number_for_its_digits(string script, string name)
    {
        Configure(Given.Fleet.Replace("\"lab\":", "\"2026\":"));

        Assert.Equal(name, Run(script).Single.Text("Name"));
    }
}
