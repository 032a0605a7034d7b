using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows.Text;

/// <summary>
/// Text to schedule to text, over texts drawn from the grammar. A failure shows its seed; PATCHWINDOW_TEXT_SEED moves the seeds on.
/// </summary>
public sealed class ScheduleTextProperties(ITestOutputHelper output)
{
    private const int Drawn = 800;

    private static IEnumerable<int> Seeds => Enumerable.Range(
        int.TryParse(Environment.GetEnvironmentVariable("PATCHWINDOW_TEXT_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 1, Drawn);

    [Fact]
    public void What_a_schedule_prints_is_read_back_as_an_equal_schedule()
    {
        foreach (var seed in Seeds)
        {
            var text = new RandomTexts(seed).Next();
            var read = Read(text, $"seed {seed}: {text}");
            Assert.Equal(text.Trim(), read.ToString());
            read.Text = null;
            var printed = read.ToString();
            var story = $"seed {seed}: {text} -> {printed}\n";
            var back = Read(printed, story);

            Same(Written.Line(read), Written.Line(back), story);
            back.Text = null;
            Same(printed, back.ToString(), story);
        }
    }

    [Fact]
    public void Letter_case_and_spacing_do_not_matter()
    {
        foreach (var seed in Seeds)
        {
            var texts = new RandomTexts(seed);
            var text = texts.Next();
            var respelled = texts.Respelled(text);
            var story = $"seed {seed}: {text} -> {respelled}\n";
            Same(Written.Line(Read(text, story)), Written.Line(Read(respelled, story)), story);
        }
    }

    [Fact]
    public void The_format_writes_what_a_schedule_prints_and_loses_nothing()
    {
        var compared = 0;
        foreach (var seed in Seeds)
        {
            var text = new RandomTexts(seed).Next();
            if (ScheduleCompiler.Compile(Given.Text(text), null, []) is null) continue;
            Assert.True(ScheduleFormats.Find("Text").Value.Write(Given.Text(text)).TryGet(out var written, out var problem), $"seed {seed}: {text}: {problem?.Message}");
            Assert.Empty(written.Losses);
            Same(Written.Line(Read(text, text)), Written.Line(Read(written.Value, written.Value)), $"seed {seed}: {text} -> {written.Value}\n");
            compared++;
        }

        Assert.True(compared > Drawn / 2, $"only {compared} of {Drawn} were compared");
    }

    [Fact]
    public void Whatever_is_typed_is_a_schedule_or_an_error_that_points_into_the_text()
    {
        var (read, refused) = (0, 0);
        foreach (var seed in Seeds)
        {
            var texts = new RandomTexts(seed);
            for (var i = 0; i < 5; i++)
            {
                var text = texts.Garbled(texts.Next());
                if (text.Length == 0) continue;
                if (ScheduleText.Parse(text).TryGet(out var schedule, out var problem))
                {
                    read++;
                    schedule.Text = null;
                    Same(Written.Line(schedule), Written.Line(Read(schedule.ToString(), text)), $"seed {seed}: {text} -> {schedule}\n");
                    continue;
                }

                refused++;
                var lines = problem.Message.Split('\n');
                var story = $"seed {seed}: {text}\n{problem.Message}";
                Assert.True(lines.Length == 3 && lines[1] == "  " + text, story);
                var caret = lines[2].Length - 3;
                Assert.True(caret >= 0 && caret <= text.TrimEnd().Length && lines[0].EndsWith(".", StringComparison.Ordinal) | lines[0].EndsWith("?", StringComparison.Ordinal), story);

                // The word it quotes is the word it points at, whatever its spaces.
                var quoted = Regex.Match(lines[0], @": '(.+?)' (?:is|are|has|stands|gives|cannot|could|can|means|mixes|begins|does|should|must|leaves|would|comes|ends|counts|follows)\b");
                if (quoted.Success && caret < text.Length) Assert.True(string.Join(" ", text.Substring(caret).Split([' '], StringSplitOptions.RemoveEmptyEntries)).StartsWith(quoted.Groups[1].Value, StringComparison.Ordinal), story);
            }
        }

        output.WriteLine($"{read} are read, {refused} are refused");
        Assert.True(read > Drawn / 4 && refused > Drawn, $"{read} are read, {refused} are refused");
    }

    // Most rules are nobody's words: those keep their own, which no text can be mistaken for.
    [Fact]
    public void Any_schedule_prints_a_text_that_opens_the_same_windows_or_one_that_is_no_text()
    {
        var (said, unsaid) = (0, 0);
        foreach (var seed in Seeds.Take(Drawn / 2))
        {
            var schedule = RandomSchedule(seed);
            if (ScheduleCompiler.Compile(schedule, "host", []) is null) continue;
            var story = $"seed {seed}: {schedule.RRule} -> {schedule}\n";
            if (ScheduleText.Parse(schedule.ToString()).TryGet(out var read, out _))
            {
                Same(Written.Windows(schedule), Written.Windows(read), story);
                said++;
            }
            else
            {
                Assert.True(schedule.RRule is not null ? schedule.ToString().StartsWith(schedule.RRule.Split('\n')[0], StringComparison.Ordinal) : schedule.ToString().StartsWith("on ", StringComparison.Ordinal), story);
                unsaid++;
            }
        }

        output.WriteLine($"{said} are said in words, {unsaid} are not");
        Assert.True(said > Drawn / 20 && unsaid > Drawn / 20, $"{said} are said in words, {unsaid} are not");
    }

    // xunit shows the place where two long texts differ, and then not the seed.
    private static void Same(string expected, string actual, string story) => Assert.True(expected == actual, $"{story}{expected}\n  but\n{actual}");

    private static Schedule Read(string text, string story)
    {
        Assert.True(ScheduleText.Parse(text).TryGet(out var schedule, out var problem), story + "\n" + problem?.Message);
        return schedule;
    }

    private static Schedule RandomSchedule(int seed)
    {
        var (random, rules) = (new Random(seed), new RandomRules(seed));
        bool Chance(int oneIn) => random.Next(oneIn) == 0;
        var schedule = new Schedule
        {
            RRule = Chance(10) ? null : Chance(5) ? rules.Next() : rules.Realistic(),
            At = Chance(5) ? null : TimeSpan.FromMinutes(15 * random.Next(96)),
            Duration = TimeSpan.FromMinutes(15 * random.Next(1, 140)),
            DurationMode = Chance(3) ? (DurationMode)random.Next(2) : null,
            WhenSkipped = Chance(4) ? (SkippedTime)random.Next(3) : SkippedTime.Shift,
            WhenAmbiguous = Chance(4) ? AmbiguousTime.Later : AmbiguousTime.Earlier,
        };
        if (Chance(2)) schedule.TimeZone = new[] { "UTC", "EST", "host", "Europe/Oslo", "Pacific Standard Time", "Japan" }[random.Next(6)];
        if (schedule.RRule is not null && Chance(4)) schedule.Offset = new[] { "P3D", "-P1W", "P1DT12H", "PT36H", "-P1M2D", "P0D", "+P1D", "P1Y", "-PT45M", "PT30S" }[random.Next(10)];
        if (Chance(4) || schedule.At is null) schedule.Start = new DateTime(2026, 1, 1).AddDays(random.Next(400)).AddMinutes(Chance(2) || schedule.At is null ? random.Next(1440) : 0);
        if (Chance(5)) schedule.Until = new DateTime(2026, 6, 1).AddDays(random.Next(700)).AddMinutes(Chance(2) ? random.Next(1440) : 0);
        if (Chance(5)) schedule.Cutoff = TimeSpan.FromMinutes(random.Next(1, 15));
        if (schedule.RRule is null || Chance(5))
            schedule.Include = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new DateTime(2026, 2, 1).AddDays(random.Next(300)).AddMinutes(Chance(2) ? 15 * random.Next(96) : 0))];
        if (Chance(5)) schedule.Exclude = [.. Enumerable.Range(0, 5).Select(_ => new DateTime(2026, 1, 1).AddDays(random.Next(800)))];
        return schedule;
    }
}
