using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>Steps and their journal.</summary>
internal sealed class StepTable(SqliteDatabase database)
{
    public Outcome<bool> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries) => database.Change<Outcome<bool>>(() =>
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

        database.Execute(
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
                database.Execute("INSERT INTO step_patch (step, name, version, dependency) VALUES ($step, $name, $version, $dependency)",
                    ("$step", step.Id), ("$name", name), ("$version", version), ("$dependency", dependency));
            }
        }

        foreach (var entry in entries) Append(entry);
        return true;
    });

    public StepRecord? InProgress(string host) => database.Read(() =>
    {
        var step = database.Query(
            """
            SELECT id, host, policy, state, runner, process_id, process_started, boot_id, override_reason, override_by, created
            FROM step WHERE host = $host AND ended IS NULL
            """,
            r => new StepRecord
            {
                Id = r.GetString(0),
                Host = r.GetString(1),
                Policy = SqliteDatabase.Text(r, 2),
                State = (StepState)Enum.Parse(typeof(StepState), r.GetString(3)),
                Runner = new RunnerIdentity(r.GetString(4), r.GetInt32(5), r.GetString(6), r.GetString(7)),
                OverrideReason = SqliteDatabase.Text(r, 8),
                OverrideBy = SqliteDatabase.Text(r, 9),
                Created = Moments.Read(r.GetString(10)),
            },
            ("$host", host)).FirstOrDefault();
        return step is null ? null : step with
        {
            Patches = Packages(step.Id, dependency: 0),
            Dependencies = Packages(step.Id, dependency: 1),
        };
    });

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner) => database.Change(() =>
    {
        if (InProgress(host) is not { } step || !isLeft(step)) return null;
        Assign(step.Id, runner);
        return step;
    });

    public void Leave(string step) => database.Change(() => Assign(step, RunnerIdentity.Nobody));

    public void Close(string step, DateTimeOffset now) => database.Change(() =>
        database.Execute("UPDATE step SET ended = $now WHERE id = $id AND ended IS NULL", ("$now", Moments.Write(now)), ("$id", step)));

    public void Write(JournalEntry entry) => database.Change(() =>
    {
        Append(entry);
        return true;
    });

    public IReadOnlyList<JournalEntry> Journal(string step) => database.Read(() => database.Query(
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

    private int Assign(string step, RunnerIdentity runner) => database.Execute(
        "UPDATE step SET runner = $runner, process_id = $pid, process_started = $started, boot_id = $boot WHERE id = $id AND ended IS NULL",
        ("$runner", runner.Machine), ("$pid", runner.ProcessId), ("$started", runner.ProcessStarted), ("$boot", runner.BootId), ("$id", step));

    private List<(string Name, string Version)> Packages(string step, int dependency) => database.Query(
        "SELECT name, version FROM step_patch WHERE step = $step AND dependency = $dependency ORDER BY name",
        r => (r.GetString(0), r.GetString(1)), ("$step", step), ("$dependency", dependency));

    private void Append(JournalEntry entry)
    {
        database.Execute("INSERT INTO journal VALUES ($step, $sequence, $time, $state, $message)",
            ("$step", entry.Step), ("$sequence", entry.Sequence), ("$time", Moments.Write(entry.Time)),
            ("$state", entry.State.ToString()), ("$message", entry.Message));
        database.Execute("UPDATE step SET state = $state, ended = $ended WHERE id = $step",
            ("$state", entry.State.ToString()), ("$step", entry.Step),
            ("$ended", Runs.StepMachine.IsTerminal(entry.State) ? Moments.Write(entry.Time) : null));
    }
}
