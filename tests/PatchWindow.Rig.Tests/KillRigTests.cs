using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using PatchWindow.PostgreSql;
using PatchWindow.Rig;

namespace PatchWindow.Rig.Tests;

/// <summary>
/// Real runners on a real PostgreSQL and real hosts, each killed with SIGKILL, at every move of the journal and at any moment; and what must be true whatever happens.
/// PATCHWINDOW_KILLS is how many are killed.
/// </summary>
public sealed class KillRigTests(RigFixture rig)
{
    private const int Hosts = 10, Budget = 6, AtOnce = 2;

    private static readonly string[] Packages = ["pw-sec", "pw-fix", "pw-multi", "pw-needs", "pw-swallowed", "pw-epoch", "pw-plain", "pw-conf"];

    // Every state that a runner can be in when it is gone; in most of its life it applies.
    private static readonly string[] Moves = ["Claimed", "Checked", "Applying", "Verifying", "Succeeded", "Unknown", "Applying", "Checked", "after"];

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("PATCHWINDOW_KILLS") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public async Task However_runners_are_killed_no_budget_is_exceeded_and_nothing_is_applied_twice()
    {
        Assert.SkipWhen(PostgreSqlServer.WhyNot is not null, PostgreSqlServer.WhyNot ?? "");
        var seed = int.Parse(Environment.GetEnvironmentVariable("PATCHWINDOW_KILL_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"PATCHWINDOW_KILL_SEED={seed}");
        var random = new Random(seed);
        await using var server = await PostgreSqlServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("patchwindow-kills-").FullName;
        var lent = new List<LentHost>();
        for (var i = 0; i < Hosts; i++) lent.Add(await rig.LendAsync());
        var (killed, started, rounds) = (new Dictionary<string, int>(), 0, 0);
        try
        {
            while (killed.Values.Sum() < Kills)
            {
                // A fresh database and fresh hosts for as many rounds as there are packages.
                var store = server.NewPlace();
                foreach (var host in lent) await PrepareAsync(host);
                for (var round = 0; round < Packages.Length && killed.Values.Sum() < Kills; round++, rounds++)
                {
                    var configuration = await ConfigureAsync(folder, lent, Packages[round], round);
                    await RunAsync(configuration, store, round + 1, random, killed, () => started++);
                    Audit(store, round + 1);
                    await AuditHostsAsync(lent, store, Packages[round]);
                }
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Replay with PATCHWINDOW_KILL_SEED={seed}.", e);
        }
        finally
        {
            foreach (var host in lent) await host.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        TestContext.Current.SendDiagnosticMessage($"{killed.Values.Sum()} of {started} runners killed in {rounds} runs of {Hosts} hosts: {string.Join(", ", killed.OrderBy(k => k.Key).Select(k => $"{k.Value} {k.Key}"))}");
        if (Kills >= 200) Assert.All(Moves.Distinct(), m => Assert.True(killed.GetValueOrDefault(m) > 0, $"none was killed at {m}"));
    }

    // Until the run has ended: some runners at once, each doomed; the last ones are let live.
    private static async Task RunAsync(string configuration, string store, int runs, Random random, Dictionary<string, int> killed, Action starting)
    {
        var running = new List<(Process Process, string Move)>();
        var left = 60;
        while (true)
        {
            while (running.Count < AtOnce)
            {
                var move = left-- > 0 ? Moves[random.Next(Moves.Length)] : "";
                string[] fate = move.Length == 0 ? [] : move == "after" ? [move, random.Next(250, 1200).ToString(CultureInfo.InvariantCulture)] : [move, random.Next(1, 3).ToString(CultureInfo.InvariantCulture)];
                var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PatchWindow.Runner.dll"), configuration, "5", .. fate]) { RedirectStandardError = true };
                start.Environment["PATCHWINDOW__store__provider"] = "postgresql";
                start.Environment["PATCHWINDOW__store__connectionString"] = store;
                running.Add((Process.Start(start)!, move));
                starting();
            }

            var ended = await Task.WhenAny(running.Select(r => r.Process.WaitForExitAsync(TestContext.Current.CancellationToken)));
            await ended;
            foreach (var (process, move) in running.Where(r => r.Process.HasExited).ToList())
            {
                var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                Assert.True(process.ExitCode is 0 or 137, $"{process.ExitCode}: {said}");
                if (process.ExitCode == 137) killed[move] = killed.GetValueOrDefault(move) + 1;
                _ = running.RemoveAll(r => r.Process == process);
                process.Dispose();
            }

            if (Ask(store, "SELECT count(*) FROM run WHERE ended IS NOT NULL") == runs)
            {
                foreach (var (process, _) in running)
                {
                    await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                    process.Dispose();
                }

                return;
            }

            Assert.True(left > -200, "the run does not come to its end");
        }
    }

    // By the tables alone, and by what a trigger of the test's own has counted at every change of a step.
    private static void Audit(string store, int runs)
    {
        Assert.Equal(runs, Ask(store, "SELECT count(*) FROM run WHERE state = 'Ended'"));
        Assert.Equal(0, Ask(store, "SELECT count(*) FROM step WHERE ended IS NULL"));
        Assert.Equal(0, Ask(store, "SELECT count(*) FROM hold"));

        // Skipped is only what was announced and had not been sent when its runner was gone: the host has refused that name since.
        Assert.Equal(Hosts * runs, Ask(store, "SELECT count(*) FROM step WHERE state = 'Succeeded'")
            + Ask(store, "SELECT count(*) FROM step s WHERE state = 'Skipped' AND EXISTS (SELECT 1 FROM journal j WHERE j.step = s.id AND j.state = 'Applying')"));
        Assert.InRange(Ask(store, "SELECT max(at_once) FROM audit"), 2, Budget);
        Assert.Equal(0, Ask(store, "SELECT count(*) FROM (SELECT step FROM journal WHERE state = 'Applying' AND message NOT LIKE 'the hook%' GROUP BY step HAVING count(*) > 1) AS twice"));
        Assert.Equal(0, Ask(store, "SELECT count(*) FROM (SELECT step, max(sequence) - count(*) AS holes FROM journal GROUP BY step HAVING max(sequence) <> count(*)) AS broken"));
    }

    private static async Task AuditHostsAsync(IEnumerable<LentHost> hosts, string store, string package)
    {
        foreach (var host in hosts)
        {
            var succeeded = Ask(store, $"SELECT count(*) FROM step s JOIN step_patch p ON p.step = s.id WHERE p.name = '{package}' AND s.host = '{host.Name}' AND s.state = 'Succeeded'");
            Assert.Equal(succeeded.ToString(CultureInfo.InvariantCulture), (await host.Host.MustAsync($"grep -c -w -e {package} /var/applied || :")).Trim());
        }
    }

    private static async Task PrepareAsync(LentHost lent)
    {
        await lent.Host.ResetAsync();
        await File.WriteAllTextAsync($"{lent.Host.Root}/usr/local/bin/apt-get", """
            #!/bin/sh
            case "$*" in *--no-remove*) echo "$*" >>/var/applied ;; esac
            exec /usr/bin/apt-get "$@"

            """, TestContext.Current.CancellationToken);
        _ = await lent.Host.MustAsync("chmod 755 /usr/local/bin/apt-get; : >/var/applied");
    }

    private async Task<string> ConfigureAsync(string folder, IEnumerable<LentHost> hosts, string package, int round)
    {
        var path = Path.Combine(folder, $"round{round}.json");
        var listed = string.Join(", ", hosts.Select(h => $$"""{ "name": "{{h.Name}}" }"""));

        // Another window each round, so another run.
        await File.WriteAllTextAsync(path, $$"""
            {
              "ssh": { "configFile": {{JsonSerializer.Serialize((await rig.RigAsync()).SshConfigPath)}}, "controlPersist": "30s", "connectTimeout": "5s" },
              "hosts": [ {{listed}} ],
              "policies": { "all": { "targets": "name like *", "timeZone": "UTC", "schedules": [ { "text": "{{DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}} 00:0{{round}} for 96h" } ],
                "approve": { "include": [ "{{package}}" ] }, "rollout": { "budgets": [ { "max": {{Budget}} } ] }, "estimate": { "host": "10s" } } }
            }
            """);
        return path;
    }

    private static long Ask(string store, string sql)
    {
        using var connection = new NpgsqlConnection(store);
        connection.Open();
        using (var made = new NpgsqlCommand("SELECT to_regclass('step') IS NOT NULL AND to_regclass('audit') IS NULL", connection))
        {
            if (made.ExecuteScalar() is true) Watch(connection);
        }

        using (var made = new NpgsqlCommand("SELECT to_regclass('run') IS NULL", connection))
        {
            if (made.ExecuteScalar() is true) return 0;
        }

#pragma warning disable CA2100 // The test's own text.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar() is DBNull or null ? 0 : command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Watch(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            """
            CREATE TABLE audit (at_once bigint);
            CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO audit SELECT count(*) FROM step WHERE ended IS NULL AND state <> 'Planned';
                RETURN NULL;
            END $$;
            CREATE TRIGGER audit AFTER UPDATE ON step FOR EACH STATEMENT EXECUTE FUNCTION audit();
            """, connection);
        _ = command.ExecuteNonQuery();
    }
}
