using System.Globalization;
using Microsoft.Data.Sqlite;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>A store in a file of its own.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly List<SqliteStore> opened = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("patchwindow-store-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "patchwindow.db");

    public string ConnectionString => "Data Source=" + Path;

    /// <summary>A connection of its own to the file.</summary>
    public SqliteStore Open()
    {
        var store = SqliteStore.Open(ConnectionString);
        opened.Add(store);
        return store;
    }

    /// <summary>What the file answers to a query, asked beside every store.</summary>
    public string? Ask(string sql) => Run(sql, c => Convert.ToString(c.ExecuteScalar(), CultureInfo.InvariantCulture));

    public void Execute(string sql) => Run(sql, c => c.ExecuteNonQuery());

    public void Dispose()
    {
        foreach (var store in opened) store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

#pragma warning disable CA2100 // The tests' own text.
    private T Run<T>(string sql, Func<SqliteCommand, T> run)
    {
        using var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
#pragma warning restore CA2100
}
