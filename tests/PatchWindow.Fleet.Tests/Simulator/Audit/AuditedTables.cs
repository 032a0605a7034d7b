using System.Globalization;
using Microsoft.Data.Sqlite;
using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Tests.Simulator.Audit;

/// <summary>The store's tables, read beside production by a connection of one's own.</summary>
internal sealed class AuditedTables : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand steps, runs, journal, work;

    public AuditedTables(string connectionString)
    {
        connection = new SqliteConnection(connectionString);
        connection.Open();
        steps = Prepare(
            "SELECT id, run, host, state, runner || '/' || process_id, epoch, ended, coalesce(ring, 0), forgiven, replaced, override_reason IS NOT NULL, lease_until FROM step ORDER BY id");
        runs = Prepare("SELECT id, policy, state, ended FROM run");
        journal = Prepare("SELECT sequence, state, time FROM journal WHERE step = @step ORDER BY sequence", "@step");
        work = Prepare("SELECT name, version FROM step_patch WHERE step = @step", "@step");
    }

    public List<StepRow> Steps() => Read(steps, null, r => new StepRow
    {
        Id = r.GetString(0),
        Run = r.IsDBNull(1) ? null : r.GetString(1),
        Host = r.GetString(2),
        State = Enum.Parse<StepState>(r.GetString(3)),
        Owner = r.GetString(4),
        Epoch = r.GetInt64(5),
        Ended = r.IsDBNull(6) ? null : r.GetString(6),
        Ring = r.GetInt32(7),
        IsForgiven = r.GetBoolean(8),
        IsReplaced = r.GetBoolean(9),
        IsOverridden = r.GetBoolean(10),
        LeaseUntil = r.IsDBNull(11) ? null : r.GetString(11),
    });

    public List<RunRow> Runs() => Read(runs, null, r => new RunRow(r.GetString(0), r.GetString(1), Enum.Parse<RunState>(r.GetString(2)), r.IsDBNull(3) ? null : r.GetString(3)));

    public List<EntryRow> Journal(string step) => Read(journal, step, r => new EntryRow(r.GetInt32(0), Enum.Parse<StepState>(r.GetString(1)), Moment(r.GetString(2))));

    /// <summary>What a step is to install.</summary>
    public List<PackageVersion> Work(string step) => Read(work, step, r => new PackageVersion(r.GetString(0), r.GetString(1)));

    public void Dispose()
    {
        foreach (var command in new[] { steps, runs, journal, work }) command.Dispose();
        connection.Dispose();
    }

#pragma warning disable CA2100 // Constants of this file.
    private SqliteCommand Prepare(string sql, string? parameter = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (parameter is not null) _ = command.Parameters.Add(parameter, SqliteType.Text);
        command.Prepare();
        return command;
    }
#pragma warning restore CA2100

    private static List<T> Read<T>(SqliteCommand command, string? parameter, Func<SqliteDataReader, T> read)
    {
        if (parameter is not null) command.Parameters[0].Value = parameter;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
