using PatchWindow.Core.Tests.Recurrence;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>Schedules drawn at random from a seed: what people write for maintenance, and now and then what nobody would.</summary>
internal sealed class RandomSchedules(int seed)
{
    private static readonly string?[] Zones = ["UTC", "UTC", "Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "host", null];
    private static readonly string[] Texts =
    [
        "daily 02:00 for 1h", "Sat,Sun 01:00-05:00", "2nd Tue +3d 22:00 for 4h", "last Fri 20:00 for 3h", "every 2 weeks Wed 22:00 for 2h",
        "weekdays 23:30 for 2h", "every 3 days 04:00 for 2h", "1st,3rd Sun -2d 03:00 for 3h", "Mon 22:00 for 2h except 2026-12-28",
    ];

    private readonly Random random = new(seed);
    private readonly RandomRules rules = new(seed);

    /// <summary>A schedule with few properties besides its rule, so that most formats lose nothing of it.</summary>
    public Schedule Next()
    {
        var schedule = Chance(4) ? new Schedule { Text = Texts[random.Next(Texts.Length)] } : new Schedule
        {
            RRule = Chance(6) ? rules.Nasty() : rules.Realistic(),
            At = TimeSpan.FromMinutes(30 * random.Next(48)),
            Duration = TimeSpan.FromMinutes(Chance(2) ? 60 * random.Next(1, 9) : 15 * random.Next(6, 15)),
        };
        schedule.TimeZone = Zones[random.Next(Zones.Length)];
        var counts = schedule.RRule is { } rule && rule.Contains("COUNT");
        if (counts || Chance(4)) schedule.Start = new DateTime(2025, 1, 1).AddDays(random.Next(500));
        if (schedule.Text is not null) return schedule;
        if (Chance(8)) schedule.RRule += "\n" + rules.Realistic();
        if (schedule.RRule!.Contains("COUNT") && schedule.Start is null) schedule.Start = new DateTime(2025, 3, 1);
        if (Chance(5)) schedule.Offset = (Chance(2) ? "-" : "") + (Chance(4) ? $"P{random.Next(9)}DT{random.Next(1, 20)}H" : $"P{random.Next(1, 9)}D");
        if (Chance(8)) schedule.DurationMode = DurationMode.WallClock;
        if (Chance(8)) schedule.Until = new DateTime(2026, 6, 1).AddDays(random.Next(400));
        if (Chance(8)) schedule.Include = [new DateTime(2026, 2, 3).AddDays(random.Next(300)), new DateTime(2026, 7, 3, 4, 30, 0)];
        if (Chance(8)) schedule.Exclude = [.. Enumerable.Range(0, 9).Select(_ => new DateTime(2026, 1, 1).AddDays(random.Next(600)))];
        if (Chance(12)) schedule.Cutoff = TimeSpan.FromMinutes(30);
        return schedule;
    }

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;
}
