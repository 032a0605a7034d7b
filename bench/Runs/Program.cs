using System.Diagnostics;
using System.Globalization;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using PatchWindow.Bench.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.PostgreSql;
using PatchWindow.Fleet.Store.Sqlite;
using PatchWindow.PostgreSql;

// STEPS SECONDS
var (steps, seconds) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
const int budget = 200;
var runner = RunnerIdentity.OfThisProcess();
await using var server = await PostgreSqlServer.StartAsync();
Console.WriteLine($"{steps} steps, a budget of {budget}, {seconds} s each, {Environment.ProcessorCount} processors; PostgreSQL with fsync off for both\n");
Console.WriteLine("| runners | bare PostgreSQL | PostgreSQL | of bare | SQLite |\n|---|---|---|---|---|");
foreach (var runners in new[] { 1, 8, 40 })
{
    var bare = server.NewPlace();
    BareClaimer.Fill(bare, steps);
    var place = server.NewPlace();
    using var folder = new Scratch();
    using var first = PostgreSqlStore.Open(place);
    var terms = StoreClaimer.Fill(first, sql => Execute(Opened(place), sql), steps, budget);
    Execute(Opened(place), "ANALYZE");

    using var file = SqliteStore.Open(folder.ConnectionString);
    _ = StoreClaimer.Fill(file, sql => Execute(new SqliteConnection(folder.ConnectionString), sql), steps, budget);
    var rates = new[]
    {
        Measure(() => new BareClaimer(Opened(bare), budget)),
        Measure(() => new StoreClaimer(PostgreSqlStore.Open(place), terms, runner)),
        Measure(() => new StoreClaimer(SqliteStore.Open(folder.ConnectionString), terms, runner)),
    };
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {runners} | {rates[0]:0}/s | {rates[1]:0}/s | {rates[1] / rates[0]:0.00} | {rates[2]:0}/s |"));

    double Measure(Func<IClaimer> open)
    {
        var (claimed, watch) = (0, new Stopwatch());
        using var ready = new Barrier(runners + 1);
        var threads = Enumerable.Range(0, runners).Select(_ => new Thread(() =>
        {
            using var claimer = open();
            ready.SignalAndWait();
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                try
                {
                    if (claimer.Claim() is not { } step) continue;
                    _ = Interlocked.Increment(ref claimed);
                    claimer.End(step);
                }
                catch (StoreException e) when (e.Finding.Code == "StoreBusy")
                {
                    // SQLite gives a writer up that has waited for long.
                }
            }
        })).ToList();
        foreach (var thread in threads) thread.Start();
        ready.SignalAndWait();
        watch.Start();
        foreach (var thread in threads) thread.Join();
        return claimed / watch.Elapsed.TotalSeconds;
    }
}

return 0;

static void Execute(DbConnection connection, string sql)
{
    using (connection)
    {
        if (connection.State == System.Data.ConnectionState.Closed) connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program.
        command.CommandText = sql;
#pragma warning restore CA2100
        _ = command.ExecuteNonQuery();
    }
}

static NpgsqlConnection Opened(string place)
{
    var connection = new NpgsqlConnection(place);
    connection.Open();
    return connection;
}

internal sealed class Scratch : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-bench-").FullName;

    public string ConnectionString => $"Data Source={Path.Combine(folder, "store.db")}";

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
