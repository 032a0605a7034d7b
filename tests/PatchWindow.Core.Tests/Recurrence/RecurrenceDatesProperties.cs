using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>Random rules against slower readings. A failure shows the seed: make it the only one to see it again.</summary>
public sealed class RecurrenceDatesProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory, MemberData(nameof(Seeds))]
    public void Every_date_is_one_that_a_second_reading_of_the_RFC_gives(int seed)
    {
        var rules = new RandomRules(seed);
        for (var i = 0; i < 60; i++)
        {
            var (rule, start) = (rules.Next(), rules.Start());
            var last = start.AddDays(365 * 5);
            var judged = new DayJudge(RecurrenceRuleParser.Parse(rule).Value, start).Until(last).Select(LocalDate.FromDateTime);
            Same(judged, DatesOf(rule, start).Between(LocalDate.FromDateTime(start), LocalDate.FromDateTime(last)), seed, rule, start);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_seek_gives_what_a_walk_from_the_start_gives(int seed)
    {
        var rules = new RandomRules(seed + 1000);
        for (var i = 0; i < 40; i++)
        {
            var (rule, start) = (rules.Next(), rules.Start());
            var from = LocalDate.FromDateTime(rules.Later(start, 365 * 20));
            var to = from.PlusDays(500);
            var walked = DatesOf(rule, start).Between(LocalDate.FromDateTime(start), to).Where(d => d >= from);
            Same(walked, DatesOf(rule, start).Between(from, to), seed, rule + " from " + Dates.Text(from), start);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void COUNT_gives_the_first_dates_of_the_rule_without_it(int seed)
    {
        var rules = new RandomRules(seed + 2000);
        for (var i = 0; i < 40; i++)
        {
            var (rule, start) = (rules.Next(), rules.Start());
            var first = LocalDate.FromDateTime(start);
            var (from, to) = (first.PlusDays(100), first.PlusDays(2000));
            var walked = DatesOf(rule, start).Between(first, to).Take(7).Where(d => d >= from);
            Same(walked, DatesOf(rule + ";COUNT=7", start).Between(from, to), seed, rule + ";COUNT=7", start);
        }
    }

    private static RecurrenceDates DatesOf(string rule, DateTime start) =>
        new(RecurrenceRuleParser.Parse(rule).Value, LocalDate.FromDateTime(start) + LocalTime.Noon, DateTimeZone.Utc);

    private static void Same(IEnumerable<LocalDate> expected, IEnumerable<LocalDate> actual, int seed, string rule, DateTime start)
    {
        var story = $"seed {seed}: DTSTART {start:yyyy-MM-dd} {rule}\n";
        Assert.Equal(story + string.Join("\n", expected.Select(Dates.Text)), story + string.Join("\n", actual.Select(Dates.Text)));
    }
}
