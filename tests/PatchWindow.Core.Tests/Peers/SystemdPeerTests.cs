using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// OnCalendar against systemd-analyze (Debian: systemd) in the same run: what it accepts and when it elapses. The zone is UTC,
/// because in a night that changes the clock a timer and a window differ by intent. PATCHWINDOW_CONVERSION_SEED moves the seed on.
/// </summary>
public sealed class SystemdPeerTests(ITestOutputHelper output)
{
    private const string Program = "/usr/bin/systemd-analyze";
    private const int Elapses = 20;

    private static readonly string[] Manual =
    [
        "Sat,Thu,Mon..Wed,Sat..Sun", "Mon,Sun 27-*-* 2,1:23", "Wed *-1", "Wed..Wed,Wed *-1", "Wed, 17:48", "Wed..Sat,Tue 27-10-15 1:2:3", "*-*-7 0:0:0",
        "10-15", "monday *-12-* 17:00", "Mon,Fri *-*-3,1,2 *:30:45", "12,14,13,12:20,10,30", "12..14:10,20,30", "mon,fri *-1/2-1,3 *:30:45", "03-05 08:05:40",
        "08:05:40", "05:40", "Sat,Sun 12-05 08:05:40", "Sat,Sun 08:05:40", "2027-03-05 05:40", "2027-02..04-05", "2027-03-05", "03-05", "hourly", "daily",
        "monthly", "weekly", "yearly", "annually", "quarterly", "semiannually", "*:2/3", "*-02~03", "Mon *-05~07/1", "*-*~01..07/2", "*-*~3,1", "Mon-Wed", "2026/3-*-01",
        "Fri..Mon", "*-*-0", "24:00", "*-*-31..7", "*-*-* 1", "Sat 22:00 foo", "funday", "*-*-*/2", "*/2:00", "*-*~0", "1:60", "*:0/15:*",
    ];

    [Fact]
    public void What_systemd_accepts_elapses_when_our_windows_open_and_what_it_refuses_we_refuse()
    {
        Assert.SkipUnless(File.Exists(Program), $"there is no {Program}");
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PATCHWINDOW_CONVERSION_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 1;
        var random = new Random(seed);
        var expressions = Manual.Concat(Enumerable.Range(0, 150).Select(_ => Expression(random))).ToArray();
        var wrong = new List<string>();
        var accepted = 0;
        foreach (var expression in expressions)
        {
            var (theirs, normal) = Ask(expression);
            var ours = Ours(expression);
            if (theirs is not null) accepted++;
            if (!(theirs ?? ["refused"]).SequenceEqual(ours ?? ["refused"]))
                wrong.Add($"'{expression}': systemd {string.Join(" ", theirs?.Take(5) ?? ["refused"])} — ours {string.Join(" ", ours?.Take(5) ?? ["refused"])}");

            // And what we write of it means the same to systemd.
            else if (theirs is not null && Written(expression) is { } written && Ask(written) is var (again, _) && !theirs.SequenceEqual(again ?? []))
                wrong.Add($"'{expression}' ({normal}) was written as '{written}', which systemd reads otherwise");
        }

        output.WriteLine($"seed {seed}: {expressions.Length} expressions, {accepted} accepted by systemd");
        Assert.True(wrong.Count == 0, $"seed {seed}: {wrong.Count} of {expressions.Length} are wrong\n" + string.Join("\n", wrong.Take(20)));
        Assert.InRange(accepted, expressions.Length / 2, expressions.Length - 1);
    }

    private static string Expression(Random random)
    {
        string One(int least, int most) => random.Next(least, most + 1).ToString("00", CultureInfo.InvariantCulture);
        string Component(int least, int most)
        {
            var (a, b) = (random.Next(least, most + 1), random.Next(least, most + 1));
            return random.Next(6) switch
            {
                0 => "*",
                1 => $"{Math.Min(a, b)}..{Math.Max(a, b)}",
                2 => $"{a}/{random.Next(1, 9)}",
                3 => $"{Math.Min(a, b)}..{Math.Max(a, b)}/{random.Next(1, 5)}",
                4 => $"{a},{b}",
                _ => One(least, most),
            };
        }

        var days = new[] { "Mon", "tue", "Wednesday", "Thu", "Fri", "Sat", "Sun" };
        var weekdays = random.Next(3) switch { 0 => days[random.Next(7)] + " ", 1 => $"{days[random.Next(4)]}..{days[random.Next(3, 7)]},Sun ", _ => "" };
        var year = random.Next(6) switch { 0 => "2026/2-", 1 => "2027-", 2 => "2027..2031-", _ => "*-" };

        // Of a list after ~ systemd takes each further number only up to three days less (chain_valid), by mistake.
        var date = random.Next(4) == 0 ? "" : $"{year}{Component(1, 12)}{(random.Next(3) == 0 ? "~" + Component(1, 25) : "-" + Component(1, 28))} ";
        return $"{weekdays}{date}{One(0, 23)}:{(random.Next(4) == 0 ? Component(0, 59) : One(0, 59))}{(random.Next(4) == 0 ? ":" + One(0, 59) : "")}";
    }

    private static (string[]? Elapses, string? Normal) Ask(string expression)
    {
        // A line at a time, as several OnCalendar= lines are.
        var all = new List<string>();
        string? normal = null;
        foreach (var line in expression.Split('\n'))
        {
            using var process = Process.Start(new ProcessStartInfo(Program, ["calendar", $"--iterations={Elapses}", "--base-time=2026-01-01 00:00:00 UTC", line])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["TZ"] = "UTC", ["LC_ALL"] = "C" },
            })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) return (null, null);
            normal = Regex.Match(said, "Normalized form: (.*)").Groups[1].Value;
            all.AddRange(Regex.Matches(said, @"(?:Next elapse|Iter\. #\d+): \w+ (?<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC").Select(m => m.Groups["at"].Value));
        }

        return ([.. all.Distinct().Order(StringComparer.Ordinal).Take(Elapses)], normal);
    }

    private static string[]? Ours(string expression)
    {
        if (!ScheduleFormats.Find("OnCalendar").Value.Read(expression).TryGet(out var read, out _)) return null;
        read.Value.Duration = TimeSpan.FromSeconds(1);

        // A timer elapses after its base time, never at it.
        var from = Instant.FromUtc(2026, 1, 1, 0, 0).Plus(Duration.FromSeconds(1));
        return
        [
            .. WindowFinder.From(Given.Policy("UTC", [], read.Value), from, new WindowQuery(from, Given.Utc))
                .TakeWhile(w => w.Start.Year < 2200)
                .Take(Elapses)
                .Select(w => w.Start.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ];
    }

    private static string? Written(string expression)
    {
        var format = ScheduleFormats.Find("OnCalendar").Value;
        var schedule = format.Read(expression).Value.Value;
        schedule.Duration = TimeSpan.FromSeconds(1);
        return format.Write(schedule).TryGet(out var written, out _) && !written.Losses.Any(l => l.Path != nameof(Schedule.Duration)) ? written.Value : null;
    }
}
