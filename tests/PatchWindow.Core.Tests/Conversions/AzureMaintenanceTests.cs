using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class AzureMaintenanceTests
{
    private const string Azure = "AzureMaintenance";

    [Theory]
    [InlineData("Day", "2026-12-01 22:00, 2026-12-02 22:00, 2026-12-03 22:00")]
    [InlineData("3Days", "2026-12-01 22:00, 2026-12-04 22:00, 2026-12-07 22:00")]
    [InlineData("Week", "2026-12-01 22:00, 2026-12-08 22:00, 2026-12-15 22:00")]
    [InlineData("3Weeks", "2026-12-01 22:00, 2026-12-22 22:00, 2027-01-12 22:00")]
    [InlineData("Week Saturday,Sunday", "2026-12-05 22:00, 2026-12-06 22:00, 2026-12-12 22:00")]
    [InlineData("2Weeks saturday, sunday", "2026-12-05 22:00, 2026-12-06 22:00, 2026-12-19 22:00")]
    [InlineData("Month", "2026-12-01 22:00, 2027-01-01 22:00, 2027-02-01 22:00")]
    [InlineData("2Months", "2026-12-01 22:00, 2027-02-01 22:00, 2027-04-01 22:00")]
    [InlineData("Month day23,day24", "2026-12-23 22:00, 2026-12-24 22:00, 2027-01-23 22:00")]
    [InlineData("Month Last Sunday", "2026-12-27 22:00, 2027-01-31 22:00, 2027-02-28 22:00")]
    [InlineData("Month Fourth Monday", "2026-12-28 22:00, 2027-01-25 22:00, 2027-02-22 22:00")]
    [InlineData("Month Last Sunday Offset-3", "2026-12-24 22:00, 2027-01-28 22:00, 2027-02-25 22:00")]
    [InlineData("Month Third Sunday Offset6", "2026-12-26 22:00, 2027-01-23 22:00, 2027-02-27 22:00")]
    [InlineData("3Months Second Tuesday Offset 3", "2026-12-11 22:00, 2027-03-12 22:00, 2027-06-11 22:00")]
    public void A_recurrence_means_these_windows(string recurEvery, string windows)
    {
        var read = Converting.Read(Azure, Text(recurEvery));
        Assert.Empty(read.Losses);
        Assert.Equal(
            windows.Split(',').Select(w => w.Trim() + (w.Contains("-06-11") || w.Contains("-04-01") ? " +02:00" : " +01:00") + " for 3h55m"),
            Converting.Windows(read.Value, "2026-11-01 00:00 +00:00", 3));
    }

    [Theory]
    [InlineData("""{ "properties": { "maintenanceScope": "InGuestPatch", "maintenanceWindow": { W } } }""")]
    [InlineData("""{ "maintenanceWindow": { W } }""")]
    [InlineData("""{ W, "id": "/subscriptions/…", "name": "c", "location": "westeurope", "tags": {}, "installPatches": null }""")]
    public void It_is_read_from_the_template_the_window_alone_or_what_az_prints(string text)
    {
        const string Window = """
            "startDateTime": "2026-12-05 22:00", "expirationDateTime": "2027-06-30 23:59", "duration": "02:30", "timeZone": "Pacific Standard Time", "recurEvery": "Week Saturday"
            """;
        var read = Converting.Read(Azure, text.Replace("W,", Window.Trim() + ",").Replace(" W ", " " + Window.Trim() + " "));
        Assert.Equal(
            "FREQ=WEEKLY;BYDAY=SA | from 2026-12-05T22:00:00 | until 2027-06-30T23:59:00 | 22:00:00 | 2h30m | America/Los_Angeles", Converting.Line(read.Value));
    }

    [Theory]
    [InlineData("Mnoth", "'Mnoth' is none of Day, Week and Month. Did you mean 'Month'?")]
    [InlineData("0Days", "'0Days' is every 0, which is never.")]
    [InlineData("Day Monday", "'Monday' follows a number of days, after which nothing follows.")]
    [InlineData("Week Sat", "'Sat' is no weekday, written in full.")]
    [InlineData("Week Saturdya,Sunday", "'Saturdya' is no weekday, written in full. Did you mean 'Saturday'?")]
    [InlineData("Week Saturday Sunday", "'Sunday' is one word too many; weekdays are divided by commas.")]
    [InlineData("Month day32", "'day32' is no day of the month, which goes from day1 to day31.")]
    [InlineData("Month Secnd Tuesday", "'Secnd' is none of First to Fourth, Last and day1 to day31. Did you mean 'Second'?")]
    [InlineData("Month Second", "'Second' should be followed by a weekday.")]
    [InlineData("Month Second Tuesday Offset7", "'Offset7' is not from -6 to 6.")]
    [InlineData("Month Second Tuesday Ofset3", "'Ofset3' is no offset in days. Did you mean 'Offset'?")]
    public void A_recurrence_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string recurEvery, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Azure, Text(recurEvery)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "startDateTime": "2026-12-05 22:00", "duration": "03:55", "timeZone": "UTC" }""", "it has no 'recurEvery'.")]
    [InlineData("""{ "recurEvery": "Day", "startDateTime": "2026-12-05 22:00", "timeZone": "UTC" }""", "it has no 'duration'.")]
    [InlineData("""{ "recurEvery": "Day", "startDateTime": "5/12/2026", "duration": "03:55", "timeZone": "UTC" }""", "'5/12/2026' is no date and time for 'startDateTime'.")]
    [InlineData("""{ "recurEvery": "Day", "startDateTime": "2026-12-05 22:00", "duration": "3h", "timeZone": "UTC" }""", "'3h' is no duration of hours and minutes.")]
    [InlineData("""{ "recurEvery": "Day", "startDateTime": "2026-12-05 22:00", "duration": "03:55", "timeZone": "W. Europe Standart Time" }""", "'W. Europe Standart Time' is no time zone. Did you mean 'W. Europe Standard Time'?")]
    [InlineData("""{ "recurevery": "Day" }""", "'recurevery' is not understood. Did you mean 'recurEvery'?")]
    [InlineData("""{ "maintenanceWindow": { "name": "x" } }""", "'name' is not understood.")]
    public void A_window_that_cannot_be_read_names_the_word(string text, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Azure, text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-12-24 22:00", "2026-12-24 22:00")]
    [InlineData("2026-12-25 22:00", "2027-01-28 22:00")]
    public void No_window_opens_before_the_start_also_where_the_day_it_is_counted_from_lies_after(string start, string first) => Assert.Equal(
        [first + " +01:00 for 3h55m"],
        Converting.Windows(Converting.Read(Azure, Text("Month Last Sunday Offset-3").Replace("2026-12-01 22:00", start)).Value, "2026-12-01 00:00 +00:00", 1));

    [Fact]
    public void A_schedule_is_written_with_the_zone_as_Windows_names_it() => Assert.Equal(
        """
        {
          "startDateTime": "2026-12-11 22:00",
          "expirationDateTime": "2027-06-30 23:59",
          "duration": "03:00",
          "timeZone": "W. Europe Standard Time",
          "recurEvery": "Month Second Tuesday Offset3"
        }
        """,
        Converting.Write(Azure, new Schedule { Text = "2nd Tue +3d 22:00 for 3h Europe/Oslo", Start = Given.Local("2026-12-01"), Until = Given.Local("2027-06-30") }).Value);

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=2TU", "3Months Second Tuesday")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "3Days")]
    [InlineData("FREQ=DAILY;BYDAY=SA,SU", "Week Saturday,Sunday")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2", "2Weeks Saturday")]
    [InlineData("FREQ=MONTHLY", "Month day5")]
    public void A_rule_is_written_in_the_words_of_Azure_whatever_way_it_was_said(string rule, string recurEvery) => Assert.Contains(
        $"\"recurEvery\": \"{recurEvery}\"",
        Converting.Write(Azure, new Schedule { RRule = rule, Start = Given.Local("2026-12-05T22:00:00"), Duration = TimeSpan.FromHours(3) }).Value, StringComparison.Ordinal);

    public static TheoryData<Schedule, string> Lossy() => new()
    {
        { Starting("Sat 22:00 for 4h UTC"), "Duration: AzureMaintenance has windows of 1h30m to 3h55m in steps of 1m: they last 3h55m, 5m shorter than 4h." },
        { Starting("Sat 22:00 for 1h UTC"), "Duration: AzureMaintenance has windows of 1h30m to 3h55m in steps of 1m: they last 1h30m, 30m longer than 1h." },
        { new Schedule { Text = "Sat 22:00 for 3h UTC" }, "Start: Azure counts from a startDateTime of today or later, and the schedule has no start: 2001-01-06 22:00 stands there and will be refused." },
        { Starting("Sat 22:00 for 3h UTC", cutoff: 30), "Cutoff: AzureMaintenance has no cutoff: new work starts until a window's end, also in its last 30m." },
        { Starting("Sat 22:00 for 3h America/Scoresbysund"), "TimeZone: Windows has no zone like America/Scoresbysund: 'Azores Standard Time' is Atlantic/Azores, whose clock shows other times on some days or on all." },
    };

    [Theory, MemberData(nameof(Lossy))]
    public void What_Azure_cannot_say_is_a_loss_with_its_consequence(Schedule schedule, string loss) =>
        Assert.Equal([loss], Converting.Write(Azure, schedule).Losses.Select(l => l.ToString()));

    [Theory]
    [InlineData("Sat 22:00 for 3h host", "it opens in each host's own zone, and AzureMaintenance has one zone for all.")]
    [InlineData("5th Tue 22:00 for 3h", "5TU is not one weekday with a number from 1 to 4 or the last, and Azure takes no more.")]
    [InlineData("2nd Tue +8d 22:00 for 3h", "its windows open 8 days from the rule's days, and Azure has offsets from -6 to 6.")]
    [InlineData("Sat 22:00 for 3h Antarctica/Troll", "Azure names zones as Windows does, and Windows has none for Antarctica/Troll.")]
    [InlineData("2026-12-05 22:00 for 3h", "it has dates and no rule, and AzureMaintenance needs a rule.")]
    public void A_recurrence_that_Azure_cannot_say_is_refused_with_the_reason(string text, string reason) =>
        Assert.Equal("AzureMaintenance cannot say this schedule: " + reason, Converting.Impossible(Azure, Starting(text)).Message);

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "Azure has no days counted from a month's end.")]
    [InlineData("FREQ=YEARLY;BYMONTH=1,2;BYMONTHDAY=1", "months 1,2 do not lie at equal distances, and Azure counts months by intervals.")]
    [InlineData("FREQ=DAILY;BYHOUR=2,14", "it opens several times a day, and AzureMaintenance has one time.")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;WKST=SU", "its weeks begin on Sunday, and every 2 weeks mean other days when they begin on Monday.")]
    public void A_rule_that_Azure_cannot_say_is_refused_with_the_reason(string rule, string reason)
    {
        var schedule = new Schedule { RRule = rule, Start = Given.Local("2026-12-05T22:00:00"), Duration = TimeSpan.FromHours(3) };
        Assert.Equal("AzureMaintenance cannot say this schedule: " + reason, Converting.Impossible(Azure, schedule).Message);
    }

    [Fact]
    public void Months_by_name_are_counted_from_the_month_of_the_rule_too() => Assert.Equal(
        "AzureMaintenance cannot say this schedule: the first window, on 2027-02-01 22:00, does not lie in the month of the rule's day, and Azure counts every 6 months from its month.",
        Converting.Impossible(Azure, new Schedule
        {
            RRule = "FREQ=YEARLY;BYMONTH=1,7;BYDAY=-1TH", Offset = "P4D", Start = Given.Local("2026-12-05T22:00:00"), Duration = TimeSpan.FromHours(3), TimeZone = "UTC",
        }).Message);

    private static string Text(string recurEvery) => $$"""
        { "startDateTime": "2026-12-01 22:00", "expirationDateTime": "9999-12-31 23:59:59", "duration": "03:55",
          "timeZone": "W. Europe Standard Time", "recurEvery": "{{recurEvery}}" }
        """;

    private static Schedule Starting(string text, int cutoff = 0) => new() { Text = text, Start = Given.Local("2026-12-01"), Cutoff = TimeSpan.FromMinutes(cutoff) };
}
