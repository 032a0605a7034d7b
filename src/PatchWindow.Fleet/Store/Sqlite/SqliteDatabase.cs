using Microsoft.Data.Sqlite;

namespace PatchWindow.Fleet.Store.Sqlite;

/// <summary>
/// One connection to the store's file: queries, and changes in transactions that take the write lock at once. Steps on many hosts share
/// it; one thread has it at a time.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="location">The file, for messages.</param>
/// <param name="writeRefusal">Why nothing can be written; null where nothing is known to forbid it.</param>
/// <param name="clock">The clock by which leases end.</param>
internal sealed class SqliteDatabase(SqliteConnection connection, string location, Finding? writeRefusal, Func<DateTimeOffset> clock) : StoreDatabase
{
    private readonly object use = new();

    public override string Location => location;

    public override Finding? WriteRefusal => writeRefusal;

    public override void Dispose() => connection.Dispose();

    public override T Read<T>(Func<StoreUnit, T> query)
    {
        lock (use)
        {
            return SqliteFaults.Guard(location, () =>
            {
                // So that several queries see one moment; a single one would without it.
                using var transaction = connection.BeginTransaction(deferred: true);
                return query(new Unit(connection, transaction, clock));
            });
        }
    }

    public override T Change<T>(Func<StoreUnit, T> work)
    {
        if (writeRefusal is { } refusal) throw new StoreException(refusal);
        lock (use)
        {
            return SqliteFaults.Guard(location, () =>
            {
                // Not deferred: the write lock is taken at once (BEGIN IMMEDIATE), so that what is read stays true until the commit.
                using var transaction = connection.BeginTransaction(deferred: false);
                var result = work(new Unit(connection, transaction, clock));
                transaction.Commit();
                return result;
            });
        }
    }

    private sealed class Unit(SqliteConnection connection, SqliteTransaction transaction, Func<DateTimeOffset> clock) : StoreUnit(connection, transaction)
    {
        public override DateTimeOffset Now() => clock();

        // Its columns are COLLATE NOCASE.
        public override string Key(string text) => text;

        public override string ForUpdateSkipLocked => "";

        public override void Hold(params StoreScope[] scopes)
        {
            // There is one lock, and BEGIN IMMEDIATE has taken it.
        }
    }
}
