using System.Data.Common;

namespace PatchWindow.Fleet.Store;

/// <summary>One transaction on a database, or one moment that is read of it. Parameters are written <c>@name</c>.</summary>
internal abstract class StoreUnit(DbConnection connection, DbTransaction? transaction)
{
    /// <summary>The database's own clock, by which leases end: runners' clocks differ.</summary>
    public abstract DateTimeOffset Now();

    /// <summary>A column or parameter with a name in it that letter case does not tell apart, such as a host's.</summary>
    public abstract string Key(string text);

    /// <summary>The words after a SELECT that take its rows for this transaction, and pass over those that another one has.</summary>
    public abstract string ForUpdateSkipLocked { get; }

    /// <summary>Waits until no other change holds any of these; they are held until the end of this one.</summary>
    public abstract void Hold(params StoreScope[] scopes);

    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? Moment(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : Moments.Read(reader.GetString(column));

#pragma warning disable CA2100 // Every text is a constant of this folder; what varies is a parameter.
    private DbCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            _ = command.Parameters.Add(parameter);
        }

        return command;
    }
#pragma warning restore CA2100
}
