using System.Data.Common;

namespace PatchWindow.Fleet.Store;

/// <summary>One transaction, or one moment that is read.</summary>
#pragma warning disable CA1822
internal sealed class StoreUnit(SqliteDatabase database)
{
    public string ForUpdateSkipLocked => "";

    public DateTimeOffset Now() => DateTimeOffset.UtcNow;

    public string HostKey(string text) => text;

    public void Hold(params StoreScope[] scopes) => _ = scopes;

    public int Execute(string sql, params (string Name, object? Value)[] parameters) => database.Execute(sql, parameters);

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters) => database.Query(sql, read, parameters);

    public static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? Moment(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : Moments.Read(reader.GetString(column));
}

internal readonly record struct StoreScope(string Name)
{
    public static StoreScope WorkOf(string policy) => new("work " + policy);

    public static StoreScope StepsOf(string host) => new("steps " + host);
}
