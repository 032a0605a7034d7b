using System.Globalization;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>Sets of windows as text: <c>web 01-05!04</c> is a window of web from one to five o'clock with its cutoff at four.</summary>
public sealed class WindowSetsTests
{
    private const WindowSetOperation Union = WindowSetOperation.Union, Intersection = WindowSetOperation.Intersection, Difference = WindowSetOperation.Difference;

    [Theory]
    [InlineData(Union, "web 01-05", "", "01-05 of web 01-05")]
    [InlineData(Union, "", "web 01-05", "01-05 of web 01-05")]
    [InlineData(Union, "web 01-05", "db 03-07", "01-07 of web 01-05, db 03-07")]
    [InlineData(Union, "web 01-03", "db 03-07", "01-07 of web 01-03, db 03-07")]
    [InlineData(Union, "web 01-03", "db 04-07", "01-03 of web 01-03; 04-07 of db 04-07")]
    [InlineData(Union, "web 06-08; web 01-03; web 02-04", "", "01-04 of web 01-03, web 02-04; 06-08 of web 06-08")]
    [InlineData(Intersection, "web 01-05", "db 03-07", "03-05 of web 01-05, db 03-07")]
    [InlineData(Intersection, "web 01-03", "db 03-07", "")]
    [InlineData(Intersection, "web 01-09", "db 02-03; db 05-06", "02-03 of web 01-09, db 02-03; 05-06 of web 01-09, db 05-06")]
    [InlineData(Intersection, "web 01-04; web 03-06", "db 02-05", "02-05 of web 01-04, web 03-06, db 02-05")]
    [InlineData(Intersection, "web 01-05", "", "")]
    [InlineData(Difference, "web 01-05", "db 03-07", "01-03 of web 01-05")]
    [InlineData(Difference, "web 01-05", "db 02-03", "01-02 of web 01-05; 03-05 of web 01-05")]
    [InlineData(Difference, "web 01-05", "db 01-05", "")]
    [InlineData(Difference, "web 01-05", "db 05-07", "01-05 of web 01-05")]
    [InlineData(Difference, "web 01-05", "", "01-05 of web 01-05")]
    public void Sets_of_windows_are_sets_of_time_and_say_what_they_are_made_of(WindowSetOperation operation, string first, string second, string merged) =>
        Assert.Equal(merged, string.Join("; ", Merge(operation, first, second).Select(w => $"{Hours(w)} of {string.Join(", ", w.Sources.Select(s => $"{s.Policy} {Hours(s)}"))}")));

    [Theory]
    [InlineData(Union, "web 01-05!04", "db 03-07!05", 5)]
    [InlineData(Union, "web 01-07!06", "db 03-05!05", 6)]
    [InlineData(Intersection, "web 01-07!06", "db 03-07!05", 5)]
    [InlineData(Intersection, "web 01-06!05", "db 03-09!07", 4)]
    [InlineData(Intersection, "web 01-04!02", "db 03-09!09", 3)]
    [InlineData(Difference, "web 01-05!04", "db 03-07", 2)]
    [InlineData(Difference, "web 01-05!04", "db 01-02", 4)]
    public void What_was_kept_before_the_end_of_a_window_is_kept_before_the_end_of_what_is_left(WindowSetOperation operation, string first, string second, int cutoff) =>
        Assert.Equal(cutoff, Merge(operation, first, second)[0].Cutoff.Hour);

    [Theory]
    [InlineData(Union, "web 01-05", "web 03-07", "web", "web")]
    [InlineData(Union, "web 01-05", "db 03-07", null, "web or db")]
    [InlineData(Intersection, "web 01-05", "db 03-07", null, "web and db")]
    [InlineData(Difference, "web 01-05", "db 03-07", null, "web without db")]
    [InlineData(Difference, "web 01-05", "db 08-09", "web", "web")]
    public void A_window_of_two_policies_is_of_neither_and_names_both(WindowSetOperation operation, string first, string second, string? policy, string schedule)
    {
        var window = Assert.Single(Merge(operation, first, second));
        Assert.Equal((policy, schedule), (window.Policy, window.Schedule));
    }

    [Fact]
    public void What_is_merged_again_names_the_windows_at_the_bottom()
    {
        var twice = Merge(Intersection, Merge(Union, "web 01-05", "db 03-07"), Windows("lab 02-06"));
        Assert.Equal(["web", "db", "lab"], Assert.Single(twice).Sources.Select(s => s.Policy));
    }

    [Fact]
    public void A_window_that_a_freeze_took_is_no_time()
    {
        var frozen = Windows("web 01-05").Select(w => w with { State = WindowState.Frozen }).ToList();
        Assert.Empty(Merge(Union, frozen, []));
        Assert.Equal("01-05", Hours(Assert.Single(Merge(Difference, Windows("db 01-05"), frozen))));
    }

    [Theory]
    [InlineData("00:30", WindowState.Upcoming)]
    [InlineData("03:00", WindowState.Open)]
    [InlineData("05:00", WindowState.Closed)]
    public void Its_state_is_told_for_now(string now, WindowState state)
    {
        var window = Assert.Single(WindowSets.Merge(Union, Windows("web 01-05"), [], At(now)));
        Assert.Equal((state, At(now)), (window.State, window.AsOf));
    }

    // The clock of Oslo goes from 01:59 to 03:00 on 2026-03-29, and New York's is five hours behind then.
    [Fact]
    public void Times_are_on_the_clock_of_the_first_windows_zone_at_that_moment()
    {
        var oslo = Given.Policy(schedules: Given.Text("Sun 00:00 for 6h Europe/Oslo"));
        var newYork = Given.Policy(schedules: Given.Text("Sat 20:30 for 12h America/New_York"));
        var (from, to) = (Given.Moment("2026-03-28 12:00Z"), Given.Moment("2026-03-30 00:00Z"));
        var query = Given.Query("2026-03-28 12:00Z", null);
        var window = Assert.Single(WindowSets.Merge(Intersection, WindowFinder.Between(oslo, from, to, query), WindowFinder.Between(newYork, from, to, query), At("00:00")));
        Assert.Equal("2026-03-29 01:30 +01:00 for 4h30m", Given.Line(window));
        Assert.Equal((TimeSpan.FromHours(2), "Europe/Oslo"), (window.End.Offset, window.TimeZone));
    }

    // Minute by minute: is the time of the merged windows the time that the definition says?
    [Fact]
    public void Any_two_sets_give_the_time_that_the_definition_says()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var (first, second) = (Drawn(random, "a"), Drawn(random, "b"));
            foreach (var operation in new[] { Union, Intersection, Difference })
            {
                var merged = Merge(operation, first, second);
                for (var minute = 0; minute < 200; minute++)
                {
                    var at = At("00:00").AddMinutes(minute);
                    var (a, b) = (Open(first, at), Open(second, at));
                    var expected = operation == Union ? a || b : operation == Intersection ? a && b : a && !b;
                    Assert.True(expected == Open(merged, at), $"seed {seed}, round {round}: {operation} at minute {minute}");
                }

                for (var i = 1; i < merged.Count; i++) Assert.True(merged[i - 1].End < merged[i].Start, $"seed {seed}, round {round}: {operation} could be longer");
                Assert.All(merged, w => Assert.True(w.Cutoff >= w.Start && w.Cutoff <= w.End && w.Sources.Length > 0, $"seed {seed}, round {round}: {operation}"));
                Assert.All(merged, w => Assert.All(w.Sources, s => Assert.True(s.Start < w.End && s.End > w.Start)));
            }
        }
    }

    private static bool Open(List<Window> windows, DateTimeOffset at) => windows.Exists(w => w.Start <= at && at < w.End);

    private static List<Window> Drawn(Random random, string policy) =>
    [
        .. Enumerable.Range(0, random.Next(8)).Select(_ =>
        {
            var (start, length) = (At("00:00").AddMinutes(random.Next(160)), random.Next(1, 30));
            return new Window { Policy = policy, Start = start, End = start.AddMinutes(length), Cutoff = start.AddMinutes(random.Next(length + 1)), TimeZone = "UTC" };
        }),
    ];

    private static List<Window> Merge(WindowSetOperation operation, string first, string second) => Merge(operation, Windows(first), Windows(second));

    private static List<Window> Merge(WindowSetOperation operation, List<Window> first, List<Window> second) => [.. WindowSets.Merge(operation, first, second, At("00:00"))];

    private static List<Window> Windows(string text) =>
    [
        .. text.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(t =>
        {
            var parts = t.Trim().Split(' ', '-', '!');
            var (start, end) = (At(parts[1] + ":00"), At(parts[2] + ":00"));
            return new Window { Policy = parts[0], Schedule = "s", Start = start, End = end, Cutoff = parts.Length > 3 ? At(parts[3] + ":00") : end, TimeZone = "UTC" };
        }),
    ];

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse("2026-12-01T" + time + "Z", CultureInfo.InvariantCulture);

    private static string Hours(Window window) => $"{window.Start:HH}-{window.End:HH}";
}
