using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PatchWindow.PostgreSql;

/// <summary>A server on this machine alone, for tests. It ends with the process that started it, however that ends.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly string? Programs = FindPrograms();

    private readonly Process keeper;
    private readonly NpgsqlConnectionStringBuilder settings;
    private int places;

    private PostgreSqlServer(Process keeper, NpgsqlConnectionStringBuilder settings) => (this.keeper, this.settings) = (keeper, settings);

    /// <summary>Why there can be none; null where there can.</summary>
    public static string? WhyNot => Programs is null
        ? "PostgreSQL is not here: apt-get install postgresql"
        : Environment.UserName == "root" && !File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal))
            ? "PostgreSQL does not run as root, and there is no account postgres"
            : null;

    /// <summary>The connection string of its first database, with the password.</summary>
    public string ConnectionString => settings.ConnectionString;

    /// <summary>The account's password, to be looked for where it must not be.</summary>
    public string Password => settings.Password!;

    public int Port => settings.Port;

    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static async Task<PostgreSqlServer> StartAsync()
    {
        if (WhyNot is { } reason) throw new InvalidOperationException(reason);
        var (folder, port, password) = (Directory.CreateTempSubdirectory("patchwindow-postgresql-").FullName, FreePort(), Guid.NewGuid().ToString("N"));
        var start = new ProcessStartInfo("setsid", ["sh", Path.Combine(AppContext.BaseDirectory, "PostgreSql", "server.sh"), Programs!, folder, port.ToString(CultureInfo.InvariantCulture), password])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var keeper = Process.Start(start)!;
        if (await keeper.StandardOutput.ReadLineAsync() != "ready")
        {
            var log = Path.Combine(folder, "log");
            throw new InvalidOperationException($"PostgreSQL did not start: {await keeper.StandardError.ReadToEndAsync()} {(File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
        }

        return new PostgreSqlServer(keeper, new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Database = "postgres", Username = "patchwindow", Password = password });
    }

    /// <summary>A connection string to an empty place on it: a schema of its own.</summary>
    public string NewPlace()
    {
        var name = $"place{Interlocked.Increment(ref places)}";
        using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A name of our own.
        command.CommandText = $"CREATE SCHEMA {name}";
#pragma warning restore CA2100
        _ = command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(settings.ConnectionString) { SearchPath = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        return versions.Select(v => Path.Combine(v, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb")) && File.Exists(Path.Combine(b, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
