using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// Daily windows around changes of the clock against systemd-analyze calendar (Debian: systemd), whose OnCalendar takes a zone.
/// A time that the clock skips never elapses there (calendarspec.c goes on where mktime had to normalize): that is our
/// WhenSkipped Skip, and the other policies have no peer in it. Which of two moments a time elapses at that the clock shows twice
/// systemd.time(7) does not say (mktime with tm_isdst -1 may take either): it has to be one of the two. A timer has no end.
/// Systemd 252 gives up ("Resource deadlock avoided") at a gap that begins a minute after midnight: no answer, and named as such.
/// </summary>
public sealed class SystemdZonePeerTests(ITestOutputHelper output)
{
    private const string Program = "/usr/bin/systemd-analyze";
    private const int Elapses = 7;

    private static readonly string[] Zones =
    [
        "Africa/Cairo", "Africa/Casablanca", "America/Caracas", "America/Havana", "America/New_York", "America/Santiago", "America/Sao_Paulo", "Antarctica/Troll",
        "Asia/Gaza", "Asia/Pyongyang", "Asia/Tehran", "Australia/Lord_Howe", "Europe/Dublin", "Europe/Istanbul", "Europe/Moscow", "Europe/Oslo", "Pacific/Apia",
    ];

    [Fact]
    public void Around_changes_of_the_clock_daily_windows_open_when_systemd_elapses()
    {
        Assert.SkipUnless(File.Exists(Program), $"there is no {Program}");
        using var zoneinfo = new ZoneinfoPeer();
        Assert.SkipWhen(zoneinfo.WhyNot() is not null, zoneinfo.WhyNot() ?? "");
        var (gaps, overlaps) = (0, 0);
        var (wrong, left, unanswered) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var zone in Zones)
        {
            var known = zoneinfo.Ask(zone, [], []).Transitions;
            var ours = ZoneinfoPeer.Transitions(zone).Where(t => t.Moment.InUtc().Year is >= 2000 and <= 2037).ToArray();

            // Systemd reads this machine's tz database: a change that it does not have, or has besides, is no matter of rules.
            var shared = ours.Where(t => Near(known, t.Moment).SequenceEqual(Near(ours.Select(o => o.Moment), t.Moment))).ToArray();
            left.AddRange(ours.Except(shared).Select(t => $"{zone} {t.Moment.InUtc().Date:uuuu-MM-dd}"));

            // The last ones and some from the beginning on: law changes by the year, the rest repeats itself.
            foreach (var kind in shared.GroupBy(t => t.After > t.Before))
            foreach (var change in kind.Where((_, i) => i % 5 == 0 || i > kind.Count() - 2))
            {
                var (low, high) = change.After > change.Before ? (change.Before, change.After) : (change.After, change.Before);
                var at = change.Moment.WithOffset(low).LocalDateTime.PlusSeconds((high - low).Seconds / 2).TimeOfDay;
                var from = change.Moment - Duration.FromHours(60);
                if (Ask(zone, at, from) is not { } theirs)
                {
                    unanswered.Add($"{zone} {at:HH:mm:ss} from {from}");
                    continue;
                }

                string[][] either = [Ours(zone, at, from, AmbiguousTime.Earlier), Ours(zone, at, from, AmbiguousTime.Later)];
                if (change.After > change.Before) gaps++;
                else overlaps++;
                if (!either.Any(ours => ours.SequenceEqual(theirs)))
                    wrong.Add($"{zone} {at:HH:mm:ss} from {from}: systemd {string.Join(" ", theirs)} — ours {string.Join(" or ", either.Select(ours => string.Join(" ", ours)))}");
            }
        }

        output.WriteLine($"{gaps} gaps, {overlaps} overlaps; tz database: ours {TimeZones.Version}, this machine's {zoneinfo.Version()}");
        output.WriteLine($"systemd gives up over {string.Join(", ", unanswered)}");
        output.WriteLine($"left out, since this machine's database has others: {string.Join(", ", left)}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {gaps + overlaps} are wrong\n" + string.Join("\n", wrong.Take(20)));
        Assert.True(gaps > 60 && overlaps > 60, "too few to mean anything");
        Assert.InRange(left.Count, 0, 40);
        Assert.InRange(unanswered.Count, 0, 5);
    }

    private static IEnumerable<Instant> Near(IEnumerable<Instant> moments, Instant moment) =>
        moments.Where(m => m > moment - Duration.FromDays(5) && m < moment + Duration.FromDays(Elapses + 4));

    private static string[]? Ask(string zone, LocalTime at, Instant from)
    {
        // A timer elapses after its base time, never at it.
        var start = new ProcessStartInfo(Program,
        [
            "calendar", $"--iterations={Elapses}", $"--base-time={Text(from - Duration.FromSeconds(1))} UTC",
            $"*-*-* {at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {zone}",
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TZ"] = "UTC", ["LC_ALL"] = "C" },
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) return null;
        return [.. Regex.Matches(said, @"(?:Next elapse|Iter\. #\d+): \w+ (?<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC").Select(m => m.Groups["at"].Value)];
    }

    private static string[] Ours(string zone, LocalTime at, Instant from, AmbiguousTime ambiguous)
    {
        var schedule = new Schedule
        {
            RRule = "FREQ=DAILY", At = TimeSpan.FromTicks(at.TickOfDay), Start = new DateTime(1999, 1, 1), Duration = TimeSpan.FromSeconds(1), TimeZone = zone,
            WhenSkipped = SkippedTime.Skip, WhenAmbiguous = ambiguous,
        };
        return [.. WindowFinder.From(Given.Policy(schedule), from, new WindowQuery(from, Given.Utc)).Take(Elapses).Select(w => Text(Instant.FromDateTimeOffset(w.Start)))];
    }

    private static string Text(Instant moment) => moment.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
