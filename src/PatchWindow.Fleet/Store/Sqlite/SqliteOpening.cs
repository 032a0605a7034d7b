using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PatchWindow.Fleet.Store.Sqlite;

/// <summary>
/// Opens a store's file as far as this user may: to write it, and else to read it. SQLite keeps it with a rollback journal and
/// not with a write-ahead log: a log can only be read by who may write beside the file, and listing works for any user. A
/// reader so never has an old picture: it waits for a commit, and refuses where one was broken off.
/// </summary>
internal static class SqliteOpening
{
    /// <summary>What a connection string says; it is never quoted, because it may hold a password.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static SqliteConnectionStringBuilder Settings(string connectionString)
    {
        SqliteConnectionStringBuilder settings;
        try
        {
            // No pool: a store that was closed leaves no handle on its file.
            settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, ForeignKeys = true };
        }
        catch (ArgumentException e)
        {
            throw new StoreException(SqliteFaults.ConnectionString(e), e);
        }

        if (settings.DataSource.Length == 0) throw new StoreException(SqliteFaults.ConnectionString(null));
        if (settings.Password.Length > 0) throw new StoreException(SqliteFaults.Encryption(settings.DataSource));
        return settings;
    }

    /// <summary>Opens the file, makes it where there is none, and brings it up to date.</summary>
    /// <returns>The connection, and why nothing can be written through it; null where it can.</returns>
    public static (SqliteConnection Connection, Finding? WriteRefusal) Open(SqliteConnectionStringBuilder settings)
    {
        var place = settings.DataSource;
        if (settings.Mode == SqliteOpenMode.ReadWriteCreate && IsFile(place) && NewStoreFile.IsMissing(Path.GetFullPath(place)))
        {
            try
            {
                NewStoreFile.Make(Path.GetFullPath(place));
            }
            catch (Exception e) when (e is UnauthorizedAccessException || IsReadOnlyFileSystem(e))
            {
                return (Nothing(), SqliteFaults.NotWritable(place, "it is not there yet, and this user may not make it"));
            }
        }

        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();

            // Looked at before anything is written: a database that is not ours stays as it is.
            var version = SqliteMigrations.Check(connection);
            if (raw.sqlite3_db_readonly(connection.Handle, "main") == 0)
            {
                // EXTRA: after a power cut a commit is still one; FULL does not flush the folder that the journal lay in.
                Execute(connection, "PRAGMA synchronous = EXTRA");
                SqliteMigrations.Apply(connection);
                return (connection, null);
            }

            var refusal = settings.Mode == SqliteOpenMode.ReadOnly
                ? SqliteFaults.NotWritable(connection.DataSource, "its connection string says Mode=ReadOnly", "Take that out of the connection string.")
                : SqliteFaults.NotWritable(connection.DataSource, "this user may only read it");
            if (version > 0)
            {
                if (version < SqliteMigrations.Newest) throw new StoreException(SqliteFaults.Older(connection.DataSource, version, SqliteMigrations.Newest));
                return (connection, refusal);
            }

            // Somebody is just making it.
            connection.Dispose();
            return (Nothing(), refusal);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // To who may not make a store, it is one in which nothing was written yet.
    private static SqliteConnection Nothing()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteMigrations.Apply(connection);
        return connection;
    }

    // SQLite takes URIs as well (https://sqlite.org/uri.html), whose files are not ours to make.
    private static bool IsFile(string dataSource) =>
        dataSource != ":memory:" && !dataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    // EROFS, which .NET has no exception for.
    private static bool IsReadOnlyFileSystem(Exception e) => Path.DirectorySeparatorChar == '/' && e is IOException { HResult: 30 };

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
