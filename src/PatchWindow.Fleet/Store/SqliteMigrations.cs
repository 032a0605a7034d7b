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
        var newest = migrations[migrations.Count - 1].Number;
        if (Version(connection) == newest) return;
        using var transaction = connection.BeginTransaction(deferred: false);

        // Read again: another process may have done it between the look and the lock.
        var version = Version(connection);
        if (version > newest) throw new StoreException(SqliteFaults.Newer(connection.DataSource, version, newest));
        foreach (var (number, sql) in migrations.Where(m => m.Number > version))
        {
            Execute(connection, transaction, sql);
            Execute(connection, transaction, "PRAGMA user_version = " + number.ToString(CultureInfo.InvariantCulture));
        }

        transaction.Commit();
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

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

#pragma warning disable CA2100 // The text is a migration that ships inside this assembly.
    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
