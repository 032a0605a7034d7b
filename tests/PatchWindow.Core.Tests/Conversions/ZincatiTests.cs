using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class ZincatiTests
{
    private const string Zincati = "Zincati";

    // The first of the page on update strategies, with one length for both windows.
    private const string Documented = """
        [updates]
        strategy = "periodic"

        [[updates.periodic.window]]
        days = [ "Sat", "Sun" ]  # at night
        start_time = "23:30"
        length_minutes = 60

        [[updates.periodic.window]]
        days = [
          "Wed",
        ]
        start_time = "01:00"
        length_minutes = 60
        """;

    [Fact]
    public void Windows_recur_every_week_in_UTC()
    {
        var read = Converting.Read(Zincati, Documented);
        Assert.Empty(read.Losses);
        Assert.Equal("FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=23;BYMINUTE=30 + FREQ=WEEKLY;BYDAY=WE;BYHOUR=1;BYMINUTE=0 | 1h | UTC", Converting.Line(read.Value));
        Assert.Equal(
            ["2026-12-02 01:00 +00:00 for 1h", "2026-12-05 23:30 +00:00 for 1h", "2026-12-06 23:30 +00:00 for 1h", "2026-12-09 01:00 +00:00 for 1h"],
            Converting.Windows(read.Value, "2026-12-01 00:00 +00:00", 4));
    }

    [Fact]
    public void The_clock_is_always_obeyed()
    {
        // The page's example for US/Eastern: half an hour longer when the clock goes back, half an hour shorter when it goes on.
        var read = Converting.Read(Zincati, Windows("time_zone = \"US/Eastern\"", "days = [ 'Sunday' ]", "start_time = \"01:30\"", "length_minutes = 60"));
        Assert.Equal(["2027-03-14 01:30 -05:00 for 30m Shortened"], Converting.Windows(read.Value, "2027-03-14 00:00 -05:00", 1));
        Assert.Equal(["2027-11-07 01:30 -04:00 for 2h Ambiguous, Lengthened"], Converting.Windows(read.Value, "2027-11-07 00:00 -04:00", 1));
    }

    [Fact]
    public void The_time_of_the_machine_is_that_of_the_host() => Assert.Equal(
        "FREQ=WEEKLY;BYDAY=SU | 01:30:00 | 1h | host",
        Converting.Line(Converting.Read(Zincati, Windows("time_zone = \"localtime\"", "days = [ \"sun\" ]", "start_time = \"1:30\"", "length_minutes = 60")).Value));

    [Theory]
    [InlineData("time_zone = \"UTC\"", "days = [ \"Sta\" ]", "start_time = \"1:30\"", "length_minutes = 60", "'Sta' is no day of the week. Did you mean 'Sat'?")]
    [InlineData("time_zone = \"UTC\"", "days = [ ]", "start_time = \"1:30\"", "length_minutes = 60", "a [[updates.periodic.window]] has no day in 'days'.")]
    [InlineData("time_zone = \"UTC\"", "days = [ \"Sat\" ]", "start_time = \"24:30\"", "length_minutes = 60", "'24:30' is no time of day.")]
    [InlineData("time_zone = \"UTC\"", "days = [ \"Sat\" ]", "start_time = \"1:30\"", "length_minutes = 10081", "'10081' is no number of minutes from 1 to 10080.")]
    [InlineData("time_zone = \"UTC\"", "days = [ \"Sat\" ]", "start_time = \"1:30\"", "", "a [[updates.periodic.window]] has no 'length_minutes'.")]
    [InlineData("time_zone = \"UTC\"", "days = [ \"Sat\" ]", "start_tme = \"1:30\"", "length_minutes = 60", "'start_tme' is no key of [updates.periodic.window]. Did you mean 'start_time'?")]
    [InlineData("time_zone = \"Europe/Olso\"", "days = [ \"Sat\" ]", "start_time = \"1:30\"", "length_minutes = 60", "'Europe/Olso' is no time zone. Did you mean 'Europe/Oslo'?")]
    [InlineData("time_zone = \"UTC\"", "days = [ Sat Sun ]", "start_time = \"1:30\"", "length_minutes = 60", "'Sat Sun' is no value for 'days'.")]
    [InlineData("time_zone = \"UTC\"", "days", "start_time = \"1:30\"", "length_minutes = 60", "'days' is neither a [table] nor a key = value.")]
    [InlineData("time_zone = \"UTC\"", "days = [ \"Sat\"", "", "", "the list in 'days = [ \"Sat\"' does not end.")]
    [InlineData("time_zone = \"UTC\"\ntime_zone = \"UTC\"", "", "", "", "'time_zone' is given twice in [updates.periodic].")]
    public void A_window_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string zone, string days, string start, string length, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Zincati, Windows(zone, days, start, length)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[updates]\nstrategy = \"immediate\"", "'immediate' has no windows; the strategy must be periodic.")]
    [InlineData("[updates]\nstrategy = \"periodic\"", "it has no [[updates.periodic.window]].")]
    [InlineData("[update]\nstrategy = \"periodic\"", "'update' is no table of updates.periodic. Did you mean 'updates'?")]
    [InlineData("[updates.periodic.window]\nlength_minutes = 60", "[updates.periodic.window] stands in single brackets.")]
    public void A_snippet_that_is_none_names_the_word(string text, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Zincati, text).Message, StringComparison.Ordinal);

    [Fact]
    public void Windows_of_different_lengths_are_more_than_one_schedule() => Assert.EndsWith(
        "its windows last 1h and 30m, which is more than one schedule.",
        Converting.Unreadable(Zincati, Documented + "\n[[updates.periodic.window]]\ndays = [ \"Mon\" ]\nstart_time = \"01:00\"\nlength_minutes = 30").Message, StringComparison.Ordinal);

    [Fact]
    public void A_schedule_is_written_as_a_snippet() => Assert.Equal(
        """
        [updates]
        strategy = "periodic"

        [updates.periodic]
        time_zone = "Europe/Oslo"

        [[updates.periodic.window]]
        days = [ "Sat", "Sun" ]
        start_time = "01:00"
        length_minutes = 240

        """,
        Converting.Write(Zincati, Given.Text("Sat,Sun 01:00-05:00 Europe/Oslo")).Value);

    public static TheoryData<Schedule, string> Lossy() => new()
    {
        { new Schedule { Text = "Sun 01:00 for 4h Europe/Oslo" }, "DurationMode: Zincati goes by WallClock where the schedule says Elapsed: a window differs on 2026-03-29 for the first time." },
        { new Schedule { Text = "Sat 22:00 for 4h Europe/Oslo", Start = Given.Local("2026-12-01") }, "Start: Zincati has no first date: windows open at once, also before 2026-12-05 22:00." },
        { new Schedule { Text = "Sat 22:00 for 4h Europe/Oslo", Until = Given.Local("2027-06-30") }, "Until: Zincati has no end: windows open after 2027-06-30 23:59 as well." },
        { new Schedule { Text = "Sat 22:00 for 4h Europe/Oslo", At = new TimeSpan(22, 0, 30) }, "At: Zincati has no seconds: windows open 30s early, at 22:00." },
        { new Schedule { Text = "Sat 22:00 for 4h Europe/Oslo", Cutoff = TimeSpan.FromHours(1) }, "Cutoff: Zincati has no cutoff: new work starts until a window's end, also in its last 1h." },
    };

    [Theory, MemberData(nameof(Lossy))]
    public void What_Zincati_cannot_say_is_a_loss_with_its_consequence(Schedule schedule, string loss) =>
        Assert.Contains(loss, Converting.Write(Zincati, schedule).Losses.Select(l => l.ToString()));

    [Theory]
    [InlineData("2nd Tue 22:00 for 4h", "FREQ=MONTHLY;BYDAY=2TU does not recur every week, and Zincati has the same windows every week.", "The nearest is FREQ=WEEKLY;BYDAY=TU.")]
    [InlineData("every 2 weeks Sat 22:00 for 4h", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA does not recur every week, and Zincati has the same windows every week.", "The nearest is FREQ=WEEKLY;BYDAY=SA.")]
    [InlineData("2026-12-05 22:00 for 4h", "it has dates, and Zincati has weekdays alone.", "The nearest is a weekly rule, such as FREQ=WEEKLY;BYDAY=SA.")]
    public void A_recurrence_that_Zincati_cannot_say_is_refused_with_the_nearest_that_it_can(string text, string reason, string nearest)
    {
        var problem = Converting.Impossible(Zincati, Given.Text(text));
        Assert.Equal("Zincati cannot say this schedule: " + reason, problem.Message);
        Assert.Equal(nearest, problem.Suggestion);
    }

    private static string Windows(string zone, string days, string start, string length) => string.Join(
        "\n", "[updates]", "strategy = \"periodic\"", "[updates.periodic]", zone, "[[updates.periodic.window]]", days, start, length);
}
