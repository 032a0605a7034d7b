using Microsoft.Data.Sqlite;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>The store in one SQLite file: rollback journal, synchronous=EXTRA, every change in a BEGIN IMMEDIATE transaction.</summary>
public sealed class SqliteStore : IPatchStore
{
    private readonly SqliteConnection connection;

    private SqliteStore(SqliteConnection connection, string location, Finding? writeRefusal)
    {
        this.connection = connection;
        Location = location;
        WriteRefusal = writeRefusal;
    }

    public string Location { get; }

    public Finding? WriteRefusal { get; }

    /// <summary>
    /// Opens the store, makes it where there is none, and brings it up to date. Who may not write it may still read it.
    /// </summary>
    /// <exception cref="StoreException">It cannot be read, is damaged, another program's, or was written by a newer version.</exception>
    public static SqliteStore Open(string connectionString)
    {
        var settings = SqliteOpening.Settings(connectionString);
        var (connection, refusal) = SqliteFaults.Guard(settings.DataSource, () => SqliteOpening.Open(settings));
        return new SqliteStore(connection, refusal?.Path ?? connection.DataSource, refusal);
    }

    public void Dispose() => connection.Dispose();

    public IReadOnlyDictionary<(string Name, string Version), DateTimeOffset> Sight(
        string host, IReadOnlyCollection<(string Name, string Version)> patches, DateTimeOffset now)
    {
        if (WriteRefusal is null)
        {
            try
            {
                return Change(() =>
                {
                    foreach (var (name, version) in patches)
                    {
                        Execute("INSERT INTO sighting VALUES ($host, $name, $version, $now) ON CONFLICT DO NOTHING",
                            ("$host", host), ("$name", name), ("$version", version), ("$now", Moments.Write(now)));
                    }

                    return Seen(host);
                });
            }
            catch (StoreException)
            {
                // What was kept can perhaps still be read; if not, that says why.
            }
        }

        return Read(() => Seen(host));
    }

    private Dictionary<(string Name, string Version), DateTimeOffset> Seen(string host) => Query(
        "SELECT name, version, first_seen FROM sighting WHERE host = $host",
        r => (Key: (r.GetString(0), r.GetString(1)), Seen: Moments.Read(r.GetString(2))), ("$host", host))
        .ToDictionary(s => s.Key, s => s.Seen);

    public Outcome<Deferral> AddDeferral(Deferral deferral, Func<IReadOnlyList<Deferral>, Finding?> objection) => Change<Outcome<Deferral>>(() =>
    {
        if (objection(Deferrals(deferral.Created)) is { } problem) return problem;
        var added = Query(
            """
            INSERT INTO deferral (host, name, version, policy, created, until, reason, deferred_by)
            VALUES ($host, $name, $version, $policy, $created, $until, $reason, $by) RETURNING id
            """,
            r => r.GetInt64(0),
            ("$host", deferral.Host), ("$name", deferral.Name), ("$version", deferral.Version), ("$policy", deferral.Policy),
            ("$created", Moments.Write(deferral.Created)), ("$until", Moments.Write(deferral.Until)),
            ("$reason", deferral.Reason), ("$by", deferral.By))[0];
        Execute(
            """
            UPDATE deferral SET superseded_by = $added
            WHERE host = $host AND name = $name AND version = $version AND id <> $added
            AND resumed IS NULL AND superseded_by IS NULL AND until > $created
            """,
            ("$added", added), ("$host", deferral.Host), ("$name", deferral.Name), ("$version", deferral.Version),
            ("$created", Moments.Write(deferral.Created)));
        return deferral with { Id = added, State = DeferralState.Active };
    });

    public IReadOnlyList<Deferral> Deferrals(DateTimeOffset now) => Read(() => Query(
        """
        SELECT id, host, name, version, policy, created, until, reason, deferred_by, resumed, superseded_by, resumed_by
        FROM deferral ORDER BY id
        """,
        r => ReadDeferral(r, now)));

    public Outcome<Deferral> ResumeDeferral(long id, string by, DateTimeOffset now) => Change<Outcome<Deferral>>(() =>
    {
        var changed = Execute(
            """
            UPDATE deferral SET resumed = $now, resumed_by = $by
            WHERE id = $id AND resumed IS NULL AND superseded_by IS NULL AND until > $now
            """,
            ("$now", Moments.Write(now)), ("$by", by), ("$id", id));
        var found = Deferrals(now).FirstOrDefault(d => d.Id == id);
        if (changed == 1 && found is not null) return found;
        return new Finding
        {
            Code = "DeferralNotActive",
            Kind = FindingKind.ObjectNotFound,
            Path = found?.ToString(),
            Message = found is null ? $"There is no deferral {id}." : $"The deferral of {found.Name} on {found.Host} is {found.State} already.",
            Suggestion = "Get-PatchDeferral lists those that hold.",
        };
    });

    public Outcome<bool> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries) => Change<Outcome<bool>>(() =>
    {
        if (InProgress(step.Host) is { } other)
        {
            return new Finding
            {
                Code = "HostBusy",
                Kind = FindingKind.ResourceBusy,
                HostName = step.Host,
                Path = step.Host,
                Message = $"The host '{step.Host}' has a step in progress: {other.Id} is {other.State}, by {other.Runner}.",
                Suggestion = $"Wait for it to end, and run the command again. Should it hang, look at it with 'ps -fp {other.Runner.ProcessId}' "
                    + $"on {other.Runner.Machine}: once that process is gone, the next command counts its step as lost and frees the host.",
            };
        }

        Execute(
            """
            INSERT INTO step (id, host, policy, state, runner, process_id, process_started, boot_id, override_reason,
                override_by, created)
            VALUES ($id, $host, $policy, $state, $runner, $pid, $started, $boot, $reason, $by, $created)
            """,
            ("$id", step.Id), ("$host", step.Host), ("$policy", step.Policy), ("$state", step.State.ToString()),
            ("$runner", step.Runner.Machine), ("$pid", step.Runner.ProcessId), ("$started", step.Runner.ProcessStarted),
            ("$boot", step.Runner.BootId), ("$reason", step.OverrideReason), ("$by", step.OverrideBy),
            ("$created", Moments.Write(step.Created)));
        foreach (var (dependency, packages) in new[] { (0, step.Patches), (1, step.Dependencies) })
        {
            foreach (var (name, version) in packages)
            {
                Execute("INSERT INTO step_patch (step, name, version, dependency) VALUES ($step, $name, $version, $dependency)",
                    ("$step", step.Id), ("$name", name), ("$version", version), ("$dependency", dependency));
            }
        }

        foreach (var entry in entries) Append(entry);
        return true;
    });

    public StepRecord? InProgress(string host) => Read(() =>
    {
        var step = Query(
            """
            SELECT id, host, policy, state, runner, process_id, process_started, boot_id, override_reason, override_by, created
            FROM step WHERE host = $host AND ended IS NULL
            """,
            r => new StepRecord
            {
                Id = r.GetString(0),
                Host = r.GetString(1),
                Policy = Text(r, 2),
                State = (StepState)Enum.Parse(typeof(StepState), r.GetString(3)),
                Runner = new RunnerIdentity(r.GetString(4), r.GetInt32(5), r.GetString(6), r.GetString(7)),
                OverrideReason = Text(r, 8),
                OverrideBy = Text(r, 9),
                Created = Moments.Read(r.GetString(10)),
            },
            ("$host", host)).FirstOrDefault();
        return step is null ? null : step with
        {
            Patches = Packages(step.Id, dependency: 0),
            Dependencies = Packages(step.Id, dependency: 1),
        };
    });

    public StepRecord? SettleLost(string host, Func<StepRecord, bool> isLost, DateTimeOffset now) => Change(() =>
    {
        if (InProgress(host) is not { } step || !isLost(step)) return null;
        Append(new JournalEntry
        {
            Step = step.Id,
            Sequence = Journal(step.Id).Select(e => e.Sequence).DefaultIfEmpty().Max() + 1,
            Time = now,
            State = StepState.Unknown,
            Message = $"its runner, {step.Runner}, is gone",
        });
        return step;
    });

    public void Write(JournalEntry entry) => Change(() =>
    {
        Append(entry);
        return true;
    });

    public IReadOnlyList<JournalEntry> Journal(string step) => Read(() => Query(
        "SELECT step, sequence, time, state, message FROM journal WHERE step = $step ORDER BY sequence",
        r => new JournalEntry
        {
            Step = r.GetString(0),
            Sequence = r.GetInt32(1),
            Time = Moments.Read(r.GetString(2)),
            State = (StepState)Enum.Parse(typeof(StepState), r.GetString(3)),
            Message = r.GetString(4),
        },
        ("$step", step)));

    private List<(string Name, string Version)> Packages(string step, int dependency) => Query(
        "SELECT name, version FROM step_patch WHERE step = $step AND dependency = $dependency ORDER BY name",
        r => (r.GetString(0), r.GetString(1)), ("$step", step), ("$dependency", dependency));

    private void Append(JournalEntry entry)
    {
        Execute("INSERT INTO journal VALUES ($step, $sequence, $time, $state, $message)",
            ("$step", entry.Step), ("$sequence", entry.Sequence), ("$time", Moments.Write(entry.Time)),
            ("$state", entry.State.ToString()), ("$message", entry.Message));
        Execute("UPDATE step SET state = $state, ended = $ended WHERE id = $step",
            ("$state", entry.State.ToString()), ("$step", entry.Step),
            ("$ended", Runs.StepMachine.IsTerminal(entry.State) ? Moments.Write(entry.Time) : null));
    }

    private static Deferral ReadDeferral(SqliteDataReader r, DateTimeOffset now)
    {
        var until = Moments.Read(r.GetString(6));
        var resumed = Text(r, 9) is { } moment ? Moments.Read(moment) : (DateTimeOffset?)null;
        return new Deferral
        {
            Id = r.GetInt64(0),
            Host = r.GetString(1),
            Name = r.GetString(2),
            Version = r.GetString(3),
            Policy = Text(r, 4),
            Created = Moments.Read(r.GetString(5)),
            Until = until,
            Reason = r.GetString(7),
            By = r.GetString(8),
            Resumed = resumed,
            ResumedBy = Text(r, 11),
            State = resumed is not null ? DeferralState.Resumed
                : !r.IsDBNull(10) ? DeferralState.Superseded
                : until <= now ? DeferralState.Expired
                : DeferralState.Active,
        };
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private T Read<T>(Func<T> query) => SqliteFaults.Guard(Location, query);

    private T Change<T>(Func<T> work) => WriteRefusal is { } refusal ? throw new StoreException(refusal) : SqliteFaults.Guard(Location, () =>
    {
        // Not deferred: the write lock is taken at once (BEGIN IMMEDIATE), so that what is read stays true until the commit.
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work();
        transaction.Commit();
        return result;
    });

    private int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private List<T> Query<T>(
        string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        using var command = Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

#pragma warning disable CA2100 // Every text is a constant of this file; what varies is a parameter.
    private SqliteCommand Command(string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
#pragma warning restore CA2100
}
