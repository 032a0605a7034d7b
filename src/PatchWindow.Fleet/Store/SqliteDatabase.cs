using Microsoft.Data.Sqlite;

namespace PatchWindow.Fleet.Store;

/// <summary>
/// One connection to the store's file: queries, and changes in transactions that take the write lock at once. Steps on many hosts share
/// it; one thread has it at a time.
/// </summary>
internal sealed class SqliteDatabase(SqliteConnection connection, string location, Finding? writeRefusal) : IDisposable
{
    private readonly object use = new();

    public string Location => location;

    public Finding? WriteRefusal => writeRefusal;

    public void Dispose() => connection.Dispose();

    public T Read<T>(Func<T> query)
    {
        lock (use) return SqliteFaults.Guard(location, query);
    }

    public T Read<T>(Func<StoreUnit, T> query) => Read(() => query(new StoreUnit(this)));

    public T Change<T>(Func<StoreUnit, T> work) => Change(() => work(new StoreUnit(this)));

    public T Change<T>(Func<T> work) => writeRefusal is { } refusal ? throw new StoreException(refusal) : Read(() =>
    {
        // Not deferred: the write lock is taken at once (BEGIN IMMEDIATE), so that what is read stays true until the commit.
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work();
        transaction.Commit();
        return result;
    });

    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? Moment(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : Moments.Read(reader.GetString(column));

#pragma warning disable CA2100 // Every text is a constant of this folder; what varies is a parameter.
    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
#pragma warning restore CA2100
}
