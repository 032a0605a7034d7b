using System.Globalization;
using Npgsql;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.PostgreSql;
using PatchWindow.Fleet.Tests.Store;
using PatchWindow.PostgreSql;

[assembly: AssemblyFixture(typeof(ServerFixture))]

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>One PostgreSQL server for all tests of the program.</summary>
public sealed class ServerFixture : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> server = new(PostgreSqlServer.StartAsync);

    /// <summary>The server; the test is skipped where there cannot be one.</summary>
    public async Task<PostgreSqlServer> ServerAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.WhyNot is not null, PostgreSqlServer.WhyNot ?? "");
        return await server.Value;
    }

    /// <summary>An empty place for one test.</summary>
    internal async Task<ServerPlace> PlaceAsync() => new((await ServerAsync()).NewPlace());

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated) await (await server.Value).DisposeAsync();
    }
}

/// <summary>A store in a schema of its own on a real PostgreSQL.</summary>
internal sealed class ServerPlace(string connectionString) : IStorePlace
{
    private readonly List<PatchStore> opened = [];

    public string ConnectionString => connectionString;

    public PatchStore Open()
    {
        var store = PostgreSqlStore.Open(connectionString);
        lock (opened) opened.Add(store);
        return store;
    }

    public string? Ask(string sql) => Run(sql, c => Convert.ToString(c.ExecuteScalar(), CultureInfo.InvariantCulture));

    public void Execute(string sql) => Run(sql, c => c.ExecuteNonQuery());

    public void Dispose()
    {
        foreach (var store in opened) store.Dispose();
    }

#pragma warning disable CA2100 // The tests' own text.
    private T Run<T>(string sql, Func<NpgsqlCommand, T> run)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return run(command);
    }
#pragma warning restore CA2100
}
