using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PatchWindow.Fleet.Store.Sqlite;

/// <summary>Brings a SQLite store up to date: numbered SQL files, each applied once, all in one transaction under the write lock.</summary>
internal static class SqliteMigrations
{
    // "PWST". SQLite keeps it at offset 68 of the file (https://sqlite.org/fileformat.html#application_id); by it a store is
    // told from the database of another program, which may well count its own versions in user_version.
    private const int ApplicationId = 0x50575354;

    private static readonly StoreMigrations Migrations = new("Sqlite");

    /// <summary>The number of the last migration that this version knows.</summary>
    public static int Newest => Migrations.Newest;

    /// <summary>Applies what is missing; user_version holds the number of the last one applied.</summary>
    /// <exception cref="StoreException">The store is from a newer version.</exception>
    public static void Apply(SqliteConnection connection)
    {
        if (Check(connection) == Newest) return;
        using var transaction = connection.BeginTransaction(deferred: false);

        // Read again: another process may have done it between the look and the lock.
        var version = Check(connection);
        if (version == 0) Execute(connection, transaction, "PRAGMA application_id = " + ApplicationId.ToString(CultureInfo.InvariantCulture));
        foreach (var (number, sql) in Migrations.After(version))
        {
            Execute(connection, transaction, sql);
            Execute(connection, transaction, "PRAGMA user_version = " + number.ToString(CultureInfo.InvariantCulture));
        }

        transaction.Commit();
    }

    /// <summary>The number of the last migration applied, 0 for none. Refuses a database that is not ours; reads only.</summary>
    /// <exception cref="StoreException">It is from a newer version, or another program's.</exception>
    public static int Check(SqliteConnection connection)
    {
        // One statement, so that it sees one moment: another process may be migrating.
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT application_id, user_version, EXISTS (SELECT 1 FROM sqlite_master) FROM pragma_application_id, pragma_user_version";
        using var reader = command.ExecuteReader();
        _ = reader.Read();
        var (application, version, used) = (reader.GetInt32(0), reader.GetInt32(1), reader.GetBoolean(2));
        var empty = application == 0 && version == 0 && !used;
        if (application != ApplicationId && !empty) throw new StoreException(SqliteFaults.Foreign(connection.DataSource));
        if (version > Newest) throw new StoreException(SqliteFaults.Newer(connection.DataSource, version, Newest));
        return version;
    }

#pragma warning disable CA2100 // The text is a constant, or a migration that ships inside this assembly.
    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
