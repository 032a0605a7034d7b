using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PatchWindow.Fleet.Store;

/// <summary>Brings a SQLite store up to date: numbered SQL files, each applied once, all in one transaction under the write lock.</summary>
internal static class SqliteMigrations
{
    /// <summary>Applies what is missing; user_version holds the number of the last one applied.</summary>
    /// <exception cref="StoreException">The store is from a newer version.</exception>
    public static void Apply(SqliteConnection connection)
    {
        var migrations = Embedded();
        if (Version(connection) == migrations[migrations.Count - 1].Number) return;
        using var transaction = connection.BeginTransaction(deferred: false);

        // Read again: another process may have done it between the look and the lock.
        Check(connection);
        var version = Version(connection);
        foreach (var (number, sql) in migrations.Where(m => m.Number > version))
        {
            Execute(connection, transaction, sql);
            Execute(connection, transaction, "PRAGMA user_version = " + number.ToString(CultureInfo.InvariantCulture));
        }

        transaction.Commit();
    }

    /// <summary>Refuses a database that is not ours to migrate; reads only.</summary>
    /// <exception cref="StoreException">It is from a newer version, or another program's.</exception>
    public static void Check(SqliteConnection connection)
    {
        // One statement, so that it sees one moment: another process may be migrating.
        var version = Scalar(connection,
            "SELECT CASE WHEN user_version = 0 AND EXISTS (SELECT 1 FROM sqlite_master) THEN -1 ELSE user_version END FROM pragma_user_version");
        var migrations = Embedded();
        var newest = migrations[migrations.Count - 1].Number;
        if (version > newest) throw new StoreException(SqliteFaults.Newer(connection.DataSource, version, newest));
        if (version < 0) throw new StoreException(SqliteFaults.Foreign(connection.DataSource));
    }

    private static List<(int Number, string Sql)> Embedded()
    {
        var assembly = typeof(SqliteMigrations).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
                .Select(n => (int.Parse(n.Substring(0, 4), CultureInfo.InvariantCulture), ReadAll(assembly.GetManifestResourceStream(n)!)))
                .OrderBy(m => m.Item1),
        ];
    }

    private static string ReadAll(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static int Version(SqliteConnection connection) => Scalar(connection, "PRAGMA user_version");

#pragma warning disable CA2100 // The text is a constant, or a migration that ships inside this assembly.
    private static int Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
