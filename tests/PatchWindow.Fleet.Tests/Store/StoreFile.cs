using System.Globalization;
using Microsoft.Data.Sqlite;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.Sqlite;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>A store in a file of its own.</summary>
internal sealed class StoreFile : IStorePlace
{
    private readonly List<PatchStore> opened = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("patchwindow-store-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "patchwindow.db");

    public string ConnectionString => "Data Source=" + Path;

    /// <summary>A connection of its own to the file.</summary>
    public PatchStore Open()
    {
        var store = SqliteStore.Open(ConnectionString);
        lock (opened) opened.Add(store);
        return store;
    }

    /// <summary>What the file answers to a query, asked beside every store.</summary>
    public string? Ask(string sql) => Run(sql, c => Convert.ToString(c.ExecuteScalar(), CultureInfo.InvariantCulture));

    public void Execute(string sql) => Run(sql, c => c.ExecuteNonQuery());

    /// <summary>Makes it as an older version has left it: with its first migrations alone.</summary>
    public void MakeOlder(int version)
    {
        var assembly = typeof(PatchStore).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Sqlite.", StringComparison.Ordinal)).Order().Take(version))
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(name)!);
            Execute(text.ReadToEnd());
        }

        Execute($"PRAGMA application_id = 1347900244; PRAGMA user_version = {version}");
    }

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
