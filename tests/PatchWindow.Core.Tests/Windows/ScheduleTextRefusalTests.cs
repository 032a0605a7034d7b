using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>What an admin reads at two in the morning: which word, what is wrong with it, what to write.</summary>
public sealed class ScheduleTextRefusalTests
{
    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("evry 2 weeks Wed 22:00 for 2h", "'evry' is not a day. Did you mean 'every'?")]
    [InlineData("2nd Teusday 22:00 for 4h", "'Teusday' is not a weekday. Did you mean 'Tuesday'?")]
    [InlineData("Sat 25:00 for 1h", "'25:00' is not a time of day.")]
    [InlineData("Sat 22:60 for 1h", "'22:60' is not a time of day.")]
    [InlineData("Sat 24:00 for 1h", "'24:00' is not a time of day.")]
    [InlineData("Sat 10pm for 1h", "'10pm' is not a time of day.")]
    [InlineData("Sat ٢٢:00 for 1h", "'٢٢:00' is not a time of day.")]
    [InlineData("Sat 22:00-25:00", "'22:00-25:00' does not end at a time of day.")]
    [InlineData("Sat 22:00 for 4h Europe/Olso", "'Europe/Olso' is no time zone. Did you mean 'Europe/Oslo'?")]
    [InlineData("Sat 22:00 for 4h Oslo", "'Oslo' is no time zone. Did you mean 'Europe/Oslo'?")]
    [InlineData("Sat 22:00 for 4h excpt Fri", "'excpt' is not understood. Did you mean 'except'?")]
    [InlineData("Sat 22:00 for 4h UTC now", "'now' is one word too many after the zone UTC.")]
    [InlineData("Sturday 22:00 for 4h", "'Sturday' is not a day. Did you mean 'Saturday'?")]
    [InlineData("Sat, 22:00 for 4h", "'Sat,22:00' is not a day.")]
    [InlineData("22:00 Sat for 4h", "'22:00' is not a day.")]
    [InlineData("Sat Sun 22:00 for 4h", "'Sun' stands where the time should.")]
    [InlineData("Sat and Sun 22:00 for 4h", "'and' stands where the time should.")]
    [InlineData("2nd and 4th Tue 22:00 for 4h", "'and' is not one weekday.")]
    [InlineData("last weekday 22:00 for 4h", "'weekday' is more than one weekday.")]
    [InlineData("1st Sat,Sun 22:00 for 4h", "'Sat,Sun' is more than one weekday.")]
    [InlineData("15th 22:00 for 4h", "'15th' is not one of 1st to 5th or last.")]
    [InlineData("6th Tue 22:00 for 4h", "'6th' is not one of 1st to 5th or last.")]
    [InlineData("2nd", "'2nd' needs a weekday after it.")]
    [InlineData("every", "'every' should be followed by a weekday or a number.")]
    [InlineData("every 2nd Tue 22:00 for 4h", "'2nd' is not a weekday or a number of days or weeks.")]
    [InlineData("every 0 days 22:00 for 4h", "'0' is not a weekday or a number of days or weeks.")]
    [InlineData("every 1000 days 22:00 for 4h", "'1000' is not a weekday or a number of days or weeks.")]
    [InlineData("every 2", "'2' should be followed by 'days' or 'weeks'.")]
    [InlineData("every 2 wekes Wed 22:00 for 4h", "'wekes' must be days or weeks. Did you mean 'weeks'?")]
    [InlineData("every 2 weeks", "'weeks' should be followed by a weekday.")]
    [InlineData("every 2 weeks 22:00 for 4h", "'22:00' is not a weekday.")]
    [InlineData("Sat", "'Sat' should be followed by a time.")]
    [InlineData("Sat at", "'at' should be followed by a time.")]
    [InlineData("Sat 22:00", "it does not say how long a window lasts.")]
    [InlineData("Sat 22:00 for", "'for' should be followed by a duration.")]
    [InlineData("Sat 22:00 for 4", "'4' is a number without a unit.")]
    [InlineData("Sat 22:00 for 4 host", "'4' is a number without a unit.")]
    [InlineData("Sat 22:00 for 1 30m", "'1' is a number without a unit.")]
    [InlineData("Sat 22:00 for 3 0m", "'3' is a number without a unit.")]
    [InlineData("Sat 22:00 for 1h 30", "'30' is a number without a unit.")]
    [InlineData("Sat 22:00 for 1h 3 0m", "'3' is a number without a unit.")]
    [InlineData("Sat 22:00 for ever", "'ever' is not a duration.")]
    [InlineData("Sat 22:00 for 0h", "'0h' is no time at all.")]
    [InlineData("Sat 22:00-02:00 for 4h", "'for' gives a second duration.")]
    [InlineData("Sat 22:00 for 4h for 4h", "'for' gives a second duration.")]
    [InlineData("2nd Tue +3m 22:00 for 4h", "'+3m' is not an offset in days or weeks.")]
    [InlineData("2nd Tue 22:00 +3d for 4h", "'+3d' stands in the wrong place.")]
    [InlineData("2026-12-05 +3d 22:00 for 4h", "'+3d' cannot follow a date.")]
    [InlineData("2026-13-05 22:00 for 4h", "'2026-13-05' is not a day.")]
    [InlineData("daily 22:00 for 4h except", "'except' should be followed by a day.")]
    [InlineData("daily 22:00 for 4h except Frday", "'Frday' is not a weekday or a date. Did you mean 'Friday'?")]
    [InlineData("daily 22:00 for 4h except weekdays,weekends", "'weekdays,weekends' leaves no day.")]
    [InlineData("daily 22:00 for 4h except Fri except Sat", "'Sat' is excepted separately.")]
    [InlineData("Sat,Sun 22:00 for 4h except Sun", "'Sun' can be excepted only from a daily schedule.")]
    public void A_text_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string text, string reason)
    {
        Assert.False(ScheduleText.Parse(text).TryGet(out _, out var problem));
        Assert.Equal($"The schedule '{text.Trim()}' cannot be read: {reason}", problem.Message);
        Assert.Equal("ScheduleTextInvalid", problem.Code);
        Assert.Equal(FindingKind.InvalidArgument, problem.Kind);
    }

    [Theory]
    [InlineData("Sat Sun 22:00 for 4h", "Divide several days by commas: Sat,Sun 22:00 for 4h.")]
    [InlineData("2nd and 4th Tue 22:00 for 4h", "Divide several by commas: '2nd,4th Tue'.")]
    [InlineData("15th 22:00 for 4h", "For a day of the month give a rule instead: RRule FREQ=MONTHLY;BYMONTHDAY=15, with At and Duration.")]
    [InlineData("last weekday 22:00 for 4h", "Write one, as in '2nd Tue', or give a rule: RRule FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1, with At and Duration.")]
    [InlineData("Sat 10pm for 1h", "Write 22:00, or 22:00-02:00.")]
    [InlineData("Sat 22:00", "Add 'for 4h', or write the time as 22:00-02:00.")]
    [InlineData("2nd Tue 22:00 +3d for 4h", "Write the offset before the time: 2nd Tue +3d 22:00 for 4h.")]
    [InlineData("Sat 22:00 for 4h Oslo", "Write an IANA id such as Europe/Oslo, a Windows id such as W. Europe Standard Time, or UTC.")]
    public void A_refusal_says_what_to_write_instead(string text, string suggestion) =>
        Assert.Equal(suggestion, ScheduleText.Parse(text).Problem!.Suggestion);
}
