using NodaTime;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Recurrence;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>Any schedule and any text, drawn at random. A failure shows the seed and what was drawn.</summary>
public sealed class NothingIsLostInSilenceProperties
{
    private const int Draws = 60;

    private static readonly string[] Zones = ["UTC", "Europe/Oslo", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "host"];

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var format in ScheduleFormats.All.Select(f => f.Name).Where(SayableSchedules.Formats.Contains))
        {
            for (var i = 0; i < 4; i++) cases.Add(format, Converting.FirstSeed + i);
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_is_written_without_a_word_of_loss_means_the_same_windows(string format, int seed)
    {
        var (random, rules) = (new Random(seed), new RandomRules(seed));
        for (var i = 0; i < Draws * 2; i++)
        {
            var schedule = Drawn(random, rules);
            var story = $"{format}, seed {seed}, draw {i}: {Converting.Line(schedule)}\n";
            if (!Converting.Format(format).Write(schedule).TryGet(out var written, out var problem))
            {
                Assert.True(problem.Message.Length > 40, story + problem.Message);
                continue;
            }

            if (written.Losses.Count > 0) continue;
            story += written.Value + "\n";
            var read = Converting.Read(format, written.Value).Value;
            var from = Instant.FromUtc(2010, 1, 1, 0, 0).Plus(Duration.FromDays(random.Next(4000)));
            Converting.Same(story, Converting.Moments(schedule, from, "America/Denver"), Converting.Moments(read, from, "America/Denver"));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_text_with_a_slip_in_it_is_read_or_refused_with_a_reason(string format, int seed)
    {
        var random = new Random(seed);
        var sayable = new SayableSchedules(seed);
        for (var i = 0; i < Draws; i++)
        {
            var text = Converting.Write(format, sayable.For(format)!).Value;
            var at = random.Next(text.Length);
            var slipped = text.Remove(at, random.Next(2)).Insert(at, random.Next(3) switch { 0 => "", 1 => ((char)random.Next(32, 127)).ToString(), _ => text.Substring(random.Next(text.Length)) });
            var outcome = Converting.Format(format).Read(slipped);
            if (outcome.IsSuccess) continue;
            Assert.Equal(format + "Invalid", outcome.Problem!.Code);
            Assert.True(outcome.Problem.Message.Length > format.Length + 32, $"{format}, seed {seed}, draw {i}: {slipped}\n{outcome.Problem.Message}");
        }
    }

    private static Schedule Drawn(Random random, RandomRules rules)
    {
        var start = rules.Start();
        return new Schedule
        {
            RRule = random.Next(3) == 0 ? rules.Nasty() : rules.Realistic() + (random.Next(6) == 0 ? "\n" + rules.Next() : ""),
            Start = start,
            At = random.Next(2) == 0 ? null : new TimeSpan(random.Next(24), random.Next(4) * 15, 0),
            Duration = TimeSpan.FromMinutes(30 * random.Next(1, 60)),
            TimeZone = Zones[random.Next(Zones.Length)],
            Offset = random.Next(3) == 0 ? $"{(random.Next(2) == 0 ? "-" : "")}P{random.Next(10)}D" + (random.Next(3) == 0 ? "T5H" : "") : null,
            Until = random.Next(4) == 0 ? rules.Later(start, 5000) : null,
            WhenSkipped = (SkippedTime)random.Next(3),
            WhenAmbiguous = (AmbiguousTime)random.Next(2),
            DurationMode = (DurationMode)random.Next(2),
        };
    }
}
