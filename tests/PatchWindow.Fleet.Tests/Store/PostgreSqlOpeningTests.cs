using Npgsql;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.PostgreSql;
using PatchWindow.PostgreSql;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>What opening a store on a server finds, and says.</summary>
public sealed class PostgreSqlOpeningTests(ServerFixture server)
{
    private static readonly DateTimeOffset Noon = StoreSamples.Noon;

    [Fact]
    public async Task A_store_is_made_in_an_empty_schema_and_found_there_again()
    {
        using var place = await server.PlaceAsync();
        place.Open().AddDeferral(StoreSamples.Deferral());

        Assert.Single(place.Open().Deferrals(Noon));
        Assert.Equal("4", place.Ask("SELECT version FROM patchwindow_store"));
        Assert.Matches("^postgresql://127\\.0\\.0\\.1:[0-9]+/postgres \\(place[0-9]+\\)$", place.Open().Location);
    }

    [Fact]
    public async Task Of_many_who_make_it_at_once_all_get_one_store()
    {
        using var place = await server.PlaceAsync();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => place.Open().See($"web{i}", [("openssl", "1")], Noon));

        Assert.Equal("8", place.Ask("SELECT count(*) FROM sighting"));
        Assert.Equal("1", place.Ask("SELECT count(*) FROM patchwindow_store"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_and_stays_as_it_is()
    {
        using var place = await server.PlaceAsync();
        place.Open();
        place.Execute("UPDATE patchwindow_store SET version = 99");

        var finding = Refused(place.ConnectionString, "StoreNewer");
        Assert.Contains("schema 99; this one knows 4", finding.Message);
        Assert.Equal("99", place.Ask("SELECT version FROM patchwindow_store"));
    }

    [Fact]
    public async Task A_schema_of_another_program_is_refused_and_stays_as_it_is()
    {
        using var place = await server.PlaceAsync();
        place.Execute("CREATE TABLE bookmark (a int)");

        Assert.Contains("Search Path", Refused(place.ConnectionString, "StoreForeign").Suggestion);
        Assert.Equal("1", place.Ask("SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"));
        Assert.Contains("CREATE SCHEMA", Refused(new NpgsqlConnectionStringBuilder(place.ConnectionString) { SearchPath = "nowhere" }.ConnectionString, "StoreUnavailable").Suggestion);
    }

    [Fact]
    public async Task An_older_store_is_brought_up_to_date_with_all_that_is_in_it()
    {
        using var place = await server.PlaceAsync();
        MakeOlder(place, 3);
        place.Execute("INSERT INTO step (id, host, state, runner, process_id, process_started, boot_id, created) VALUES ('s1', 'Web01', 'Applying', 'a', 1, '', '', '2026-09-12T12:00:00.000Z')");

        Assert.Equal("s1", place.Open().InProgress("web01")!.Id);
        Assert.Equal("4", place.Ask("SELECT version FROM patchwindow_store"));
    }

    [Fact]
    public async Task Whoever_may_only_read_it_reads_it_and_is_told_why_nothing_is_written()
    {
        using var place = await server.PlaceAsync();
        place.Open().AddDeferral(StoreSamples.Deferral());
        var reader = Account(place, "reader", "GRANT USAGE ON SCHEMA {1} TO {0}; GRANT SELECT ON ALL TABLES IN SCHEMA {1} TO {0}");

        using var store = PostgreSqlStore.Open(reader);
        Assert.Single(store.Deferrals(Noon));
        Assert.Contains("may only read", store.WriteRefusal!.Message);
        Assert.Equal("StoreUnavailable", Assert.Throws<StoreException>(() => store.AddDeferral(StoreSamples.Deferral())).Finding.Code);
        Assert.Empty(store.See("web01", [("openssl", "1")], Noon));
    }

    [Fact]
    public async Task Whoever_may_only_read_an_older_one_is_told_who_can_bring_it_up_to_date()
    {
        using var place = await server.PlaceAsync();
        MakeOlder(place, 3);
        var reader = Account(place, "old", "GRANT USAGE ON SCHEMA {1} TO {0}; GRANT SELECT ON ALL TABLES IN SCHEMA {1} TO {0}; ALTER ROLE {0} SET default_transaction_read_only = on");

        Assert.Contains("schema 3; this one has 4", Refused(reader, "StoreOlder").Message);
    }

    [Fact]
    public async Task What_keeps_it_from_being_reached_is_said_without_a_secret()
    {
        var up = await server.ServerAsync();
        var known = new NpgsqlConnectionStringBuilder(up.ConnectionString);
        string With(Action<NpgsqlConnectionStringBuilder> change)
        {
            var changed = new NpgsqlConnectionStringBuilder(known.ConnectionString);
            change(changed);
            return changed.ConnectionString;
        }

        foreach (var (connection, code, says) in new[]
        {
            (With(c => c.Password = "wrong-" + up.Password), "StoreUnavailable", "does not let this account in"),
            (With(c => c.Database = "nowhere"), "StoreUnavailable", "no such database"),
            (With(c => c.Port = 1), "StoreUnavailable", "127.0.0.1:1/postgres"),
            (With(c => c.Host = "no-such-host.invalid"), "StoreUnavailable", "does not answer"),
            ($"Database=a;Password={up.Password}", "StoreConnectionInvalid", "names no host"),
            ($"Host=a;Pasword={up.Password}", "StoreConnectionInvalid", "not one that PostgreSQL's driver understands"),
            ($"Host=a;Port={up.Password}", "StoreConnectionInvalid", "not one that PostgreSQL's driver understands"),
        })
        {
            var finding = Refused(connection, code);
            Assert.Contains(says, finding.Message);
            Assert.DoesNotContain(up.Password, $"{finding.Message} {finding.Path} {finding.Suggestion}");
        }
    }

    [Fact]
    public async Task A_server_that_goes_away_is_told_and_the_store_goes_on_when_it_is_back()
    {
        using var place = await server.PlaceAsync();
        var owner = Account(place, "owner", "GRANT ALL ON SCHEMA {1} TO {0}");
        using var store = PostgreSqlStore.Open(owner);
        store.AddDeferral(StoreSamples.Deferral());
        place.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{new NpgsqlConnectionStringBuilder(owner).Username}'");

        // The first that finds its connection gone says so, or gets another one; nothing is written twice.
        try
        {
            store.AddDeferral(StoreSamples.Deferral());
        }
        catch (StoreException gone)
        {
            Assert.Equal("StoreUnavailable", gone.Finding.Code);
            store.AddDeferral(StoreSamples.Deferral());
        }

        Assert.Equal(2, store.Deferrals(Noon).Count);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_called_done_or_undone()
    {
        using var place = await server.PlaceAsync();
        place.Open();

        // A trigger at the commit kills the connection that commits: what the client sees of a server that died then.
        place.Execute("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END $$; "
            + "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON deferral DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()");

        var finding = Assert.Throws<StoreException>(() => place.Open().AddDeferral(StoreSamples.Deferral())).Finding;
        Assert.Contains(finding.Code, new[] { "StoreCommitUnknown", "StoreUnavailable" });
        Assert.Equal("0", place.Ask("SELECT count(*) FROM deferral"));
    }

    private static Finding Refused(string connection, string code)
    {
        var finding = Assert.Throws<StoreException>(() => PostgreSqlStore.Open(connection).Dispose()).Finding;
        Assert.Equal(code, finding.Code);
        Assert.NotNull(finding.Suggestion);
        return finding;
    }

    private static void MakeOlder(ServerPlace place, int version)
    {
        var assembly = typeof(PatchStore).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("PostgreSql.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(version))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            place.Execute(text.ReadToEnd());
        }

        place.Execute($"CREATE TABLE patchwindow_store (version integer NOT NULL); INSERT INTO patchwindow_store VALUES ({version})");
    }

    // A connection string of an account of its own, with what it is granted.
    private static string Account(ServerPlace place, string name, string grants)
    {
        var settings = new NpgsqlConnectionStringBuilder(place.ConnectionString);
        var account = $"{name}_{settings.SearchPath}";
        place.Execute($"CREATE ROLE {account} LOGIN PASSWORD 'secret'; " + string.Format(null, grants, account, settings.SearchPath));
        return new NpgsqlConnectionStringBuilder(place.ConnectionString) { Username = account, Password = "secret" }.ConnectionString;
    }
}
