using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class MergePatchWindowTests : SessionTest
{
    private const string Web = "(New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow -First 2)", Db = "(New-PatchSchedule 'Sun 01:00-05:00 UTC' | Get-PatchWindow -First 2)";

    public MergePatchWindowTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);
        ClockShows("2026-12-11T12:00Z");
    }

    [Theory]
    [InlineData(Web + " | Merge-PatchWindow Union -With " + Db, "2026-12-12 22:00 +00:00 2026-12-13 05:00 +00:00", "2026-12-19 22:00 +00:00 2026-12-20 05:00 +00:00")]
    [InlineData("& { " + Web + "; " + Db + " } | Merge-PatchWindow Union", "2026-12-12 22:00 +00:00 2026-12-13 05:00 +00:00", "2026-12-19 22:00 +00:00 2026-12-20 05:00 +00:00")]
    [InlineData(Web + " | Merge-PatchWindow Intersection " + Db, "2026-12-13 01:00 +00:00 2026-12-13 02:00 +00:00", "2026-12-20 01:00 +00:00 2026-12-20 02:00 +00:00")]
    [InlineData("Merge-PatchWindow -Operation Difference -InputObject " + Web + " -With " + Db, "2026-12-12 22:00 +00:00 2026-12-13 01:00 +00:00", "2026-12-19 22:00 +00:00 2026-12-20 01:00 +00:00")]
    [InlineData(Web + " | Merge-PatchWindow Difference -With @()", "2026-12-12 22:00 +00:00 2026-12-13 02:00 +00:00", "2026-12-19 22:00 +00:00 2026-12-20 02:00 +00:00")]
    [InlineData(Web + " | Merge-PatchWindow Difference -With @($unset)", "2026-12-12 22:00 +00:00 2026-12-13 02:00 +00:00", "2026-12-19 22:00 +00:00 2026-12-20 02:00 +00:00")]
    public void Two_sets_of_windows_become_one(string script, params string[] windows) =>
        Assert.Equal(windows, Run(script).MustSucceed().Output.Select(w => $"{w.Text("Start")} {w.Text("End")}"));

    [Fact]
    public void A_window_lists_those_it_was_made_of()
    {
        var window = Run("Get-PatchWindow prod-web -First 1 | Merge-PatchWindow Intersection -With @(Get-PatchWindow lab -From 2026-12-01 -To 2026-12-31; New-PatchSchedule 'Sat 20:00 for 4h UTC' | Get-PatchWindow -First 1)").Single;

        Assert.Equal("2026-12-12 22:00 +01:00 Europe/Oslo", $"{window.Text("Start")} {window.Text("TimeZone")}");
        Assert.Equal("prod-web and Sat 20:00 for 4h UTC", window.Text("Schedule"));
        Assert.Equal("", window.Text("Policy"));
        Assert.StartsWith("prod-web 2026-12-12 22:00", window.Text("Sources"));
    }

    [Theory]
    [InlineData("Intersection", "an intersection")]
    [InlineData("Difference", "a difference")]
    public void Without_a_second_set_only_a_union_makes_sense(string operation, string what)
    {
        var result = Run($"{Web} | Merge-PatchWindow {operation}");

        Assert.Equal("WithMissing", result.Stopped!.Id());
        Assert.Contains(what, result.Stopped!.ToString());
    }

    [Fact]
    public void A_second_set_that_came_out_empty_is_an_empty_set() =>
        Assert.Empty(Run($"{Web} | Merge-PatchWindow Intersection -With $unset").MustSucceed().Output);

    [Fact]
    public void Merged_windows_are_shown_by_the_names_of_both()
    {
        var shown = string.Join("\n", Engine.Show("Get-PatchWindow prod-web -First 1 | Merge-PatchWindow Union -With (Get-PatchWindow lab -First 1)"));

        Assert.Contains("prod-web", shown);
        Assert.Contains("lab", shown);
    }
}
