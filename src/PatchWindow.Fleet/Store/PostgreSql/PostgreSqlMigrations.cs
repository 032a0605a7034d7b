using System.Globalization;
using Npgsql;

namespace PatchWindow.Fleet.Store.PostgreSql;

/// <summary>Brings a store on PostgreSQL up to date: numbered SQL files, each applied once, all in one transaction under a lock.</summary>
internal static class PostgreSqlMigrations
{
    // "PWST", as in the header of a SQLite store.
    private const long Lock = 0x50575354;

    private static readonly StoreMigrations Migrations = new("PostgreSql");

    /// <summary>The number of the last migration that this version knows.</summary>
    public static int Newest => Migrations.Newest;

    /// <summary>Applies what is missing.</summary>
    /// <returns>Why nothing can be written; null where it can.</returns>
    /// <exception cref="StoreException">It is from a newer version or another program's; or from an older one, and this user may not change it.</exception>
    public static Finding? Apply(NpgsqlDataSource source, string location)
    {
        using var connection = source.OpenConnection();
        var (version, refusal) = (Check(connection, location), Refusal(connection, location));
        if (version == Newest) return refusal ?? TableRefusal(connection, location);
        if (refusal is not null) throw new StoreException(version == 0 ? refusal : PostgreSqlFaults.Older(location, version, Newest));
        using var transaction = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock({Lock.ToString(CultureInfo.InvariantCulture)})");

        // Read again: another process may have done it between the look and the lock.
        version = Check(connection, location);
        if (version == 0) Execute(connection, "CREATE TABLE IF NOT EXISTS patchwindow_store (version integer NOT NULL)");
        foreach (var (number, sql) in Migrations.After(version))
        {
            Execute(connection, sql);
            Execute(connection, "DELETE FROM patchwindow_store");
            Execute(connection, $"INSERT INTO patchwindow_store VALUES ({number.ToString(CultureInfo.InvariantCulture)})");
        }

        transaction.Commit();
        return null;
    }

    // The number of the last migration applied, 0 for none. Refuses a schema that is not ours; reads only.
    private static int Check(NpgsqlConnection connection, string location)
    {
        // One statement, so that it sees one moment: another process may be making it.
        var tables = Ask<string>(connection,
            """
            SELECT CASE WHEN current_schema() IS NULL THEN 'none' WHEN count(*) = 0 THEN 'empty' WHEN bool_or(relname = 'patchwindow_store') THEN 'ours' ELSE 'foreign' END
            FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v')
            """);
        if (tables == "empty") return 0;
        if (tables != "ours") throw new StoreException(tables == "none" ? PostgreSqlFaults.NoSchema(location) : PostgreSqlFaults.Foreign(location));
        var version = Ask<int>(connection, "SELECT coalesce(max(version), 0) FROM patchwindow_store");
        return version <= Newest ? version : throw new StoreException(PostgreSqlFaults.Newer(location, version, Newest));
    }

    private static Finding? Refusal(NpgsqlConnection connection, string location) =>
        Ask<bool>(connection, "SELECT pg_is_in_recovery()") ? PostgreSqlFaults.NotWritable(location, "the server is a standby", "Name the primary, or add Target Session Attributes=primary.")
        : Ask<bool>(connection, "SELECT current_setting('default_transaction_read_only')::bool") ? PostgreSqlFaults.NotWritable(location, "its transactions are read-only by default (default_transaction_read_only)", null)
        : null;

    private static Finding? TableRefusal(NpgsqlConnection connection, string location) => Ask<bool>(connection, "SELECT has_table_privilege('step', 'INSERT')")
        ? null
        : PostgreSqlFaults.NotWritable(location, "this account may only read it", "Connect with another account, or GRANT it SELECT, INSERT, UPDATE and DELETE on the tables.");

#pragma warning disable CA2100 // The text is a constant, or a migration that ships inside this assembly.
    private static T Ask<T>(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return (T)command.ExecuteScalar()!;
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        _ = command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
