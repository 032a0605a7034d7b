namespace PatchWindow.Fleet.Store.Sqlite;

/// <summary>The store in one SQLite file: rollback journal, synchronous=EXTRA, every change in a BEGIN IMMEDIATE transaction.</summary>
public static class SqliteStore
{
    /// <summary>
    /// Opens the store, makes it where there is none, and brings it up to date. Who may not write it may still read it.
    /// </summary>
    /// <param name="connectionString">As Microsoft.Data.Sqlite takes it.</param>
    /// <param name="clock">The clock by which leases end; null is the system's.</param>
    /// <exception cref="StoreException">It cannot be read, is damaged, another program's, or was written by a newer version.</exception>
    public static PatchStore Open(string connectionString, Func<DateTimeOffset>? clock = null)
    {
        var settings = SqliteOpening.Settings(connectionString);
        var (connection, refusal) = SqliteFaults.Guard(settings.DataSource, () => SqliteOpening.Open(settings));
        return new PatchStore(new SqliteDatabase(connection, refusal?.Path ?? connection.DataSource, refusal, clock ?? (() => DateTimeOffset.UtcNow)));
    }
}
