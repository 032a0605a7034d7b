using NodaTime;
using PatchWindow.Core.Tests.Recurrence;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>Policies with a few schedules and freezes of every kind, in zones whose clocks change, drawn from a seed.</summary>
internal sealed class RandomPolicies
{
    private static readonly string[] Zones =
        ["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "America/Havana", "America/Santiago", "host"];

    private readonly Random random;
    private readonly RandomRules rules;

    public RandomPolicies(int seed)
    {
        random = new Random(seed);
        rules = new RandomRules(seed);
        Begin = new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(20_000)).AddMinutes(random.Next(60));
        Host = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length - 1)]];
        Policy = new Policy
        {
            Name = "p", TimeZone = "UTC",
            Schedules = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Schedule(TimeSpan.FromMinutes(random.Next(1, OneIn(3) ? 28_800 : 2_880))))],
            Freezes = [.. Enumerable.Range(0, random.Next(5)).Select(_ => Freeze())],
            Reboot = new RebootRule { Reserve = TimeSpan.FromMinutes(random.Next(2) * random.Next(90)) },
        };
    }

    /// <summary>The moment, in UTC, around which its freezes lie.</summary>
    public DateTime Begin { get; }

    /// <summary>The zone that <c>host</c> stands for.</summary>
    public DateTimeZone Host { get; }

    public Policy Policy { get; }

    private Freeze Freeze()
    {
        var (from, recurs) = (Begin.AddHours(random.Next(-2000, 3000)), !OneIn(3));
        return new Freeze
        {
            From = !recurs || OneIn(3) ? from : null,
            To = !recurs || OneIn(3) ? from.AddHours(random.Next(1, 2000)) : null,
            Schedules = recurs ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Schedule(TimeSpan.FromHours(random.Next(1, OneIn(4) ? 700 : 48))))] : [],
            Mode = OneIn(3) ? FreezeMode.Cancel : FreezeMode.Trim,
            Minimum = TimeSpan.FromMinutes(random.Next(2) * random.Next(600)),
            Reason = "frozen",
        };
    }

    private Schedule Schedule(TimeSpan duration) => new()
    {
        RRule = OneIn(3) ? rules.Next() : rules.Realistic(),
        Start = rules.Start(),
        At = TimeSpan.FromMinutes(random.Next(1440)),
        Duration = duration,
        Offset = OneIn(3) ? $"{(OneIn(2) ? "-" : "")}P{random.Next(40)}DT{random.Next(30)}H" : null,
        TimeZone = Zones[random.Next(Zones.Length)],
        WhenSkipped = (SkippedTime)random.Next(3),
        WhenAmbiguous = (AmbiguousTime)random.Next(2),
        DurationMode = (DurationMode)random.Next(2),
        Cutoff = OneIn(2) ? TimeSpan.Zero : TimeSpan.FromSeconds(random.Next(1, 59)),
    };

    private bool OneIn(int chances) => random.Next(chances) == 0;
}
