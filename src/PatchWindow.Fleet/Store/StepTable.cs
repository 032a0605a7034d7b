using System.Data.Common;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Runs;

namespace PatchWindow.Fleet.Store;

/// <summary>Steps and their journal.</summary>
internal sealed class StepTable(StoreDatabase database)
{
    public Outcome<StepRecord> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries, TimeSpan lease, BudgetUse? budgets) => database.Change<Outcome<StepRecord>>(unit =>
    {
        // A run of the policy claims while it holds the policy's work alone.
        unit.Hold(step.Policy is null ? [StoreScope.StepsOf(step.Host)] : [StoreScope.WorkOf(step.Policy), StoreScope.StepsOf(step.Host)]);
        if (InProgress(unit, step.Host) is { } other)
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

        if (budgets?.Objection(InUse(unit, budgets.Policy)) is { } spent) return spent;
        _ = unit.Execute(
            """
            INSERT INTO step (id, host, policy, state, runner, process_id, process_started, boot_id, override_reason,
                override_by, created, claimed, epoch, lease_until, package_manager)
            VALUES (@id, @host, @policy, @state, @runner, @pid, @started, @boot, @reason, @by, @created, @created, 1, @until, @manager)
            """,
            ("@id", step.Id), ("@host", step.Host), ("@policy", step.Policy), ("@state", step.State.ToString()),
            ("@runner", step.Runner.Machine), ("@pid", step.Runner.ProcessId), ("@started", step.Runner.ProcessStarted),
            ("@boot", step.Runner.BootId), ("@reason", step.OverrideReason), ("@by", step.OverrideBy),
            ("@created", Moments.Write(step.Created)), ("@until", Moments.Write(unit.Now() + lease)), ("@manager", step.PackageManager));
        AddPackages(unit, step.Id, step.Patches, step.Dependencies);
        foreach (var budget in budgets?.Budgets ?? []) AddHold(unit, budgets!.Policy, budget, step.Id);
        foreach (var entry in entries) Append(unit, entry);
        return step with { Epoch = 1 };
    });

    public StepRecord? InProgress(string host) => database.Read(unit => InProgress(unit, host));

    public IReadOnlyList<StepRecord> InProgress() => database.Read(unit => Query(unit, "ended IS NULL AND state <> 'Planned'"));

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner, TimeSpan lease) => database.Change(unit =>
    {
        unit.Hold(StoreScope.StepsOf(host));
        if (InProgress(unit, host) is not { } step || !isLeft(step)) return null;
        _ = unit.Execute(
            """
            UPDATE step SET runner = @runner, process_id = @pid, process_started = @started, boot_id = @boot, epoch = epoch + 1, lease_until = @until
            WHERE id = @id AND ended IS NULL
            """,
            ("@runner", runner.Machine), ("@pid", runner.ProcessId), ("@started", runner.ProcessStarted), ("@boot", runner.BootId),
            ("@until", Moments.Write(unit.Now() + lease)), ("@id", step.Id));
        return step with { Epoch = step.Epoch + 1 };
    });

    public void Leave(string step, long epoch) => database.Change(unit => unit.Execute(
        "UPDATE step SET runner = '', process_id = 0, process_started = '', boot_id = '', lease_until = NULL WHERE id = @id AND epoch = @epoch AND ended IS NULL",
        ("@id", step), ("@epoch", epoch)));

    public void Close(string step, long epoch, DateTimeOffset now) => database.Change(unit =>
    {
        if (unit.Execute("UPDATE step SET ended = @now WHERE id = @id AND epoch = @epoch AND ended IS NULL", ("@now", Moments.Write(now)), ("@id", step), ("@epoch", epoch)) == 0)
            throw new StoreException(StoreProblems.TakenUp(step));
        return unit.Execute("DELETE FROM hold WHERE step = @step", ("@step", step));
    });

    public void SetWork(string step, long epoch, StepOrder order) => database.Change(unit =>
    {
        Own(unit, step, epoch);
        _ = unit.Execute("UPDATE step SET package_manager = @manager, boot = @boot WHERE id = @id", ("@manager", order.PackageManager), ("@boot", order.Boot), ("@id", step));
        _ = unit.Execute("DELETE FROM step_patch WHERE step = @step", ("@step", step));
        AddPackages(unit, step, order.Patches, order.Dependencies);
        return true;
    });

    public void Write(JournalEntry entry, long epoch) => database.Change(unit =>
    {
        Own(unit, entry.Step, epoch);
        Append(unit, entry);
        return true;
    });

    public IReadOnlyList<JournalEntry> Journal(string step) => database.Read(unit => unit.Query(
        "SELECT step, sequence, time, state, message FROM journal WHERE step = @step ORDER BY sequence",
        r => new JournalEntry
        {
            Step = r.GetString(0),
            Sequence = r.GetInt32(1),
            Time = Moments.Read(r.GetString(2)),
            State = (StepState)Enum.Parse(typeof(StepState), r.GetString(3)),
            Message = r.GetString(4),
        },
        ("@step", step)));

    /// <summary>Writes an entry and where the step stands by it. What is over uses up no budget.</summary>
    public static void Append(StoreUnit unit, JournalEntry entry)
    {
        _ = unit.Execute("INSERT INTO journal (step, sequence, time, state, message) VALUES (@step, @sequence, @time, @state, @message)",
            ("@step", entry.Step), ("@sequence", entry.Sequence), ("@time", Moments.Write(entry.Time)),
            ("@state", entry.State.ToString()), ("@message", entry.Message));
        var isOver = StepMachine.IsTerminal(entry.State);
        _ = unit.Execute(
            $"UPDATE step SET state = @state, ended = @ended{(entry.State == StepState.Applying ? ", sent = coalesce(sent, @time)" : "")} WHERE id = @step",
            ("@state", entry.State.ToString()), ("@step", entry.Step), ("@time", Moments.Write(entry.Time)), ("@ended", isOver ? Moments.Write(entry.Time) : null));
        var isReleased = entry is { State: StepState.Planned, Sequence: > 1 };
        if (isReleased)
        {
            // Released: whoever comes next claims it, under another epoch.
            _ = unit.Execute(
                "UPDATE step SET runner = '', process_id = 0, process_started = '', boot_id = '', lease_until = NULL, claimed = NULL WHERE id = @step", ("@step", entry.Step));
        }

        if (isOver || isReleased) _ = unit.Execute("DELETE FROM hold WHERE step = @step", ("@step", entry.Step));
    }

    /// <summary>How many steps use up each budget of a policy.</summary>
    public static IReadOnlyDictionary<string, int> InUse(StoreUnit unit, string policy) => unit.Query(
        $"SELECT budget, count(*) FROM hold WHERE {unit.Key("policy")} = {unit.Key("@policy")} GROUP BY budget", r => (r.GetString(0), (int)r.GetInt64(1)), ("@policy", policy))
        .ToDictionary(b => b.Item1, b => b.Item2, StringComparer.Ordinal);

    public static void AddHold(StoreUnit unit, string policy, string budget, string step) =>
        _ = unit.Execute("INSERT INTO hold (policy, budget, step) VALUES (@policy, @budget, @step)", ("@policy", policy), ("@budget", budget), ("@step", step));

    // What somebody else has taken up meanwhile is not written by whoever had it before.
    private static void Own(StoreUnit unit, string step, long epoch)
    {
        if (unit.Execute("UPDATE step SET epoch = epoch WHERE id = @id AND epoch = @epoch AND ended IS NULL", ("@id", step), ("@epoch", epoch)) == 0)
            throw new StoreException(StoreProblems.TakenUp(step));
    }

    private static StepRecord? InProgress(StoreUnit unit, string host) =>
        Query(unit, $"{unit.Key("host")} = {unit.Key("@host")} AND ended IS NULL AND state <> 'Planned'", ("@host", host)).FirstOrDefault();

    private static List<StepRecord> Query(StoreUnit unit, string where, params (string, object?)[] parameters)
    {
        var now = unit.Now();
        var steps = unit.Query(
            $"""
            SELECT id, host, policy, state, runner, process_id, process_started, boot_id, override_reason, override_by, created, run, epoch, lease_until, package_manager, boot
            FROM step WHERE {where} ORDER BY id
            """,
            r => Read(r, now), parameters);
        return [.. steps.Select(s => s with { Patches = Packages(unit, s.Id, dependency: 0), Dependencies = Packages(unit, s.Id, dependency: 1) })];
    }

    private static StepRecord Read(DbDataReader r, DateTimeOffset now) => new()
    {
        Id = r.GetString(0),
        Host = r.GetString(1),
        Policy = StoreUnit.Text(r, 2),
        State = (StepState)Enum.Parse(typeof(StepState), r.GetString(3)),
        Runner = new RunnerIdentity(r.GetString(4), r.GetInt32(5), r.GetString(6), r.GetString(7)),
        OverrideReason = StoreUnit.Text(r, 8),
        OverrideBy = StoreUnit.Text(r, 9),
        Created = Moments.Read(r.GetString(10)),
        Run = StoreUnit.Text(r, 11),
        Epoch = r.GetInt64(12),
        IsLeaseOver = StoreUnit.Moment(r, 13) is { } until && until < now,
        PackageManager = StoreUnit.Text(r, 14),
        Boot = StoreUnit.Text(r, 15),
    };

    private static void AddPackages(StoreUnit unit, string step, IReadOnlyList<(string Name, string Version)> patches, IReadOnlyList<(string Name, string Version)> dependencies)
    {
        foreach (var (dependency, packages) in new[] { (0, patches), (1, dependencies) })
        {
            foreach (var (name, version) in packages)
            {
                _ = unit.Execute("INSERT INTO step_patch (step, name, version, dependency) VALUES (@step, @name, @version, @dependency)",
                    ("@step", step), ("@name", name), ("@version", version), ("@dependency", dependency));
            }
        }
    }

    private static List<(string Name, string Version)> Packages(StoreUnit unit, string step, int dependency) => unit.Query(
        "SELECT name, version FROM step_patch WHERE step = @step AND dependency = @dependency ORDER BY name",
        r => (r.GetString(0), r.GetString(1)), ("@step", step), ("@dependency", dependency));
}
