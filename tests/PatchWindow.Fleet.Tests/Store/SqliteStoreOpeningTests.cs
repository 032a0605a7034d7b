using Microsoft.Data.Sqlite;
using PatchWindow.Core.Decisions;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.Sqlite;

namespace PatchWindow.Fleet.Tests.Store;

public sealed class SqliteStoreOpeningTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 12, 12, 0, 0, TimeSpan.Zero);
    private const string OurMark = "1347900244"; // the characters PWST; it is in people's files and never changes
    private readonly StoreFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void A_store_is_made_from_nothing_with_the_folders_it_needs()
    {
        var path = Path.Combine(file.Folder, "a", "b", "patchwindow.db");
        using var store = SqliteStore.Open("Data Source=" + path);
        Assert.Equal(path, store.Location);
        Assert.True(File.Exists(path));
        Assert.Empty(store.Deferrals(Noon));
    }

    [Fact]
    public void Opening_it_again_finds_what_was_there_and_leaves_no_handle()
    {
        using (var first = SqliteStore.Open(file.ConnectionString)) first.AddDeferral(StoreSamples.Deferral());
        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
        Assert.Single(file.Open().Deferrals(Noon));
        Assert.Equal("4", file.Ask("PRAGMA user_version"));
    }

    [Fact]
    public void A_store_from_before_dependencies_were_recorded_keeps_its_steps()
    {
        file.MakeOlder(1);
        file.Execute(
            """
            INSERT INTO step (id, host, policy, state, runner, process_id, process_started, boot_id, created)
            VALUES ('s1', 'web01', 'prod', 'Applying', 'admin01', 17, '', '', '2026-09-12T12:00:00.000Z');
            INSERT INTO step_patch (step, name, version) VALUES ('s1', 'curl', '8.1'), ('s1', 'openssl', '3.0.17-1');
            """);

        var found = file.Open().InProgress("web01")!;

        Assert.Equal(StoreSamples.Step("s1").Patches, found.Patches);
        Assert.Empty(found.Dependencies);
        Assert.False(found.IsLeaseOver);
        Assert.Equal(1, file.Open().TakeUp("web01", _ => true, RunnerIdentity.OfThisProcess())!.Epoch);
    }

    [Fact]
    public void A_store_from_before_approvals_keeps_what_was_seen_and_deferred()
    {
        file.MakeOlder(2);
        file.Execute(
            """
            INSERT INTO deferral (host, name, version, policy, created, until, reason, deferred_by)
            VALUES ('web01', 'openssl', '3.0.17-1', 'prod', '2026-09-12T12:00:00.000Z', '2026-09-22T12:00:00.000Z', 'quarter end', 'kari@admin01');
            INSERT INTO sighting (host, name, version, first_seen) VALUES ('web01', 'openssl', '1', '2026-09-12T12:00:00.000Z');
            """);

        var store = file.Open();
        Assert.Equal(DeferralState.Active, store.Deferrals(Noon)[0].State);
        Assert.Equal(new Sighting("openssl", "1", Noon), Assert.Single(store.Sight("web01", [], Noon)));
        Assert.Empty(store.Approvals(Noon));
    }

    [Fact]
    public void Every_change_is_on_the_disk_before_it_counts()
    {
        var store = file.Open();
        store.AddDeferral(StoreSamples.Deferral());
        Assert.Equal("delete", file.Ask("PRAGMA journal_mode")); // a log could not be read by who may not write beside the file
        Assert.Equal(3L, Ask(store, "PRAGMA synchronous")); // EXTRA
        Assert.Equal(1L, Ask(store, "PRAGMA foreign_keys"));
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public void A_store_of_a_newer_version_is_refused_and_stays_as_it_is(string mode)
    {
        file.Execute($"PRAGMA application_id = {OurMark}; PRAGMA journal_mode = {mode}; CREATE TABLE future (a); PRAGMA user_version = 99");
        var finding = RefusedUnchanged();
        Assert.Equal(("StoreNewer", FindingKind.InvalidOperation), (finding.Code, finding.Kind));
        Assert.Contains("schema 99; this one knows 4", finding.Message);
    }

    [Theory]
    [InlineData("CREATE TABLE bookmark (a)")]
    [InlineData("CREATE TABLE bookmark (a); PRAGMA user_version = 1")]
    [InlineData("CREATE TABLE bookmark (a); PRAGMA user_version = 99")]
    [InlineData("CREATE TABLE deferral (a); PRAGMA user_version = 1; PRAGMA journal_mode = WAL")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA application_id = 252006673")]
    [InlineData("PRAGMA application_id = 252006673; CREATE TABLE bookmark (a); PRAGMA user_version = 1")]
    public void The_database_of_another_program_is_refused_and_stays_as_it_is(string made)
    {
        file.Execute(made);
        var finding = RefusedUnchanged();
        Assert.Equal(("StoreForeign", FindingKind.InvalidData), KindOf(finding));
        Assert.Contains("another program", finding.Message);
    }

    [Fact]
    public void A_store_has_a_mark_by_which_it_is_known()
    {
        file.Open().Dispose();
        Assert.Equal(OurMark, file.Ask("PRAGMA application_id"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_stays_as_it_is()
    {
        File.WriteAllText(file.Path, string.Concat(Enumerable.Repeat("my precious notes\n", 400)));
        Assert.Equal("StoreDamaged", RefusedUnchanged().Code);
    }

    [Fact]
    public void A_damaged_store_is_reported_and_stays_as_it_is()
    {
        using (var store = SqliteStore.Open(file.ConnectionString)) store.AddDeferral(StoreSamples.Deferral());
        var bytes = File.ReadAllBytes(file.Path);
        Array.Fill(bytes, (byte)0xA5, 100, 3000);
        File.WriteAllBytes(file.Path, bytes);
        Assert.Equal(("StoreDamaged", FindingKind.InvalidData), (RefusedUnchanged().Code, RefusedUnchanged().Kind));
    }

    [Fact]
    public void An_empty_file_becomes_a_store()
    {
        File.WriteAllBytes(file.Path, []);
        Assert.Empty(file.Open().Deferrals(Noon));
    }

    [Fact]
    public void A_place_that_cannot_hold_a_store_is_named()
    {
        File.WriteAllText(Path.Combine(file.Folder, "plain"), "");
        Assert.Equal(("StoreUnavailable", FindingKind.ResourceUnavailable), KindOf(Refused("Data Source=" + Path.Combine(file.Folder, "plain", "patchwindow.db"))));
        Assert.Equal("StoreUnavailable", Refused("Data Source=" + file.Folder).Code);
        Assert.Equal("StoreUnavailable", Refused(file.ConnectionString + ";Mode=ReadOnly").Code);
        Assert.Contains(file.Folder, Refused("Data Source=" + file.Folder).Message);
    }

    [Fact]
    public void A_store_that_is_opened_to_be_read_says_so_when_something_is_to_be_written()
    {
        file.Open().Dispose();
        using var store = SqliteStore.Open(file.ConnectionString + ";Mode=ReadOnly");
        Assert.Equal(("StoreUnavailable", FindingKind.PermissionDenied), KindOf(
            Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral())).Finding));
        Assert.Contains("Mode=ReadOnly", store.WriteRefusal!.Message);
        Assert.Contains(file.Path, store.WriteRefusal.Message);
    }

    [Fact]
    public void What_is_written_meanwhile_is_seen_by_who_has_it_open_to_read()
    {
        var owner = file.Open();
        using var reader = SqliteStore.Open(file.ConnectionString + ";Mode=ReadOnly");
        Assert.Empty(reader.Deferrals(Noon));
        owner.AddDeferral(StoreSamples.Deferral());
        Assert.Single(reader.Deferrals(Noon));
    }

    [Fact]
    public void A_full_disk_is_reported_and_what_was_there_stays()
    {
        var store = file.Open();
        store.AddDeferral(StoreSamples.Deferral());
        Ask(store, $"PRAGMA max_page_count = {Ask(store, "PRAGMA page_count")}");
        var exception = Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral() with { Reason = new string('x', 100_000) }));
        Assert.Equal(("StoreFull", FindingKind.WriteError), KindOf(exception.Finding));
        Assert.Equal(DeferralState.Active, Assert.Single(store.Deferrals(Noon)).State);
    }

    [Fact]
    public void A_lock_that_does_not_end_is_reported_as_busy()
    {
        file.Open().Dispose();
        using var store = SqliteStore.Open(file.ConnectionString + ";Default Timeout=1");
        using var other = new SqliteConnection(file.ConnectionString + ";Pooling=False");
        other.Open();
        using var held = other.BeginTransaction(deferred: false);
        Assert.Equal(("StoreBusy", FindingKind.ResourceBusy), KindOf(Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral())).Finding));
    }

    [Fact]
    public void Many_may_open_a_new_store_at_once()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var store = SqliteStore.Open(file.ConnectionString);
            store.AddDeferral(StoreSamples.Deferral());
        });
        Assert.Equal(8, file.Open().Deferrals(Noon).Count);
    }

    [Fact]
    public void A_URI_makes_no_folder_of_its_name()
    {
        using (SqliteStore.Open($"Data Source=file:{file.Path}")) Assert.True(File.Exists(file.Path));
        Assert.False(Directory.Exists("file:"));
    }

    private static (string, FindingKind) KindOf(Finding finding) => (finding.Code, finding.Kind);

    private static Finding Refused(string connectionString) =>
        Assert.Throws<StoreException>(() => SqliteStore.Open(connectionString)).Finding;

    private Finding RefusedUnchanged()
    {
        var before = File.ReadAllBytes(file.Path);
        var finding = Refused(file.ConnectionString);
        Assert.Equal(before, File.ReadAllBytes(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
        Assert.Contains(file.Path, finding.Message);
        Assert.NotNull(finding.Suggestion);
        return finding;
    }

    // Some pragmas belong to a connection and can be seen from nowhere else.
    private static object? Ask(PatchStore store, string sql) => store.Database.Read(unit => unit.Query(sql, r => r.GetValue(0))).FirstOrDefault();
}
