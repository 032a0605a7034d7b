using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Tests.Configuration;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Decisions;

public sealed class ApprovalServiceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
    private static readonly PendingPatch Patch = new() { Host = "web01", Name = "openssl", Version = "3.0.17-1" };
    private readonly StoreFile store = new();
    private readonly ConfigurationFile file;
    private readonly PatchWindowSession session;

    public ApprovalServiceTests()
    {
        file = new ConfigurationFile($$"""
            {
              "store": { "connectionString": "Data Source={{store.Path.Replace("\\", "\\\\")}}" },
              "hosts": [ { "name": "web01" }, { "name": "free01" }, { "name": "torn01" } ],
              "policies": {
                "p": { "targets": "name in (web01, torn01)", "schedules": [ { "text": "Sat 22:00 for 4h" } ], "approve": { "exclude": [ "linux-*" ] } },
                "q": { "targets": "name = torn01", "schedules": [ { "text": "Sun 22:00 for 4h" } ] } },
            }
            """);
        session = new PatchWindowSession(file.Path, () => Noon);
    }

    private ApprovalService Approvals => session.Approvals;

    public void Dispose()
    {
        session.Dispose();
        file.Dispose();
        store.Dispose();
    }

    [Fact]
    public void An_approval_records_the_patch_the_policy_the_reason_and_who_said_it()
    {
        var planned = Approvals.Plan(ApprovalVerdict.Approved, Patch, Noon.AddDays(7), "tested", "kari").Value;
        Assert.Empty(Approvals.List(all: true));
        var kept = Approvals.Commit(planned);
        Assert.Equal(
            ("web01 openssl 3.0.17-1 Approved until 2026-09-19 12:00 +00:00: tested", "p", "kari", Noon), (kept.ToString(), kept.Policy, kept.By, kept.Created));
        Assert.Equal([kept], Approvals.List(all: false));
    }

    [Theory]
    [InlineData("openssl", "", "r", 1, "PatchNameInvalid")]
    [InlineData("open*", "1", "r", 1, "PatchNameInvalid")]
    [InlineData("openssl", "1", " ", 1, "ReasonMissing")]
    [InlineData("openssl", "1", "r", 0, "ApprovalInThePast")]
    [InlineData("linux-image-amd64", "1", "r", 1, "ApprovalWithoutEffect")]
    public void An_approval_that_cannot_be_meant_is_refused(string name, string version, string reason, int days, string code)
    {
        var problem = Approvals.Plan(ApprovalVerdict.Approved, Patch with { Name = name, Version = version }, Noon.AddDays(days), reason, null).Problem!;
        Assert.Equal((code, "web01"), (problem.Code, problem.HostName));
        Assert.StartsWith($"'{name}' on 'web01' was not approved. ", problem.Message);
        Assert.NotNull(problem.Suggestion);
    }

    [Theory]
    [InlineData("torn01", "linux-image-amd64", "PolicyConflict")]
    [InlineData("wbe01", "openssl", "HostNotFound")]
    [InlineData("free01", "openssl", "ApprovalWithoutEffect")]
    public void Where_it_is_not_certain_who_decides_nothing_is_approved(string host, string name, string code) =>
        Assert.Equal(code, Approvals.Plan(ApprovalVerdict.Approved, Patch with { Host = host, Name = name }, null, "r", null).Problem!.Code);

    [Theory]
    [InlineData("torn01")]
    [InlineData("free01")]
    public void A_denial_is_taken_whatever_the_policy_says(string host) =>
        Assert.Null(Approvals.Commit(Approvals.Plan(ApprovalVerdict.Denied, Patch with { Host = host }, null, "r", null).Value).Policy);

    [Fact]
    public void A_denial_in_the_past_is_called_one() =>
        Assert.Equal("DenialInThePast", Approvals.Plan(ApprovalVerdict.Denied, Patch, Noon, "r", null).Problem!.Code);
}
