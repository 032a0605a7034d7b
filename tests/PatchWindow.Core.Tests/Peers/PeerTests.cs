using System.Globalization;
using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Tests.Recurrence;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// Random rules, put to python-dateutil, libical and Ical.Net in the same run. Where they agree, so do we; where they do not,
/// the RFC's text decides, as <see cref="TimeJudge"/> reads it and <see cref="ContestedRuleTests"/> lists it.
/// PATCHWINDOW_PEER_RULES says how many rules (2,000 otherwise), PATCHWINDOW_PEER_SEED which (others each time, otherwise).
/// </summary>
public sealed class PeerTests(ITestOutputHelper output)
{
    [Fact]
    public void Where_the_peers_agree_so_do_we_and_where_they_do_not_the_RFC_decides()
    {
        using var dateutil = new PeerProcess("peer_dateutil.py");
        using var libical = new PeerProcess("peer_libical.py");
        Assert.SkipWhen(dateutil.WhyNot() is not null, dateutil.WhyNot() ?? "");
        Assert.SkipWhen(libical.WhyNot() is not null, libical.WhyNot() ?? "");
        var count = Setting("PATCHWINDOW_PEER_RULES") ?? 2_000;
        var seed = Setting("PATCHWINDOW_PEER_SEED") ?? (Environment.TickCount & int.MaxValue);
        var rules = new RandomRules(seed);
        var (unanimous, contested, unanswered, empty) = (0, 0, 0, 0);
        var wrong = new List<string>();
        for (var i = 0; i < count; i++)
        {
            if (Draw(rules, realistic: i % 2 == 0) is not { } question)
            {
                empty++;
                continue;
            }

            var ours = Ours(question);
            var answers = new string[]?[3];
            Parallel.Invoke(() => answers[0] = dateutil.Ask(question), () => answers[1] = libical.Ask(question), () => answers[2] = IcalNetPeer.Ask(question));

            // All three: two of them share a reading of YEARLY with BYMONTHDAY that is not the RFC's.
            var agreed = Array.TrueForAll(answers, a => a is not null && a.SequenceEqual(answers[0]!));
            var expected = agreed ? answers[0]! : Judged(question);
            if (agreed) unanimous++;
            else if (Array.Exists(answers, a => a is null)) unanswered++;
            else contested++;
            if (!ours.SequenceEqual(expected)) wrong.Add($"{question} {(agreed ? "all peers" : "the RFC")}: {Short(expected)} — ours: {Short(ours)}");
        }

        output.WriteLine($"seed {seed}: {count} rules, {unanimous} unanimous, {contested} contested, {unanswered} that a peer did not answer, {empty} empty");
        Assert.True(wrong.Count == 0, $"PATCHWINDOW_PEER_SEED={seed}: {wrong.Count} of {count} are wrong\n" + string.Join("\n", wrong.Take(20)));

        // Peers that answer nothing would agree with everything.
        Assert.InRange(unanimous, count / 2, count);
    }

    // DTSTART is one of the rule's times: libraries differ on whether one that is not is given all the same.
    private static Question? Draw(RandomRules rules, bool realistic)
    {
        var (text, start) = (realistic ? rules.Realistic() : rules.Nasty(), rules.Start());
        var rule = RecurrenceRuleParser.Parse(text).Value;
        var times = new RecurrenceTimes(rule, LocalDateTime.FromDateTime(start), DateTimeZone.Utc);
        if (times.Next(LocalDateTime.FromDateTime(start)) is not { } first || first.Year > 2040) return null;
        var begin = first.ToDateTimeUnspecified();
        return new Question(begin, text, 200, rule.Frequency switch
        {
            Frequency.Secondly => begin.AddDays(2),
            Frequency.Minutely => begin.AddDays(30),
            Frequency.Hourly => begin.AddDays(400),
            _ => begin.AddDays(365 * 12),
        });
    }

    private static string[] Ours(Question question) =>
    [
        .. new RecurrenceTimes(RecurrenceRuleParser.Parse(question.Rule).Value, LocalDateTime.FromDateTime(question.Start), DateTimeZone.Utc)
            .Between(LocalDateTime.FromDateTime(question.Start), LocalDateTime.FromDateTime(question.Horizon))
            .Take(question.Limit)
            .Select(t => Question.Text(t.ToDateTimeUnspecified())),
    ];

    private static string[] Judged(Question question)
    {
        var rule = RecurrenceRuleParser.Parse(question.Rule).Value;
        var times = new TimeJudge(rule, question.Start).Until(question.Horizon.AddSeconds(-1));
        return [.. times.Take(Math.Min(question.Limit, rule.Count ?? int.MaxValue)).Select(Question.Text)];
    }

    private static string Short(string[] times) => times.Length == 0 ? "none" : string.Join(" ", times.Take(6)) + (times.Length > 6 ? $" … ({times.Length})" : "");

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
