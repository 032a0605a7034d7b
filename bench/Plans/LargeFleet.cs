using System.Globalization;
using NodaTime;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;

namespace PatchWindow.Bench.Plans;

/// <summary>
/// A fleet drawn from a seed: a policy for each 200 hosts, in ten zones, each with three rings, a budget for each of four sites and
/// one for all, ages, deadlines and emergencies. One in ten has windows that are too short for what is pending.
/// </summary>
internal static class LargeFleet
{
    public const int HostsAPolicy = 200, PatchesAHost = 20;

    public static readonly DateTimeOffset Now = new(2026, 12, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Zones =
    [
        "Europe/Oslo", "Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Tokyo",
        "Asia/Kolkata", "Australia/Sydney", "Africa/Johannesburg",
    ];

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static PlanRequest Make(int hosts)
    {
        var random = new Random(20261201);

        // What is offered to a fleet is a few hundred packages; whoever reads lists from hosts keeps each name and version once.
        var packages = Enumerable.Range(0, 400).Select(i => ($"package-{i:000}", $"1.{i % 10}.{i % 7}-1", $"1.{i % 10}.{(i % 7) + 1}-1")).ToArray();
        var policies = Enumerable.Range(0, Math.Max(1, hosts / HostsAPolicy)).Select(Policy).ToArray();
        var all = new List<PlanHost>(hosts);
        for (var h = 0; h < hosts; h++)
        {
            var host = new ManagedHost { Name = string.Create(CultureInfo.InvariantCulture, $"host{h:000000}") };
            host.Tags["site"] = "site" + (h % 4);
            host.Tags["role"] = (h / policies.Length % 20) switch { 0 => "canary", 1 or 2 or 3 => "early", _ => "app" };
            var policy = h % policies.Length;
            all.Add(new PlanHost(host, policies[policy], DateTimeZoneProviders.Tzdb[Zones[policy % 10]], Patches(random, host.Name, packages)));
        }

        return new PlanRequest(Now, Now.AddDays(30), all);
    }

    private static PendingPatch[] Patches(Random random, string host, (string Name, string Installed, string Version)[] packages)
    {
        var first = random.Next(packages.Length);
        var patches = new PendingPatch[PatchesAHost];
        for (var p = 0; p < patches.Length; p++)
        {
            var (name, installed, version) = packages[(first + (p * 7)) % packages.Length];
            patches[p] = new PendingPatch
            {
                Host = host, Name = name, InstalledVersion = installed, Version = version, Source = "Debian-Security:13/stable-security",
                Classification = p % 3 == 0 ? PatchClassification.Security : PatchClassification.Bugfix,
                Severity = (PatchSeverity)(1 + random.Next(4)), FirstSeen = Now.AddMinutes(-random.Next(10_000)), Exploited = random.Next(2000) == 0,
            };
        }

        return patches;
    }

    private static HostPolicy Policy(int number)
    {
        var policy = new Policy
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"policy{number:000}"),
            Targets = "*",
            TimeZone = Zones[number % 10],
            Schedules = [new Schedule { Text = $"{Days[number % 7]} 22:00 for {(number % 10 == 9 ? "1h" : "6h")}", Cutoff = TimeSpan.FromMinutes(15) }],
            Freezes = [new Freeze { From = new(2026, 12, 18), To = new(2026, 12, 22), Reason = "year-end", Allow = FreezePass.Emergency }],
            Approve = new ApprovalRule { AfterDays = 3, MinimumSeverity = number % 5 == 0 ? PatchSeverity.Moderate : PatchSeverity.Low, Exclude = ["package-1?9"] },
            Deadlines = new DeadlineRule { Critical = TimeSpan.FromDays(14), Important = TimeSpan.FromDays(30) },
            Emergency = new EmergencyRule { When = "exploited", Within = TimeSpan.FromHours(24) },
            Reboot = new RebootRule { Reserve = TimeSpan.FromMinutes(10) },
            Rollout = new Rollout
            {
                Rings =
                [
                    new Ring { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromMinutes(30) },
                    new Ring { Name = "early", Targets = "role = early", Soak = TimeSpan.FromMinutes(15) }, new Ring { Name = "rest" },
                ],
                Budgets = [new Budget { Per = "site", Max = HostShare.OfPercent(30) }, new Budget { Max = HostShare.OfCount(50) }],
            },
        };
        return new HostPolicy([PolicyCompiler.Compile(policy, []) ?? throw new InvalidOperationException("The policy has a fault.")], []);
    }
}
