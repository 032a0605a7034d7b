using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>Random rules against slower readings. A failure shows the seed: make it the only one to see it again.</summary>
public sealed class RecurrenceTimesProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_time_is_one_that_a_second_reading_of_the_RFC_gives(int seed)
    {
        var rules = new RandomRules(seed);
        for (var i = 0; i < 120; i++)
        {
            var (text, start) = (i % 2 == 0 ? rules.Next() : rules.Nasty(), rules.Start());
            var rule = RecurrenceRuleParser.Parse(text).Value;
            var last = rule.Frequency switch
            {
                Frequency.Secondly => start.AddHours(30),
                Frequency.Minutely => start.AddDays(40),
                Frequency.Hourly => start.AddDays(800),
                _ => start.AddDays(365 * 5),
            };
            Same(new TimeJudge(rule, start).Until(last).Take(5000), Times(text, start, start, last).Take(5000), seed, text, start);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_seek_gives_what_a_walk_from_the_start_gives(int seed)
    {
        var rules = new RandomRules(seed + 1000);
        for (var i = 0; i < 40; i++)
        {
            var (rule, start) = (rules.Next(), rules.Start());
            var from = rules.Later(start, 365 * 20);
            var to = from.AddDays(500);
            Same(Times(rule, start, start, to).Where(d => d >= from), Times(rule, start, from, to), seed, $"{rule} from {from:yyyy-MM-dd}", start);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void COUNT_gives_the_first_times_of_the_rule_without_it(int seed)
    {
        var rules = new RandomRules(seed + 2000);
        for (var i = 0; i < 40; i++)
        {
            var (rule, start) = (rules.Nasty(), rules.Start());
            var (from, to) = (start.AddDays(3), start.AddDays(2000));
            foreach (var count in new[] { 7, 1 + (i * 13), 1000 })
            {
                var counted = $"{rule};COUNT={count}";
                Same(Times(rule, start, start, to).Take(count).Where(d => d >= from), Times(counted, start, from, to), seed, counted, start);
            }
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void UNTIL_gives_the_times_that_are_not_after_it(int seed)
    {
        var rules = new RandomRules(seed + 3000);
        for (var i = 0; i < 40; i++)
        {
            var (rule, start) = (rules.Next(), rules.Start());
            var until = rules.Later(start, 700);
            var bounded = $"{rule};UNTIL={until:yyyyMMdd'T'HHmmss}";
            Same(Times(rule, start, start, until), Times(bounded, start, start, start.AddDays(2000)), seed, bounded, start);
        }
    }

    private static IEnumerable<DateTime> Times(string rule, DateTime start, DateTime from, DateTime last) =>
        new RecurrenceTimes(RecurrenceRuleParser.Parse(rule).Value, LocalDateTime.FromDateTime(start), DateTimeZone.Utc)
            .Between(LocalDateTime.FromDateTime(from), LocalDateTime.FromDateTime(last.AddSeconds(1)))
            .Select(t => t.ToDateTimeUnspecified());

    private static void Same(IEnumerable<DateTime> expected, IEnumerable<DateTime> actual, int seed, string rule, DateTime start)
    {
        var story = $"seed {seed}: DTSTART {start:yyyy-MM-dd HH:mm:ss} {rule}\n";
        Assert.Equal(story + Lines(expected), story + Lines(actual));
    }

    private static string Lines(IEnumerable<DateTime> times) => string.Join("\n", times.Select(t => t.ToString("yyyy-MM-dd HH:mm:ss", null)));
}
