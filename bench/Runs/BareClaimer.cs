using Npgsql;

namespace PatchWindow.Bench.Runs;

/// <summary>The bare transaction: lock the budget's row, count what is claimed, take a step, stamp it. No journal, no rings, no leases by name.</summary>
internal sealed class BareClaimer(NpgsqlConnection connection, int budget) : IClaimer
{
    public string? Claim()
    {
        using var transaction = connection.BeginTransaction();
        Execute("SELECT 1 FROM budget WHERE key = 'all' FOR UPDATE");
        if ((long)Scalar("SELECT count(*) FROM step WHERE state = 'claimed'")! >= budget) return null;
        var step = Scalar("SELECT id FROM step WHERE state = 'planned' ORDER BY ordinal LIMIT 1 FOR UPDATE SKIP LOCKED") as string;
        if (step is null) return null;
        using (var command = new NpgsqlCommand("UPDATE step SET state = 'claimed', epoch = epoch + 1, lease_until = clock_timestamp() + interval '2 minutes' WHERE id = @id", connection))
        {
            _ = command.Parameters.AddWithValue("id", step);
            _ = command.ExecuteNonQuery();
        }

        transaction.Commit();
        return step;
    }

    public void End(string step)
    {
        using var command = new NpgsqlCommand("UPDATE step SET state = 'done' WHERE id = @id", connection);
        _ = command.Parameters.AddWithValue("id", step);
        _ = command.ExecuteNonQuery();
    }

    public void Dispose() => connection.Dispose();

    public static void Fill(string place, int steps)
    {
        using var connection = new NpgsqlConnection(place);
        connection.Open();
        using var command = new NpgsqlCommand(
            $"""
            CREATE TABLE budget (key text PRIMARY KEY); INSERT INTO budget VALUES ('all');
            CREATE TABLE step (id text PRIMARY KEY, host text NOT NULL, ordinal integer NOT NULL, state text NOT NULL, epoch bigint NOT NULL DEFAULT 0, lease_until timestamptz);
            INSERT INTO step SELECT 's' || i, 'host' || i, i, 'planned' FROM generate_series(1, {steps}) i;
            CREATE INDEX step_planned ON step (ordinal) WHERE state = 'planned'; CREATE INDEX step_claimed ON step (state) WHERE state = 'claimed'; ANALYZE;
            """, connection);
        _ = command.ExecuteNonQuery();
    }

    private void Execute(string sql) => _ = Scalar(sql);

#pragma warning disable CA2100 // Constants of this file.
    private object? Scalar(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
#pragma warning restore CA2100
}
