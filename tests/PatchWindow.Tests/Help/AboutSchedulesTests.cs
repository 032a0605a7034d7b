using System.Text.RegularExpressions;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Help;

/// <summary>What Get-Help about_PatchWindow_Schedules shows can be typed, and so can what the other topic shows of it.</summary>
public sealed class AboutSchedulesTests(Engine engine) : SessionTest(engine)
{
    private static readonly string Topic = Read("about_PatchWindow_Schedules");

    [Theory]
    [InlineData("about_PatchWindow_Schedules")]
    [InlineData("about_PatchWindow")]
    public void Every_example_is_a_schedule_that_opens_and_prints_as_it_was_typed(string topic)
    {
        string[] texts = [.. Lines(Regex.Match(Read(topic), @"(?:^ {8}\S.* for .*\n| {8}Sat,Sun.*\n){6}", RegexOptions.Multiline).Value)];

        Assert.Equal(6, texts.Length);
        Assert.All(texts, text => Assert.Equal(text, Run("New-PatchSchedule $args[0]", text).MustSucceed().Single.ToString()));
    }

    [Fact]
    public void Every_way_to_say_days_can_be_said()
    {
        string[] days = [.. Rows("DAYS").SelectMany(row => Regex.Split(row, " or |, "))];

        Assert.True(days.Length > 20, string.Join(" | ", days));
        Assert.All(days, text => Run("New-PatchSchedule $args[0]", text + " 22:00 for 4h").MustSucceed());
    }

    [Fact]
    public void Everything_that_may_follow_may_follow()
    {
        string[] clauses = [.. Rows("WHAT MAY FOLLOW").SelectMany(row => Regex.Split(row, ", (?=except)"))];

        Assert.True(clauses.Length > 10, string.Join(" | ", clauses));
        Assert.All(clauses, text => Run("New-PatchSchedule $args[0]", "daily 22:00 for 4h " + text).MustSucceed());
    }

    [Fact]
    public void Its_error_is_the_error()
    {
        var shown = Run("New-PatchSchedule 'every 2nd Tue 22:00 for 4h'").SingleError;

        Assert.Equal("ScheduleTextAmbiguous", shown.Id());
        Assert.Contains(Squeezed(shown.ToString()).Replace("Text: ", ""), Squeezed(Topic));
    }

    [Fact]
    public void What_it_calls_ambiguous_is()
    {
        string[] texts = ["1st Sat,Sun 22:00 for 2h", "05/06/2026 22:00 for 2h", "Sat 12am for 2h", "Sat midnight for 2h", "T 22:00 for 2h", "2nd Tue +3m 22:00 for 2h", "Sat 22:00 for 2", "2nd last Fri 22:00 for 2h", "Sat 22:00 for 2h EST", "Sat 22:00 for 2h CET", "Sat 22:00 for 2h IST"];

        Assert.All(texts, text => Assert.Equal("ScheduleTextAmbiguous", Run("New-PatchSchedule $args[0]", text).SingleError.Id()));
    }

    [Fact]
    public void Get_Help_finds_it_by_its_name_and_it_fits_100_columns()
    {
        Assert.Contains("monthdays = nths weekday", string.Join("\n", Engine.Show("Get-Help about_PatchWindow_Schedules")));
        Assert.All(Topic.Split('\n'), line => Assert.True(line.Length <= CapturingHost.Columns, line));
    }

    private static string Read(string topic) => File.ReadAllText(Path.Combine(StagedModule.Folder, "en-US", topic + ".help.txt"));

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);

    private static string Squeezed(string text) => Regex.Replace(text, @"\s+", " ");

    // The first column of a section's table.
    private static IEnumerable<string> Rows(string section) => Lines(Regex.Match(Topic, $@"^{section}\n(.*?)\n\n", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value)
        .Skip(1).Select(row => Regex.Split(row, " {2,}")[0]);
}
