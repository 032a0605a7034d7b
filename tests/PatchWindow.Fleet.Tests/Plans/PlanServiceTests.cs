using PatchWindow.Fleet.Plans;
using PatchWindow.Fleet.Tests.Configuration;
using PatchWindow.Fleet.Tests.Runs;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Plans;

/// <summary>Plans of patches that are given as a script gives them: all else is known of the store and the configuration.</summary>
public sealed class PlanServiceTests : IDisposable
{
    /// <summary>Saturday; the window of these policies opens the day after, at 22:00.</summary>
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;

    private static readonly PendingPatch Patch = new()
    {
        Host = "web01", Name = "openssl", InstalledVersion = "3.0.14-1", Version = "3.0.17-1", Severity = PatchSeverity.Important, Classification = PatchClassification.Security,
    };

    private readonly StoreFile store = new();
    private readonly List<IDisposable> opened = [];

    public void Dispose()
    {
        foreach (var one in opened) one.Dispose();
        store.Dispose();
    }

    [Theory]
    [InlineData(1, "09-13 22:00 Apply")]
    [InlineData(40, "09-12 12:00 Emergency")]
    public void What_an_advisory_and_the_first_sighting_say_of_a_patch_counts(int hoursAgo, string step)
    {
        _ = store.Open().Sight("web01", [Patch], Noon.AddHours(-hoursAgo));

        var plan = Plan("\"emergency\": { \"when\": \"exploited\", \"within\": \"48h\" }");

        Assert.Equal(step, Line(Assert.Single(plan.Steps)));
    }

    [Fact]
    public void A_release_that_was_seen_before_brings_its_deadline_along()
    {
        _ = store.Open().Sight("web01", [Patch with { Version = "3.0.15-1" }], Noon.AddDays(-6));
        _ = store.Open().Sight("web01", [Patch], Noon);

        var plan = Plan("\"deadlines\": { \"important\": \"7d\" }");

        Assert.Equal(Noon.AddDays(1), Assert.Single(plan.Misses).Deadline);
    }

    [Fact]
    public void A_deferral_holds_until_it_ends()
    {
        _ = store.Open().AddDeferral(StoreSamples.Deferral() with { Until = Noon.AddDays(10) });

        Assert.Equal("09-27 22:00 Apply", Line(Assert.Single(Plan("").Steps)));
    }

    [Theory]
    [InlineData(ApprovalVerdict.Approved, "WEB01", "09-13 22:00 Apply")]
    [InlineData(ApprovalVerdict.Approved, "web02", "NotApproved")]
    [InlineData(ApprovalVerdict.Denied, "web01", "Denied")]
    public void An_approval_and_a_denial_count_for_their_host(ApprovalVerdict verdict, string host, string said)
    {
        _ = store.Open().AddApproval(StoreSamples.Approval() with { Host = host, Verdict = verdict });

        var plan = Plan("\"approve\": { \"classification\": [ \"Bugfix\" ] }");

        Assert.Equal(said, plan.Steps.Length > 0 ? Line(plan.Steps[0]) : Assert.Single(plan.Waits).Reason.ToString());
    }

    [Fact]
    public void A_store_that_fails_while_hosts_are_read_makes_every_patch_count_as_deferred_and_says_so_once()
    {
        var failing = new FailingStore(store.Open()) { CannotSight = host => host == "web02" };
        var notices = new List<Finding>();

        var standing = new StoredStandings(new Lazy<PatchWindow.Fleet.Store.IPatchStore>(failing)).Read(Noon, notices);

        Assert.Equal([false, true, true], new[] { "web01", "web02", "web03" }.Select(h => standing(h).IsUnknown));
        Assert.Contains("every patch counts as deferred", Assert.Single(notices).Message);
    }

    private Plan Plan(string rules)
    {
        var file = new ConfigurationFile($$"""
            {
              "store": { "connectionString": "Data Source={{store.Path.Replace("\\", "\\\\")}}" },
              "hosts": [ { "name": "web01", "transport": "ssh" } ],
              "advisories": [ { "id": "CVE-2026-1", "packages": [ "openssl" ], "exploited": true } ],
              "policies": { "p": { "targets": "*", "schedules": [ { "text": "Sun 22:00 for 4h" } ], {{rules}} } },
            }
            """);
        var session = new PatchWindowSession(file.Path, () => Noon);
        opened.AddRange([session, file]);
        var notices = new List<Finding>();
        var plan = session.Plans.Make([new HostListing(session.Inventory.All[0], [Patch])], null, TimeSpan.FromDays(30), notices).Value;
        Assert.Empty(notices);
        return plan;
    }

    private static string Line(PlannedStep step) => $"{step.Start.UtcDateTime:MM-dd HH:mm} {step.Reason}";
}
