using System.Globalization;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>
/// Schedules drawn at random from a seed that a format can say without any loss. A new format adds its line to
/// <see cref="Drawn"/>; a format that is not known here gives none.
/// </summary>
internal sealed class SayableSchedules(int seed)
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    // Zones on both sides of UTC, with and without a change of the clock; each is what Windows means by its own id.
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "Australia/Sydney"];

    private readonly Random random = new(seed);

    public static IReadOnlyList<string> Formats { get; } = ["AwsSsm", "AzureMaintenance", "GcpOsConfig", "Gke", "ConfigMgr", "Zincati"];

    public Schedule? For(string format)
    {
        // What never opens cannot be said: the 31st of every June, or a fifth Monday that lies beyond the end.
        var schedule = Drawn(format);
        while (schedule is not null && !Opens(schedule)) schedule = Drawn(format);
        return schedule;
    }

    private static bool Opens(Schedule schedule) => schedule.RRule!.Split('\n').All(rule => Converting.Windows(
        new Schedule
        {
            RRule = rule, Start = schedule.Start, At = schedule.At, Offset = schedule.Offset, Until = schedule.Until, Duration = schedule.Duration,
        },
        "2000-01-01 00:00 +00:00", 1).Length > 0);

    private Schedule? Drawn(string format) => format switch
    {
        "AwsSsm" => Aws(),
        "AzureMaintenance" => Azure(),
        "GcpOsConfig" => OsConfig(),
        "Gke" => Gke(),
        "ConfigMgr" => ConfigMgr(),
        "Zincati" => Zincati(),
        _ => null,
    };

    private Schedule Aws()
    {
        var schedule = Timed(random.Next(8) switch
        {
            0 => "FREQ=DAILY" + Maybe(3, ";BYMONTH=3,6,9,12"),
            1 => "FREQ=WEEKLY;BYDAY=" + Some(Days, 1, 5) + Maybe(4, ";BYMONTH=1,2,11"),
            2 => $"FREQ=MONTHLY;BYMONTHDAY={Pick("-1", "15", "1,15", "31", "2,3,4,20")}",
            3 => "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + Pick("1", "-1"),
            4 => $"FREQ=YEARLY;BYMONTH={Pick("1,4,7,10", "2", "1,5,6")};BYDAY={Pick("1", "2", "-1")}{Pick(Days)}",
            5 => "FREQ=DAILY;BYHOUR=2,14;BYMINUTE=0,30",
            6 => "FREQ=MONTHLY;BYMONTHDAY=15;BYDAY=MO,TU,WE,TH,FR\nFREQ=MONTHLY;BYMONTHDAY=14;BYDAY=FR\nFREQ=MONTHLY;BYMONTHDAY=16;BYDAY=MO",
            _ => $"FREQ=MONTHLY;INTERVAL={Pick("1", "2", "3", "6")};BYDAY={Pick("1", "2", "3", "4", "5", "-1")}{Pick(Days)}",
        });
        schedule.Duration = TimeSpan.FromHours(random.Next(2, 25));
        schedule.Cutoff = TimeSpan.FromHours(random.Next(2));
        if (schedule.RRule!.Contains("BYHOUR")) schedule.At = null;
        if (!schedule.RRule.Contains("BYHOUR") && Chance(3)) schedule.Offset = $"P{random.Next(1, 7)}D";
        return schedule;
    }

    private Schedule Azure()
    {
        var schedule = Timed(random.Next(5) switch
        {
            0 => $"FREQ=DAILY;INTERVAL={random.Next(1, 20)}",
            1 => $"FREQ=WEEKLY;INTERVAL={random.Next(1, 5)};BYDAY={Some(Days, 1, 4)}",
            2 => $"FREQ=MONTHLY;INTERVAL={random.Next(1, 7)};BYMONTHDAY={Pick("23,24", "1", "31", "5,15,25")}",
            3 => $"FREQ=YEARLY;BYMONTH={Pick("1,4,7,10", "3,9", "12")};BYDAY={Pick("1", "2", "-1")}{Pick(Days)}",
            _ => $"FREQ=MONTHLY;BYDAY={Pick("1", "2", "3", "4", "-1")}{Pick(Days)}",
        });
        if (schedule.RRule!.StartsWith("FREQ=MONTHLY;BYDAY", StringComparison.Ordinal) && Chance(2)) schedule.Offset = Period(6);
        schedule.Duration = TimeSpan.FromMinutes(random.Next(90, 236));
        schedule.Start ??= Start();
        return schedule;
    }

    private Schedule OsConfig()
    {
        var schedule = Timed(random.Next(5) switch
        {
            0 => "FREQ=DAILY",
            1 => "FREQ=WEEKLY;BYDAY=" + Pick(Days),
            2 => "FREQ=MONTHLY;BYMONTHDAY=" + Pick("-1", "1", "15", "30", "31"),
            _ => $"FREQ=MONTHLY;BYDAY={Pick("1", "2", "3", "4", "-1")}{Pick(Days)}",
        });
        if (schedule.RRule!.Contains("MONTHLY;BYDAY") && Chance(2)) schedule.Offset = Period(30);
        schedule.Duration = TimeSpan.FromSeconds(random.Next(60, 100_000));
        return schedule;
    }

    private Schedule Gke()
    {
        var schedule = Timed(random.Next(4) switch
        {
            0 => "FREQ=DAILY" + Maybe(3, ";INTERVAL=2"),
            1 => "FREQ=WEEKLY;BYDAY=" + Some(Days, 1, 3) + Maybe(3, ";WKST=SU"),
            2 => $"FREQ=MONTHLY;BYMONTHDAY={Pick("2,10,20", "3,4,5,6")}",
            _ => $"FREQ=MONTHLY;BYDAY={Pick("2TU,3TU", "2SA,3SA,4SA", "2MO,3MO")}",
        });
        schedule.Duration = TimeSpan.FromHours(schedule.RRule!.Contains("MONTHLY") ? random.Next(50, 60) : random.Next(16, 30));
        schedule.TimeZone = Pick("UTC", "Asia/Tokyo", "Asia/Kolkata");
        schedule.Until = null;
        return schedule;
    }

    private Schedule ConfigMgr()
    {
        var schedule = Timed(random.Next(6) switch
        {
            0 => $"FREQ=DAILY;INTERVAL={random.Next(1, 32)}",
            1 => $"FREQ=WEEKLY;INTERVAL={random.Next(1, 5)};BYDAY={Some(Days, 1, 5)}" + Maybe(3, ";WKST=" + Pick(Days)),
            2 => $"FREQ=MONTHLY;INTERVAL={random.Next(1, 13)};BYMONTHDAY={Pick("-1", "1,15", "31", "5")}",
            3 => $"FREQ=MONTHLY;INTERVAL={random.Next(1, 13)};BYDAY={Pick("1", "2", "-1")}{Pick(Days)},{Pick("3", "4")}{Pick(Days)}",
            4 => $"FREQ=HOURLY;INTERVAL={random.Next(2, 23)}",
            _ => "FREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=2,14",
        });
        if (schedule.RRule!.Contains("HOURLY") || schedule.RRule.Contains("BYHOUR")) schedule.At = null;
        schedule.Duration = TimeSpan.FromMinutes(random.Next(1, 3000));
        schedule.TimeZone = Pick("UTC", "host");
        schedule.Start ??= Start();
        schedule.Until = null;
        if (Chance(4)) schedule.Include = [Start(), Start()];
        return schedule;
    }

    private Schedule Zincati()
    {
        var schedule = Timed(random.Next(3) switch
        {
            0 => "FREQ=DAILY",
            1 => "FREQ=WEEKLY;BYDAY=MO;BYHOUR=2;BYMINUTE=15\nFREQ=WEEKLY;BYDAY=SA,SU;BYHOUR=4,20;BYMINUTE=0",
            _ => "FREQ=WEEKLY;BYDAY=" + Some(Days, 1, 5),
        });
        if (schedule.RRule!.Contains("BYHOUR")) schedule.At = null;
        if (Chance(3)) schedule.Offset = Period(20);
        schedule.Duration = TimeSpan.FromMinutes(random.Next(1, 1500));
        schedule.TimeZone = Pick("UTC", "host", "Europe/Berlin", "America/New_York");
        schedule.WhenSkipped = SkippedTime.GapEnd;
        schedule.DurationMode = DurationMode.WallClock;
        (schedule.Start, schedule.Until) = (null, null);
        return schedule;
    }

    private Schedule Timed(string rule) => new()
    {
        RRule = rule,
        At = TimeSpan.FromMinutes(random.Next(1440)),
        TimeZone = Pick(Zones),
        Start = Chance(2) ? Start() : null,
        Until = Chance(4) ? new DateTime(2027, 3, 1).AddDays(random.Next(300)).AddMinutes(Chance(2) ? 0 : random.Next(1440)) : null,
    };

    private DateTime Start() => new DateTime(2026, 1, 1).AddDays(random.Next(200)).AddMinutes(random.Next(1440));

    private string Period(int most)
    {
        var days = random.Next(-most, most + 1);
        return (days < 0 ? "-P" : "P") + Math.Abs(days).ToString(CultureInfo.InvariantCulture) + "D";
    }

    private string Some(string[] items, int least, int most) =>
        string.Join(",", Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Pick(items)).Distinct());

    private string Maybe(int oneIn, string text) => Chance(oneIn) ? text : "";

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] items) => items[random.Next(items.Length)];
}
