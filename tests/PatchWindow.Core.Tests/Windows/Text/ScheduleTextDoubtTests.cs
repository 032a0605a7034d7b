using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows.Text;

/// <summary>Texts that were read as something that hardly anyone means, or were refused without saying what to write.</summary>
public sealed class ScheduleTextDoubtTests
{
    [Theory]
    [InlineData("Sat 10:00-11:00pm", "Write 'Sat 22:00-23:00' or 'Sat 10:00-23:00'.")]
    [InlineData("Sat 10:00-2:00am", "Write 'Sat 22:00-02:00' or 'Sat 10:00-02:00'.")]
    [InlineData("Sat 1pm-5:00", "Write 'Sat 13:00-17:00' or 'Sat 13:00-05:00'.")]
    [InlineData("Sat 9:00-5:00 UTC", "Write 'Sat 09:00-17:00 UTC', 'Sat 21:00-05:00 UTC' or 'Sat 09:00-05:00 UTC'.")]
    [InlineData("Sat between 10:00 and 2:00", "Write 'Sat between 10:00-14:00', 'Sat between 22:00-02:00' or 'Sat between 10:00-02:00'.")]
    [InlineData("Sat 12:00-4:00", "Write 'Sat 12:00-16:00', 'Sat 00:00-04:00' or 'Sat 12:00-04:00'.")]
    [InlineData("quarterly last business day 22:00 for 4h", "Write 'last business day in Mar,Jun,Sep,Dec 22:00 for 4h' or 'every 3 months last business day 22:00 for 4h'.")]
    [InlineData("last Sun every quarter 22:00 for 4h", "Write 'last Sun in Mar,Jun,Sep,Dec 22:00 for 4h' or 'every 3 months last Sun 22:00 for 4h'.")]
    [InlineData("every quarter on the last day 22:00 for 4h", "Write 'on the last day in Mar,Jun,Sep,Dec 22:00 for 4h' or 'every 3 months on the last day 22:00 for 4h'.")]
    [InlineData("every 2nd 22:00 for 4h", "Write 'day 2 22:00 for 4h' or 'every 2 days 22:00 for 4h'.")]
    public void What_may_mean_several_things_lists_them(string text, string suggestion)
    {
        var problem = ScheduleText.Parse(text).Problem!;
        Assert.Equal(suggestion, problem.Suggestion);
        Assert.Equal("ScheduleTextAmbiguous", problem.Code);
    }

    [Theory]
    [InlineData("Sat 9:00-5:00pm", "FREQ=WEEKLY;BYDAY=SA | 09:00 | 8h | WallClock")]
    [InlineData("Sat 10pm-2:00", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h | WallClock")]
    [InlineData("Sat 09:00-05:00", "FREQ=WEEKLY;BYDAY=SA | 09:00 | 20h | WallClock")]
    [InlineData("Sat 10:00-09:00", "FREQ=WEEKLY;BYDAY=SA | 10:00 | 23h | WallClock")]
    [InlineData("Sat 8pm-9am", "FREQ=WEEKLY;BYDAY=SA | 20:00 | 13h | WallClock")]
    [InlineData("Sat 20:00-9:00", "FREQ=WEEKLY;BYDAY=SA | 20:00 | 13h | WallClock")]
    [InlineData("2nd Tue each month 22:00 for 4h", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | 4h")]
    [InlineData("2nd Tue monthly 22:00 for 4h", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | 4h")]
    [InlineData("1st Sun quarterly 22:00 for 4h", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1SU | 22:00 | 4h")]
    [InlineData("quarterly last day in Mar,Jun 22:00 for 4h", "FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6;BYMONTHDAY=-1 | 22:00 | 4h")]
    public void What_means_one_thing_is_read(string text, string schedule) => Assert.Equal(schedule, Written.Line(ScheduleText.Parse(text).Value));

    [Theory]
    [InlineData("^every 2nd Sat of the month 22:00 for 4h", "'every 2nd Sat' is one a month to some and one in some weeks to others.", "Write '2nd Sat of the month 22:00 for 4h'.")]
    [InlineData("every 2 weeks Sat ^of the month 22:00 for 4h", "'of the month' needs a number before the weekday.", "Write '2nd Tue' for one of each month, or leave it out.")]
    [InlineData("Fri ^22:00 to Mon 06:00", "'22:00 to Mon 06:00' ends on another day.", "Write how long a window lasts: 'Fri 22:00 for 2d8h', for instance.")]
    [InlineData("first Saturday ^after patch Tuesday 22:00 for 4h", "'after' does not follow a number of days, or one weekday.", "Write 'Sat after 2nd Tue', or the days as an offset: '2nd Tue +4d'.")]
    [InlineData("daily ^except Sun 22:00 for 4h", "'except' stands before the time.", "Write the days and the time first: 'daily 22:00 for 4h except Sun'.")]
    [InlineData("Sat ^5 Dec 2026 22:00 for 4h", "'5' is a second day.", "Write a date alone, without its weekday: 2026-12-05 22:00 for 4h.")]
    [InlineData("Sat ^10:00 and 11:00pm for 1h", "'10:00 and 11:00pm' has am or pm beside one time and not beside another.", "Write all of them with it, or by 24 hours: 10:00,23:00.")]
    [InlineData("Sat 22:00 for ^1,5h", "'1,5h' is not a duration.", "Write 30m, 4h, 1h30m, 3d, 01:30 or PT4H.")]
    public void A_refusal_says_what_to_write(string marked, string reason, string suggestion)
    {
        var problem = ScheduleText.Parse(Refusals.Text(marked)).Problem!;
        Assert.Equal(Refusals.Message(marked, reason), problem.Message);
        Assert.Equal(suggestion, problem.Suggestion);
        Assert.Equal("ScheduleTextInvalid", problem.Code);
    }

    [Fact]
    public void A_date_with_hyphens_can_be_read_in_two_ways_as_well() => Assert.Equal(
        "Write '2026-12-05 22:00 for 4h' or '2026-05-12 22:00 for 4h'.", ScheduleText.Parse("5-12-2026 22:00 for 4h").Problem!.Suggestion);
}
