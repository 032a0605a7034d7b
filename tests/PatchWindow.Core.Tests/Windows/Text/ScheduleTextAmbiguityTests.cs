using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows.Text;

/// <summary>What two admins would read differently is refused, with every reading as a text to type. A ^ stands before the word.</summary>
public sealed class ScheduleTextAmbiguityTests
{
    [Theory]
    [InlineData("^05/06/2026 22:00 for 2h", "'05/06/2026' can be read as day and month or as month and day.", "2026-06-05 22:00 for 2h | 2026-05-06 22:00 for 2h")]
    [InlineData("^05/06 22:00 for 2h", "'05/06' has no year, and its day and month can be read either way round.", "yearly 5 Jun 22:00 for 2h | yearly 6 May 22:00 for 2h")]
    [InlineData("^5.6.26 22:00 for 2h", "'5.6.26' can be read as day and month or as month and day.", "2026-06-05 22:00 for 2h | 2026-05-06 22:00 for 2h")]
    [InlineData("^T 22:00 for 2h", "'T' is Tue or Thu.", "Tue 22:00 for 2h | Thu 22:00 for 2h")]
    [InlineData("^S 22:00 for 2h", "'S' is Sat or Sun.", "Sat 22:00 for 2h | Sun 22:00 for 2h")]
    [InlineData("M,^T 22:00 for 2h", "'T' is Tue or Thu.", "M,Tue 22:00 for 2h | M,Thu 22:00 for 2h")]
    [InlineData("Sat 10:00 for ^2", "'2' is a number without a unit.", "Sat 10:00 for 2h | Sat 10:00 for 2m")]
    [InlineData("^last Fri Sat 22:00 for 4h", "'last Fri Sat' can be each of these weekdays or one among them.", "last Fri,last Sat 22:00 for 4h | last of Fri,Sat 22:00 for 4h")]
    [InlineData("^1st Sat,Sun 22:00 for 4h", "'1st Sat,Sun' can be each of these weekdays or one among them.", "1st Sat,1st Sun 22:00 for 4h | 1st of Sat,Sun 22:00 for 4h")]
    [InlineData("^2nd,4th Tue,Thu 22:00 for 4h", "'2nd,4th Tue,Thu' can be each of these weekdays or one among them.", "2nd Tue,4th Thu 22:00 for 4h | 2nd Tue,2nd Thu,4th Tue,4th Thu 22:00 for 4h | 2nd,4th of Tue,Thu 22:00 for 4h")]
    [InlineData("^1st weekend 22:00 for 4h", "'1st weekend' can be each of these weekdays or one among them.", "1st Sat,1st Sun 22:00 for 4h | 1st of Sat,Sun 22:00 for 4h")]
    [InlineData("Sat ^12:00am for 4h", "'12:00am' is noon to some and midnight to others.", "Sat 00:00 for 4h | Sat 12:00 for 4h")]
    [InlineData("Sat ^12pm for 4h", "'12pm' is noon to some and midnight to others.", "Sat 00:00 for 4h | Sat 12:00 for 4h")]
    [InlineData("Sat ^midnight for 4h", "'midnight' is the day's beginning or its end.", "Sat 00:00 for 4h | Sat +1d 00:00 for 4h")]
    [InlineData("Sat 22:00 for 4h ^CET", "'CET' is the time of several places, with and without summer time.", "Sat 22:00 for 4h Europe/Berlin | Sat 22:00 for 4h Africa/Algiers")]
    [InlineData("Sat 22:00 for 4h ^EST", "'EST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h America/New_York | Sat 22:00 for 4h America/Panama")]
    [InlineData("Sat 22:00 for 4h ^IST", "'IST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h Asia/Kolkata | Sat 22:00 for 4h Asia/Jerusalem | Sat 22:00 for 4h Europe/Dublin")]
    [InlineData("^every 2nd Tue 22:00 for 4h", "'every 2nd Tue' is one a month to some and one in some weeks to others.", "2nd Tue 22:00 for 4h | every 2 weeks Tue 22:00 for 4h")]
    [InlineData("^every 2nd day 22:00 for 4h", "'every 2nd day' is one a month to some and one in some days to others.", "day 2 22:00 for 4h | every 2 days 22:00 for 4h")]
    [InlineData("^every 2 Tue 22:00 for 4h", "'every 2 Tue' is one a month to some and one in some weeks to others.", "2nd Tue 22:00 for 4h | every 2 weeks Tue 22:00 for 4h")]
    [InlineData("^2nd last Fri 22:00 for 4h", "'2nd last' can be both or one counted from the end.", "2nd,last Fri 22:00 for 4h | 2nd-to-last Fri 22:00 for 4h")]
    [InlineData("2nd Tue +^3m 22:00 for 4h", "'3m' is months or minutes.", "2nd Tue +3mo 22:00 for 4h | 2nd Tue +3min 22:00 for 4h")]
    [InlineData("2nd Tue +^3 22:00 for 4h", "'3' is a number without a unit.", "2nd Tue +3d 22:00 for 4h | 2nd Tue +3w 22:00 for 4h | 2nd Tue +3h 22:00 for 4h")]
    [InlineData("2nd Tue 22:00 for ^4 fortnights", "'4' is a number without a unit.", "2nd Tue 22:00 for 4h fortnights | 2nd Tue 22:00 for 4m fortnights")]
    [InlineData("^T,S 22:00 for 2", "'T' is Tue or Thu.", "Tue,S 22:00 for 2 | Thu,S 22:00 for 2")]
    [InlineData("Sat 22:00 for ^4 host", "'4' is a number without a unit.", "Sat 22:00 for 4h host | Sat 22:00 for 4m host")]
    [InlineData("^S,Mon 22:00 for 4h", "'S' is Sat or Sun.", "Sat,Mon 22:00 for 4h | Sun,Mon 22:00 for 4h")]
    [InlineData("^1st Mon-Wed 22:00 for 4h", "'1st Mon-Wed' can be each of these weekdays or one among them.", "1st Mon,1st Tue,1st Wed 22:00 for 4h | 1st of Mon,Tue,Wed 22:00 for 4h")]
    [InlineData("^every 3rd day 22:00 for 4h", "'every 3rd day' is one a month to some and one in some days to others.", "day 3 22:00 for 4h | every 3 days 22:00 for 4h")]
    [InlineData("^2nd last business day 22:00 for 4h", "'2nd last' can be both or one counted from the end.", "2nd,last business day 22:00 for 4h | 2nd-to-last business day 22:00 for 4h")]
    [InlineData("Sat ^12:30 am for 4h", "'12:30 am' is noon to some and midnight to others.", "Sat 00:30 for 4h | Sat 12:30 for 4h")]
    [InlineData("daily ^at midnight for 1h", "'at midnight' is the day's beginning or its end.", "daily 00:00 for 1h | daily +1d 00:00 for 1h")]
    [InlineData("Sat 22:00 for 4h ^CST", "'CST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h America/Chicago | Sat 22:00 for 4h America/Costa_Rica | Sat 22:00 for 4h Asia/Shanghai | Sat 22:00 for 4h America/Havana")]
    [InlineData("Sat 22:00 for 4h ^BST", "'BST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h Europe/London | Sat 22:00 for 4h Asia/Dhaka")]
    [InlineData("Sat 22:00 for 4h ^PST", "'PST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h America/Los_Angeles | Sat 22:00 for 4h Asia/Manila")]
    [InlineData("daily +^3m 22:00 for 2", "'3m' is months or minutes.", "daily +3mo 22:00 for 2 | daily +3min 22:00 for 2")]
    public void What_may_mean_several_things_lists_them(string marked, string reason, string readings)
    {
        Assert.False(ScheduleText.Parse(Refusals.Text(marked)).TryGet(out _, out var problem));
        Assert.Equal(Refusals.Message(marked, reason), problem.Message);
        Assert.Equal("ScheduleTextAmbiguous", problem.Code);
        Assert.Equal(FindingKind.InvalidArgument, problem.Kind);
        string[] texts = [.. Refusals.Split(readings).Select(r => $"'{r}'")];
        Assert.Equal($"Write {string.Join(", ", texts.Take(texts.Length - 1))} or {texts[texts.Length - 1]}.", problem.Suggestion);
    }

    [Theory]
    [InlineData("^05/06/2026 22:00 for 2h", "'05/06/2026' can be read as day and month or as month and day.", "2026-06-05 22:00 for 2h | 2026-05-06 22:00 for 2h")]
    [InlineData("^05/06 22:00 for 2h", "'05/06' has no year, and its day and month can be read either way round.", "yearly 5 Jun 22:00 for 2h | yearly 6 May 22:00 for 2h")]
    [InlineData("^5.6.26 22:00 for 2h", "'5.6.26' can be read as day and month or as month and day.", "2026-06-05 22:00 for 2h | 2026-05-06 22:00 for 2h")]
    [InlineData("^T 22:00 for 2h", "'T' is Tue or Thu.", "Tue 22:00 for 2h | Thu 22:00 for 2h")]
    [InlineData("^S 22:00 for 2h", "'S' is Sat or Sun.", "Sat 22:00 for 2h | Sun 22:00 for 2h")]
    [InlineData("M,^T 22:00 for 2h", "'T' is Tue or Thu.", "M,Tue 22:00 for 2h | M,Thu 22:00 for 2h")]
    [InlineData("Sat 10:00 for ^2", "'2' is a number without a unit.", "Sat 10:00 for 2h | Sat 10:00 for 2m")]
    [InlineData("^last Fri Sat 22:00 for 4h", "'last Fri Sat' can be each of these weekdays or one among them.", "last Fri,last Sat 22:00 for 4h | last of Fri,Sat 22:00 for 4h")]
    [InlineData("^1st Sat,Sun 22:00 for 4h", "'1st Sat,Sun' can be each of these weekdays or one among them.", "1st Sat,1st Sun 22:00 for 4h | 1st of Sat,Sun 22:00 for 4h")]
    [InlineData("^2nd,4th Tue,Thu 22:00 for 4h", "'2nd,4th Tue,Thu' can be each of these weekdays or one among them.", "2nd Tue,4th Thu 22:00 for 4h | 2nd Tue,2nd Thu,4th Tue,4th Thu 22:00 for 4h | 2nd,4th of Tue,Thu 22:00 for 4h")]
    [InlineData("^1st weekend 22:00 for 4h", "'1st weekend' can be each of these weekdays or one among them.", "1st Sat,1st Sun 22:00 for 4h | 1st of Sat,Sun 22:00 for 4h")]
    [InlineData("Sat ^12:00am for 4h", "'12:00am' is noon to some and midnight to others.", "Sat 00:00 for 4h | Sat 12:00 for 4h")]
    [InlineData("Sat ^12pm for 4h", "'12pm' is noon to some and midnight to others.", "Sat 00:00 for 4h | Sat 12:00 for 4h")]
    [InlineData("Sat ^midnight for 4h", "'midnight' is the day's beginning or its end.", "Sat 00:00 for 4h | Sat +1d 00:00 for 4h")]
    [InlineData("Sat 22:00 for 4h ^CET", "'CET' is the time of several places, with and without summer time.", "Sat 22:00 for 4h Europe/Berlin | Sat 22:00 for 4h Africa/Algiers")]
    [InlineData("Sat 22:00 for 4h ^EST", "'EST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h America/New_York | Sat 22:00 for 4h America/Panama")]
    [InlineData("Sat 22:00 for 4h ^IST", "'IST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h Asia/Kolkata | Sat 22:00 for 4h Asia/Jerusalem | Sat 22:00 for 4h Europe/Dublin")]
    [InlineData("^every 2nd Tue 22:00 for 4h", "'every 2nd Tue' is one a month to some and one in some weeks to others.", "2nd Tue 22:00 for 4h | every 2 weeks Tue 22:00 for 4h")]
    [InlineData("^every 2nd day 22:00 for 4h", "'every 2nd day' is one a month to some and one in some days to others.", "day 2 22:00 for 4h | every 2 days 22:00 for 4h")]
    [InlineData("^every 2 Tue 22:00 for 4h", "'every 2 Tue' is one a month to some and one in some weeks to others.", "2nd Tue 22:00 for 4h | every 2 weeks Tue 22:00 for 4h")]
    [InlineData("^2nd last Fri 22:00 for 4h", "'2nd last' can be both or one counted from the end.", "2nd,last Fri 22:00 for 4h | 2nd-to-last Fri 22:00 for 4h")]
    [InlineData("2nd Tue +^3m 22:00 for 4h", "'3m' is months or minutes.", "2nd Tue +3mo 22:00 for 4h | 2nd Tue +3min 22:00 for 4h")]
    [InlineData("2nd Tue +^3 22:00 for 4h", "'3' is a number without a unit.", "2nd Tue +3d 22:00 for 4h | 2nd Tue +3w 22:00 for 4h | 2nd Tue +3h 22:00 for 4h")]
    [InlineData("Sat 22:00 for ^4 host", "'4' is a number without a unit.", "Sat 22:00 for 4h host | Sat 22:00 for 4m host")]
    [InlineData("^S,Mon 22:00 for 4h", "'S' is Sat or Sun.", "Sat,Mon 22:00 for 4h | Sun,Mon 22:00 for 4h")]
    [InlineData("^1st Mon-Wed 22:00 for 4h", "'1st Mon-Wed' can be each of these weekdays or one among them.", "1st Mon,1st Tue,1st Wed 22:00 for 4h | 1st of Mon,Tue,Wed 22:00 for 4h")]
    [InlineData("^every 3rd day 22:00 for 4h", "'every 3rd day' is one a month to some and one in some days to others.", "day 3 22:00 for 4h | every 3 days 22:00 for 4h")]
    [InlineData("^2nd last business day 22:00 for 4h", "'2nd last' can be both or one counted from the end.", "2nd,last business day 22:00 for 4h | 2nd-to-last business day 22:00 for 4h")]
    [InlineData("Sat ^12:30 am for 4h", "'12:30 am' is noon to some and midnight to others.", "Sat 00:30 for 4h | Sat 12:30 for 4h")]
    [InlineData("daily ^at midnight for 1h", "'at midnight' is the day's beginning or its end.", "daily 00:00 for 1h | daily +1d 00:00 for 1h")]
    [InlineData("Sat 22:00 for 4h ^CST", "'CST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h America/Chicago | Sat 22:00 for 4h America/Costa_Rica | Sat 22:00 for 4h Asia/Shanghai | Sat 22:00 for 4h America/Havana")]
    [InlineData("Sat 22:00 for 4h ^BST", "'BST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h Europe/London | Sat 22:00 for 4h Asia/Dhaka")]
    [InlineData("Sat 22:00 for 4h ^PST", "'PST' is the time of several places, with and without summer time.", "Sat 22:00 for 4h America/Los_Angeles | Sat 22:00 for 4h Asia/Manila")]
    public void Each_reading_can_be_typed_and_they_differ(string marked, string reason, string readings)
    {
        _ = (marked, reason);
        var schedules = Refusals.Split(readings).Select(r => Written.Line(ScheduleText.Parse(r).Value)).ToArray();
        Assert.Equal(schedules.Length, schedules.Distinct().Count());
    }

    // Two doubts in one text: the first is asked about first, and its readings still hold the second.
    [Fact]
    public void A_text_with_two_doubts_is_clear_after_two_answers()
    {
        var first = ScheduleText.Parse("T,S 22:00 for 4h").Problem!;
        Assert.Equal("Write 'Tue,S 22:00 for 4h' or 'Thu,S 22:00 for 4h'.", first.Suggestion);
        var second = ScheduleText.Parse("Tue,S 22:00 for 4h").Problem!;
        Assert.Equal("Write 'Tue,Sat 22:00 for 4h' or 'Tue,Sun 22:00 for 4h'.", second.Suggestion);
    }
}
