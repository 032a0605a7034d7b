using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>A freeze that quietly does not freeze is worse than one that is refused.</summary>
public sealed class FreezeRefusalTests
{
    // It would have frozen the first day alone.
    [Theory]
    [InlineData("2026-12-18 until 2027-01-04", "'until 2027-01-04' cannot follow single days.")]
    [InlineData("2026-12-18 from 2026-12-18", "'from 2026-12-18' cannot follow single days.")]
    [InlineData("Fri also 2026-12-24T10:00", "'2026-12-24T10:00' has a time, and the text is one of whole days.")]
    public void A_freeze_does_not_take_less_than_its_text_seems_to_say(string text, string reason) => Assert.Contains(reason, Problem(new Schedule { Text = text }).Message);

    // Midnight is nothing that anyone said.
    [Fact]
    public void A_length_or_a_time_beside_a_freezes_text_needs_the_other_in_it()
    {
        Assert.Equal("ScheduleTextInvalid", Problem(new Schedule { Text = "Fri", Duration = TimeSpan.FromHours(4) }).Code);
        Assert.Equal("ScheduleTextInvalid", Problem(new Schedule { Text = "Fri", At = TimeSpan.FromHours(18) }).Code);
    }

    [Theory]
    [InlineData("day 31 in Feb")]
    [InlineData("Sat from 2027-01-01 until 2026-01-01")]
    [InlineData("every 3 months 1st Sun in Feb")]
    [InlineData("2026-12-05 except 2026-12-05")]
    public void A_freeze_that_never_comes_is_an_error_and_a_window_that_never_opens_a_warning(string text)
    {
        var problem = Problem(new Schedule { Text = text });
        Assert.Equal("ScheduleNeverOpens policies:p:freezes:0:text", problem.Code + " " + problem.Path);
        Assert.StartsWith($"No freeze of '{text}' ever comes", problem.Message, StringComparison.Ordinal);
        var findings = new List<Finding>();
        var parts = text.Split([" from ", " except "], StringSplitOptions.None);
        var windows = new Schedule { Text = parts[0] + " 22:00 for 4h" + text.Substring(parts[0].Length) };
        Assert.NotNull(PolicyCompiler.Compile(new Policy { Name = "p", Schedules = [windows] }, findings));
        Assert.Equal("ScheduleNeverOpens Warning", string.Join(",", findings.Select(f => $"{f.Code} {f.Severity}")));
    }

    [Fact]
    public void An_event_of_a_calendar_of_which_nothing_is_left_is_no_mistake()
    {
        var findings = new List<Finding>();
        var freeze = new Freeze { Calendar = "cab.ics", Schedules = [new Schedule { Text = "2026-12-05 except 2026-12-05" }] };
        Assert.NotNull(PolicyCompiler.Compile(new Policy { Name = "p", Schedules = [new Schedule { Text = "Sat 22:00 for 4h" }], Freezes = [freeze] }, findings));
        Assert.Empty(findings);
    }

    private static Finding Problem(Schedule freeze)
    {
        var findings = new List<Finding>();
        var policy = new Policy { Name = "p", Schedules = [new Schedule { Text = "Sat 22:00 for 4h" }], Freezes = [new Freeze { Schedules = [freeze], Reason = "x" }] };
        Assert.Null(PolicyCompiler.Compile(policy, findings));
        return Assert.Single(findings);
    }
}
