using Microsoft.Data.Sqlite;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.Sqlite;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>
/// One user's store in the hands of another, with the permissions that the kernel really has. Each test is in two parts: who
/// owns the store sets it up, and <see cref="OtherUser"/> looks.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OtherUserTests : IDisposable
{
    private const UnixFileMode Everyone = (UnixFileMode)0b111_101_101, OwnerAlone = (UnixFileMode)0b111_000_000;
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;
    private readonly StoreFile? own;

    public OtherUserTests()
    {
        if (OtherUser.Folder is not null) return;
        Assert.SkipWhen(OtherUser.WhyNot is not null, OtherUser.WhyNot ?? "");
        own = new StoreFile();
        File.SetUnixFileMode(own.Folder, Everyone);
    }

    public void Dispose() => own?.Dispose();

    private string Folder => own?.Folder ?? OtherUser.Folder!;

    private string Db => Path.Combine(Folder, "patchwindow.db");

    [Fact]
    public void Who_may_not_write_a_store_reads_all_that_is_in_it()
    {
        if (own is not null)
        {
            using (var owner = Open())
            {
                owner.AddDeferral(StoreSamples.Deferral());
                owner.See("web01", [("openssl", "1")], Noon);
                owner.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1"));
            }

            OtherUser.RunsThisTest(Folder);
            Assert.Equal("1", own.Ask("SELECT count(*) FROM sighting"));
            return;
        }

        using var store = Open();
        Assert.Equal(StoreSamples.Deferral() with { Id = 1 }, Assert.Single(store.Deferrals(Noon)));
        var seen = store.See("web01", [("openssl", "1"), ("new", "1")], Noon.AddDays(1));
        Assert.Equal([(("openssl", "1"), Noon)], seen.Select(s => (s.Key, s.Value)));
        Assert.Equal("s1", store.InProgress("web01")!.Id);
        Assert.Equal(StoreSamples.Opening("s1"), store.Journal("s1"));
        Assert.Equal(Db, store.Location);
    }

    [Fact]
    public void To_write_is_refused_with_the_file_and_what_to_type()
    {
        if (own is not null)
        {
            Open().Dispose();
            var before = File.ReadAllBytes(Db);
            OtherUser.RunsThisTest(Folder);
            Assert.Equal(before, File.ReadAllBytes(Db));
            Assert.Equal([Db], Directory.GetFiles(Folder));
            return;
        }

        using var store = Open();
        AssertHelps(Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral())).Finding, Db);
        AssertHelps(Assert.Throws<StoreException>(() => store.ResumeDeferral(1, "ola", Noon)).Finding, Db);
        AssertHelps(Assert.Throws<StoreException>(() => store.Claim(StoreSamples.Step("s1"), StoreSamples.Opening("s1"))).Finding, Db);
        AssertHelps(Assert.Throws<StoreException>(() => store.Write(StoreSamples.Entry("s1", 1, StepState.Planned))).Finding, Db);
        AssertHelps(store.WriteRefusal!, Db);
    }

    [Fact]
    public void A_file_that_may_be_written_in_a_folder_that_may_not_is_read_as_well()
    {
        if (own is not null)
        {
            using (var owner = Open()) owner.See("web01", [("openssl", "1")], Noon);
            File.SetUnixFileMode(Db, (UnixFileMode)0b110_110_110);
            OtherUser.RunsThisTest(Folder);
            return;
        }

        using var store = Open();
        Assert.Equal([("openssl", "1")], store.See("web01", [("new", "1")], Noon).Keys);
        AssertHelps(Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral())).Finding, Db);
        Assert.Empty(store.Deferrals(Noon));
    }

    [Fact]
    public void A_store_that_is_not_there_yet_and_is_not_theirs_to_make_is_empty_to_readers()
    {
        if (own is not null)
        {
            OtherUser.RunsThisTest(Folder);
            Assert.Empty(Directory.GetFileSystemEntries(Folder));
            return;
        }

        foreach (var path in new[] { Db, Path.Combine(Folder, "a", "b", "patchwindow.db") })
        {
            using var store = SqliteStore.Open("Data Source=" + path);
            Assert.Empty(store.Deferrals(Noon));
            Assert.Empty(store.See("web01", [("openssl", "1")], Noon));
            Assert.Null(store.InProgress("web01"));
            Assert.Equal(path, store.Location);
            AssertHelps(Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral())).Finding, path);
        }
    }

    [Fact]
    public void A_store_that_is_just_being_made_is_empty_to_readers()
    {
        if (own is not null)
        {
            File.WriteAllBytes(Db, []);
            OtherUser.RunsThisTest(Folder);
            return;
        }

        using var store = Open();
        Assert.Empty(store.Deferrals(Noon));
        Assert.Equal(Db, store.Location);
    }

    [Fact]
    public void A_store_that_may_not_be_read_is_no_empty_store()
    {
        var (there, notThere) = (Path.Combine(Folder, "hidden", "patchwindow.db"), Path.Combine(Folder, "hidden", "a", "patchwindow.db"));
        if (own is not null)
        {
            Open().Dispose();
            File.SetUnixFileMode(Db, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            SqliteStore.Open("Data Source=" + there).Dispose();
            File.SetUnixFileMode(Path.GetDirectoryName(there)!, OwnerAlone);
            OtherUser.RunsThisTest(Folder);
            return;
        }

        AssertHelps(Refused(Db), Db);
        AssertHelps(Refused(there), there);
        AssertHelps(Refused(notThere), notThere); // which nobody can tell from here
    }

    [Fact]
    public void What_is_not_committed_yet_is_not_seen()
    {
        if (own is not null)
        {
            using (var owner = Open()) owner.AddDeferral(StoreSamples.Deferral());
            using var writer = new SqliteConnection(own.ConnectionString + ";Pooling=False");
            writer.Open();
            using var change = writer.BeginTransaction(deferred: false);
            using var command = writer.CreateCommand();
            command.CommandText = "DELETE FROM deferral";
            command.ExecuteNonQuery();
            OtherUser.RunsThisTest(Folder);
            return;
        }

        using var store = Open();
        Assert.Single(store.Deferrals(Noon));
    }

    [Fact]
    public void A_change_that_was_broken_off_is_not_taken_for_the_truth()
    {
        if (own is not null)
        {
            using (var owner = Open()) owner.AddDeferral(StoreSamples.Deferral());
            BreakOffAChange();
            OtherUser.RunsThisTest(Folder);
            using var healed = Open();
            Assert.Single(healed.Deferrals(Noon));
            return;
        }

        var finding = Refused(Db);
        Assert.Equal(("StoreUnavailable", FindingKind.PermissionDenied), (finding.Code, finding.Kind));
        Assert.Contains("broken off", finding.Message);
        Assert.Contains("sudo", finding.Suggestion);
    }

    [Fact]
    public void A_store_of_an_older_version_is_not_read_before_it_is_updated()
    {
        Assert.SkipWhen(SqliteMigrations.Newest < 2, "There is only one version yet.");
        if (own is not null)
        {
            Open().Dispose();
            own.Execute("PRAGMA user_version = 1");
            OtherUser.RunsThisTest(Folder);
            return;
        }

        Assert.Equal(("StoreOlder", FindingKind.PermissionDenied), (Refused(Db).Code, Refused(Db).Kind));
    }

    private static void AssertHelps(Finding finding, string path)
    {
        Assert.Equal(("StoreUnavailable", FindingKind.PermissionDenied), (finding.Code, finding.Kind));
        Assert.Contains(path, finding.Message);
        Assert.Contains("sudo", finding.Suggestion);
        Assert.Contains("\"store\"", finding.Suggestion);
        Assert.Contains("PATCHWINDOW__store__connectionString", finding.Suggestion);
    }

    private PatchStore Open() => SqliteStore.Open("Data Source=" + Db);

    private static Finding Refused(string path) => Assert.Throws<StoreException>(() => SqliteStore.Open("Data Source=" + path)).Finding;

    // As a process leaves it that is killed in the middle of a commit: the database half written, and the journal beside it.
    private void BreakOffAChange()
    {
        var (half, journal) = (Db + ".half", Db + "-journal");
        using (var connection = new SqliteConnection($"Data Source={Db};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA cache_size = 2;
                BEGIN IMMEDIATE;
                DELETE FROM deferral;
                WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
                INSERT INTO sighting (host, name, version, first_seen) SELECT 'web01', hex(randomblob(200)), i, '' FROM n;
                """;
            command.ExecuteNonQuery();
            File.Copy(Db, half);
            File.Copy(journal, journal + ".half");
        }

        File.Move(half, Db, overwrite: true);
        File.Move(journal + ".half", journal, overwrite: true);
    }
}
