using System.Data;
using Npgsql;

namespace PatchWindow.Fleet.Store.PostgreSql;

/// <summary>A database on a server. Each unit has a connection of its own, of a pool.</summary>
/// <param name="source">The pool.</param>
/// <param name="location">The place, for messages.</param>
/// <param name="writeRefusal">Why nothing can be written; null where nothing is known to forbid it.</param>
internal sealed class PostgreSqlDatabase(NpgsqlDataSource source, string location, Finding? writeRefusal) : StoreDatabase
{
    public override string Location => location;

    public override Finding? WriteRefusal => writeRefusal;

    public override void Dispose() => source.Dispose();

    public override T Read<T>(Func<StoreUnit, T> query) => PostgreSqlFaults.Guard(location, () =>
    {
        using var connection = source.OpenConnection();

        // One picture for all its queries.
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        var result = query(new PostgreSqlUnit(connection, transaction));
        transaction.Commit();
        return result;
    });

    public override T Change<T>(Func<StoreUnit, T> work) => writeRefusal is { } refusal ? throw new StoreException(refusal) : PostgreSqlFaults.Guard(location, () =>
    {
        using var connection = source.OpenConnection();

        // What one change must not do beside another it holds; within that the newest rows are the true ones.
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        var result = work(new PostgreSqlUnit(connection, transaction));
        try
        {
            transaction.Commit();
        }
        catch (Exception e) when (e is NpgsqlException and not PostgresException || e is IOException)
        {
            throw new StoreException(PostgreSqlFaults.CommitUnknown(location, e), e);
        }

        return result;
    });
}
