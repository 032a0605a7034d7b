using NodaTime;
using PatchWindow.Core.Conversions;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>What a format can say it says without loss, and reading it gives the same windows. A failure shows the seed and the text.</summary>
public sealed class ThereAndBackProperties
{
    private const int Draws = 40;

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var format in ScheduleFormats.All.Select(f => f.Name).Where(SayableSchedules.Formats.Contains))
        {
            for (var i = 0; i < 6; i++) cases.Add(format, Converting.FirstSeed + i);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void Writing_and_reading_back_gives_the_same_windows_for_two_years(string format, int seed)
    {
        var drawn = new SayableSchedules(seed);
        for (var i = 0; i < Draws; i++)
        {
            var schedule = drawn.For(format)!;
            var from = Instant.FromUtc(2026, 1, 1, 0, 0).Plus(Duration.FromDays(i * 7));
            var story = $"{format}, seed {seed}, draw {i}: {Converting.Line(schedule)}\n";
            var written = Write(format, schedule, story);
            story += written.Value + "\n";
            Assert.Equal(story, story + string.Join("\n", written.Losses.Select(l => l.ToString())));
            var read = Converting.Read(format, written.Value);
            Assert.Empty(read.Losses);
            story += Converting.Line(read.Value) + "\n";
            Converting.Same(story, Converting.Moments(schedule, from, "America/Denver"), Converting.Moments(read.Value, from, "America/Denver"));
            Assert.Equal(written.Value, Converting.Write(format, read.Value).Value);
        }
    }

    [Fact]
    public void Every_format_of_the_list_has_a_name_of_its_own() =>
        Assert.Equal(ScheduleFormats.All.Count, ScheduleFormats.All.Select(f => f.Name).Distinct().Count());

    private static Conversion<string> Write(string format, Schedule schedule, string story) =>
        Converting.Format(format).Write(schedule).TryGet(out var written, out var problem)
            ? written
            : throw new InvalidOperationException(story + problem.Message);
}
