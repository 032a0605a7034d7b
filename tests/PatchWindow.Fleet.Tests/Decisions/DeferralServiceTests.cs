using System.Globalization;
using PatchWindow.Fleet.Tests.Configuration;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Decisions;

public sealed class DeferralServiceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
    private static readonly PendingPatch Patch = new() { Host = "web01", Name = "openssl", Version = "3.0.17-1" };
    private readonly StoreFile store = new();
    private readonly ConfigurationFile file;
    private readonly List<PatchWindowSession> sessions = [];
    private DateTimeOffset now = Noon;

    public DeferralServiceTests() => file = new ConfigurationFile($$"""
        {
          "store": { "connectionString": "Data Source={{store.Path.Replace("\\", "\\\\")}}" },
          "hosts": [ { "name": "web01", "transport": "ssh" }, { "name": "free01", "transport": "ssh" } ],
          "policies": { "p": { "targets": "name = web01", "schedules": [ { "text": "Sat 22:00 for 4h" } ], "defer": { "maxDays": 10, "maxTimes": 2 } } },
        }
        """);

    public void Dispose()
    {
        foreach (var session in sessions) session.Dispose();
        file.Dispose();
        store.Dispose();
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(10.0000001, "DeferralTooLong")]
    [InlineData(0, "DeferralInThePast")]
    [InlineData(-1, "DeferralInThePast")]
    public void The_policys_limit_is_the_last_moment_that_is_allowed(double days, string? code)
    {
        var deferrals = Session().Deferrals;
        Assert.Equal(code, deferrals.Plan(Patch, deferrals.After(TimeSpan.FromDays(days)), "r", null).Problem?.Code);
        now = Noon.AddYears(1);
        Assert.Equal(code, deferrals.Plan(Patch, deferrals.After(TimeSpan.FromDays(days)), "r", null).Problem?.Code);
    }

    [Fact]
    public void A_deferral_never_lasts_past_the_deadline_of_what_was_seen()
    {
        using var urgent = Urgent();
        using var session = new PatchWindowSession(urgent.Path, () => now);
        store.Open().Sight("web01", [Seen("3.0.17-1")], Noon.AddDays(-5));
        Assert.Null(session.Deferrals.Plan(Patch, Noon.AddDays(2), "r", null).Problem);
        var problem = session.Deferrals.Plan(Patch, Noon.AddDays(2).AddSeconds(1), "r", null).Problem!;
        Assert.Equal(("DeferralPastDeadline", FindingKind.LimitsExceeded), (problem.Code, problem.Kind));
        Assert.Contains("Its deadline by the policy 'p' is 2026-09-14 12:00 +00:00.", problem.Message);
        Assert.Equal("Defer it for 2d or less, or change the policy.", problem.Suggestion);
        now = Noon.AddDays(2);
        Assert.Contains("has passed 2026-09-14 12:00 +00:00: a deferral would not hold", session.Deferrals.Plan(Patch, Noon.AddDays(3), "r", null).Problem!.Message);
    }

    [Fact]
    public void A_host_that_is_too_far_behind_defers_no_further()
    {
        using var urgent = Urgent();
        using var session = new PatchWindowSession(urgent.Path, () => now);
        for (var i = 0; i < 3; i++) store.Open().Sight("web01", [Seen($"3.0.{15 + i}-1")], Noon.AddHours(i - 5));
        var problem = session.Deferrals.Plan(Patch, Noon.AddDays(1), "r", null).Problem!;
        Assert.Equal("DeferralBehindLimit", problem.Code);
        Assert.Contains("The host is 3 released versions behind, and the policy 'p' allows 2", problem.Message);
    }

    private ConfigurationFile Urgent() => new($$"""
        {
          "store": { "connectionString": "Data Source={{store.Path.Replace("\\", "\\\\")}}" }, "hosts": [ { "name": "web01" } ],
          "policies": { "p": { "targets": "*", "schedules": [ { "text": "Sat 22:00 for 4h" } ], "deadlines": { "important": "7d" }, "defer": { "maxBehind": 2 } } }
        }
        """);

    private static PendingPatch Seen(string version) => Patch with { Version = version, InstalledVersion = "3.0.14-1", Severity = PatchSeverity.Important };

    public static TheoryData<TimeSpan, string> Absurd => new()
    {
        { TimeSpan.MaxValue, "DeferralTooLong" },
        { TimeSpan.FromDays(99999), "DeferralTooLong" },
        { TimeSpan.FromDays(3651), "DeferralTooLong" },
        { TimeSpan.MinValue, "DeferralInThePast" },
        { TimeSpan.FromDays(-1), "DeferralInThePast" },
    };

    [Theory]
    [MemberData(nameof(Absurd))]
    public void Nothing_is_put_off_for_good_although_no_policy_limits_it(TimeSpan duration, string code)
    {
        var deferrals = Session().Deferrals;
        var finding = deferrals.Plan(Patch with { Host = "free01" }, deferrals.After(duration), "r", null).Problem!;
        Assert.Equal(code, finding.Code);
        Assert.NotNull(finding.Suggestion);
        Assert.True(deferrals.Plan(Patch with { Host = "free01" }, deferrals.After(TimeSpan.FromDays(3650)), "r", null).IsSuccess);
    }

    [Theory]
    [InlineData("open*", "1")]
    [InlineData("opens?l", "1")]
    [InlineData("openssl", "3.*")]
    [InlineData("", "1")]
    [InlineData("openssl", " ")]
    public void What_is_no_single_patch_is_not_deferred(string name, string version) => Assert.Equal(
        "PatchNameInvalid", Session().Deferrals.Plan(Patch with { Name = name, Version = version }, Noon.AddDays(1), "r", null).Problem!.Code);

    [Theory]
    [InlineData("web*", "openssl")]
    [InlineData("web01", "open?sl")]
    public void What_is_no_single_patch_is_not_resumed_and_the_way_to_do_so_is_told(string host, string name)
    {
        var finding = Session().Deferrals.Find(host, name, null).Problem!;
        Assert.Equal("PatchNameInvalid", finding.Code);
        Assert.Contains($"Get-PatchDeferral {host} {name} | Resume-PendingPatch", finding.Suggestion);
    }

    [Fact]
    public void Two_who_defer_at_the_same_moment_leave_one_deferral_in_force()
    {
        var (kari, ola) = (Session().Deferrals, Session().Deferrals);
        var first = kari.Plan(Patch, Noon.AddDays(5), "kari's", "kari").Value;
        var second = ola.Plan(Patch, Noon.AddDays(3), "ola's", "ola").Value;
        Assert.True(kari.Commit(first).IsSuccess);
        Assert.True(ola.Commit(second).IsSuccess);
        Assert.Equal("ola's", Assert.Single(kari.List(all: false)).Reason);
    }

    [Fact]
    public void Two_who_defer_at_the_same_moment_do_not_pass_the_policys_limit_together()
    {
        var (kari, ola) = (Session().Deferrals, Session().Deferrals);
        kari.Commit(kari.Plan(Patch, Noon.AddDays(1), "before", "kari").Value);
        var first = kari.Plan(Patch, Noon.AddDays(5), "kari's", "kari").Value;
        var second = ola.Plan(Patch, Noon.AddDays(3), "ola's", "ola").Value;
        Assert.True(kari.Commit(first).IsSuccess);
        Assert.Equal("DeferralTooOften", ola.Commit(second).Problem?.Code);
        Assert.Equal(["before", "kari's"], ola.List(all: true).Select(d => d.Reason));
    }

    [Fact]
    public void Dates_in_messages_are_the_same_in_every_culture()
    {
        // As Finnish and Thai have them, on a machine without either.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.DateSeparator = "/";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            var deferrals = Session().Deferrals;
            Assert.Contains("2026-09-11 12:00 +00:00 is over", deferrals.Plan(Patch, Noon.AddDays(-1), "r", null).Problem!.Message);
            Assert.Contains("until 2026-09-22 12:00 +00:00.", deferrals.Plan(Patch, Noon.AddDays(11), "r", null).Problem!.Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private PatchWindowSession Session()
    {
        var session = new PatchWindowSession(file.Path, () => now);
        sessions.Add(session);
        return session;
    }
}
