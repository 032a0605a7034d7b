using System.Data.Common;
using PatchWindow.Core.Runs;

namespace PatchWindow.Fleet.Store;

/// <summary>The steps of runs: who looks, who claims, and whose they are.</summary>
internal sealed class RunStepTable(StoreDatabase database)
{
    public IReadOnlyList<RunStepRecord> TakeToLook(
        string run, int ring, int most, DateTimeOffset now, TimeSpan again, RunnerIdentity runner, Func<RunnerIdentity, bool> isGone) => database.Change(unit =>
    {
        const string asked = "run = @run AND state = 'Planned' AND due IS NULL AND looked IS NOT NULL";
        var lookers = unit.Query($"SELECT DISTINCT runner, process_id, process_started, boot_id FROM step WHERE {asked}", r => new RunnerIdentity(r.GetString(0), r.GetInt32(1), r.GetString(2), r.GetString(3)), ("@run", run));
        foreach (var gone in lookers.Where(isGone))
        {
            _ = unit.Execute(
                $"UPDATE step SET looked = NULL WHERE {asked} AND runner = @runner AND process_id = @pid AND process_started = @started AND boot_id = @boot",
                [("@run", run), .. Words(gone)]);
        }

        var taken = unit.Query(
            $"""
            UPDATE step SET looked = @now, runner = @runner, process_id = @pid, process_started = @started, boot_id = @boot WHERE id IN (
                SELECT id FROM step WHERE run = @run AND state = 'Planned' AND due IS NULL AND ring <= @ring AND (looked IS NULL OR looked < @gone)
                ORDER BY ring, ordinal LIMIT @most{unit.ForUpdateSkipLocked})
            RETURNING id
            """,
            r => r.GetString(0),
            [("@now", Moments.Write(now)), ("@run", run), ("@ring", ring), ("@gone", Moments.Write(now - again)), ("@most", most), .. Words(runner)]);
        return taken.Count == 0 ? [] : Steps(unit, $"s.id IN ({Names(taken, out var parameters)})", parameters);
    });

    public void SetDue(string step, TimeSpan estimate) => database.Change(unit => unit.Execute(
        "UPDATE step SET due = 1, estimate = @estimate WHERE id = @id AND state = 'Planned'", ("@estimate", (long)estimate.TotalSeconds), ("@id", step)));

    public bool EndPlanned(IReadOnlyList<JournalEntry> entries) => database.Change(unit =>
    {
        // Taken first, so that nobody claims it between the question and the answer.
        var step = entries[0].Step;
        if (unit.Execute("UPDATE step SET due = 0 WHERE id = @id AND state = 'Planned'", ("@id", step)) == 0) return false;
        foreach (var entry in entries) StepTable.Append(unit, entry);
        return true;
    });

    public RunClaimed Claim(RunClaim claim) => database.Change(unit =>
    {
        // One claim of a policy after another: what is counted stays true until the commit, on either database.
        unit.Hold(StoreScope.WorkOf(claim.Policy));
        var leave = claim.Gate(RunTable.StandingOf(unit, claim.Run, claim.Now, isExact: false));
        if (leave.Stop is { } stop)
        {
            _ = unit.Execute("UPDATE run SET state = 'Stopped', message = @message WHERE id = @id AND state = 'Running'", ("@message", stop.Message), ("@id", claim.Run));
            return new RunClaimed([], leave);
        }

        return leave.Any ? new RunClaimed(Take(unit, claim, leave), leave) : new RunClaimed([], leave);
    });

    public IReadOnlyList<string> Renew(IReadOnlyCollection<(string Step, long Epoch)> steps, TimeSpan lease) => database.Change(unit =>
    {
        var until = Moments.Write(unit.Now() + lease);
        return steps.Where(s => unit.Execute(
            "UPDATE step SET lease_until = @until WHERE id = @id AND epoch = @epoch AND ended IS NULL",
            ("@until", until), ("@id", s.Step), ("@epoch", s.Epoch)) == 0).Select(s => s.Step).ToList();
    });

    public IReadOnlyList<RunStepRecord> Of(string run) => database.Read(unit => Steps(unit, "s.run = @run AND s.replaced = 0", [("@run", run)]));

    private static (string, object?)[] Words(RunnerIdentity runner) =>
        [("@runner", runner.Machine), ("@pid", runner.ProcessId), ("@started", runner.ProcessStarted), ("@boot", runner.BootId)];

    public void ForgetLook(string step) => database.Change(unit => unit.Execute(
        "UPDATE step SET looked = NULL WHERE id = @id AND state = 'Planned' AND due IS NULL", ("@id", step)));

    public IReadOnlyList<WaitingShare> Waiting(string run) => database.Read(unit => unit.Query(
        """
        SELECT s.ring, r.name, s.share, count(*) FROM step s JOIN run_ring r ON r.run = s.run AND r.ring = s.ring
        WHERE s.run = @run AND s.state = 'Planned' GROUP BY s.ring, r.name, s.share ORDER BY s.ring, s.share
        """,
        r => new WaitingShare(r.GetInt32(0), r.GetString(1), Shares.Read(r.GetString(2)), (int)r.GetInt64(3)), ("@run", run)));

    public int EndWaiting(string run, string message, DateTimeOffset now) => database.Change(unit =>
    {
        // Taken first, so that nobody claims them meanwhile.
        if (unit.Execute("UPDATE step SET due = 0 WHERE run = @run AND state = 'Planned'", ("@run", run)) == 0) return 0;
        // One that was released has a journal already, which says that it waits.
        const string waits = "FROM step WHERE run = @run AND state = 'Planned'", last = "SELECT max(sequence) FROM journal j WHERE j.step = step.id";
        foreach (var (state, text, which) in new[]
        {
            (StepState.Planned, $"in the run {run}", $"{waits} AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.step = step.id)"),
            (Fleet.Runs.StepMachine.After(StepState.Planned, Fleet.Runs.StepEvent.Withdrawn), message, waits),
        })
        {
            _ = unit.Execute(
                $"INSERT INTO journal (step, sequence, time, state, message) SELECT id, coalesce(({last}), 0) + 1, @now, @state, @message {which}",
                ("@now", Moments.Write(now)), ("@state", state.ToString()), ("@message", text), ("@run", run));
        }

        return unit.Execute(
            "UPDATE step SET state = @state, ended = @now WHERE run = @run AND state = 'Planned'", ("@state", nameof(StepState.Skipped)), ("@now", Moments.Write(now)), ("@run", run));
    });

    public IReadOnlyList<StepTime> Times(string host, int most) => database.Read<IReadOnlyList<StepTime>>(unit =>
    {
        const string done = "sent IS NOT NULL AND state = 'Succeeded'";
        var its = Query($"{unit.Key("host")} = {unit.Key("@host")} AND {done}", ("@host", host));
        return its.Count == 0 || its[0].PackageManager.Length == 0 ? its
            : [.. its, .. Query($"package_manager = @manager AND {unit.Key("host")} <> {unit.Key("@host")} AND {done}", ("@manager", its[0].PackageManager), ("@host", host))];

        List<StepTime> Query(string where, params (string, object?)[] parameters) => unit.Query(
            $"""
            SELECT host, package_manager, sent, ended, (SELECT count(*) FROM step_patch p WHERE p.step = step.id)
            FROM step WHERE {where} ORDER BY ended DESC LIMIT @most
            """,
            r => new StepTime(r.GetString(0), StoreUnit.Text(r, 1) ?? "", (int)r.GetInt64(4), Moments.Read(r.GetString(3)) - Moments.Read(r.GetString(2))),
            [.. parameters, ("@most", most)]);
    });

    private static List<StepRecord> Take(StoreUnit unit, RunClaim claim, RunLeave leave)
    {
        var taken = new List<StepRecord>();
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        int Left(string budget) => leave.Left(budget) - (used.TryGetValue(budget, out var more) ? more : 0);
        var shares = unit.Query("SELECT DISTINCT share FROM run_share WHERE run = @run AND ring <= @ring", r => r.GetString(0), ("@run", claim.Run), ("@ring", leave.Ring));
        while (taken.Count < claim.Most)
        {
            shares.RemoveAll(s => Shares.Read(s).Any(b => Left(b) <= 0));
            if (shares.Count == 0) break;
            var found = unit.Query(
                $"""
                SELECT id, host, share, epoch FROM step
                WHERE run = @run AND state = 'Planned' AND due = 1 AND ring <= @ring AND estimate <= @room AND share IN ({Names(shares, out var parameters)})
                AND NOT EXISTS (SELECT 1 FROM step other WHERE {unit.Key("other.host")} = {unit.Key("step.host")} AND other.ended IS NULL AND other.state <> 'Planned')
                ORDER BY ring, ordinal LIMIT @most{unit.ForUpdateSkipLocked}
                """,
                r => (Id: r.GetString(0), Host: r.GetString(1), Share: r.GetString(2), Epoch: r.GetInt64(3)),
                [
                    ("@run", claim.Run), ("@ring", leave.Ring), ("@room", leave.Room is { } room ? (long)room.TotalSeconds : long.MaxValue), ("@most", claim.Most - taken.Count),
                    .. parameters,
                ]);
            if (found.Count == 0) break;
            foreach (var (id, host, share, epoch) in found)
            {
                var budgets = Shares.Read(share);
                if (budgets.Any(b => Left(b) <= 0)) continue;
                foreach (var budget in budgets) used[budget] = (used.TryGetValue(budget, out var more) ? more : 0) + 1;
                taken.Add(Stamp(unit, claim, id, host, epoch + 1, budgets));
            }
        }

        return taken;
    }

    private static StepRecord Stamp(StoreUnit unit, RunClaim claim, string id, string host, long epoch, IReadOnlyList<string> budgets)
    {
        var opening = epoch == 1
            ? Fleet.Runs.StepJournal.Opening(id, $"in the run {claim.Run}", $"by {claim.Runner}", claim.Now)
            :
            [
                new JournalEntry
                {
                    Step = id, Sequence = unit.Query("SELECT max(sequence) FROM journal WHERE step = @id", r => r.GetInt32(0), ("@id", id))[0] + 1, Time = claim.Now,
                    State = StepState.Claimed, Message = $"by {claim.Runner}",
                },
            ];
        _ = unit.Execute(
            """
            UPDATE step SET state = 'Claimed', runner = @runner, process_id = @pid, process_started = @started, boot_id = @boot, epoch = @epoch, lease_until = @until,
                claimed = @now
            WHERE id = @id
            """,
            [.. Words(claim.Runner), ("@epoch", epoch), ("@until", Moments.Write(unit.Now() + claim.Lease)), ("@now", Moments.Write(claim.Now)), ("@id", id)]);
        foreach (var budget in budgets) StepTable.AddHold(unit, claim.Policy, budget, id);
        foreach (var entry in opening) StepTable.Append(unit, entry);
        return new StepRecord { Id = id, Host = host, Policy = claim.Policy, State = StepState.Claimed, Runner = claim.Runner, Created = claim.Now, Run = claim.Run, Epoch = epoch };
    }

    private static List<RunStepRecord> Steps(StoreUnit unit, string where, IEnumerable<(string, object?)> parameters) => unit.Query(
        $"""
        SELECT s.id, s.run, s.host, s.ring, r.name, s.state, s.due, s.share, s.runner, s.process_id, s.process_started, s.boot_id, s.claimed, s.ended,
            (SELECT j.message FROM journal j WHERE j.step = s.id ORDER BY j.sequence DESC LIMIT 1)
        FROM step s JOIN run_ring r ON r.run = s.run AND r.ring = s.ring WHERE {where} ORDER BY s.ring, s.ordinal
        """,
        Read, [.. parameters]);

    private static RunStepRecord Read(DbDataReader r) => new()
    {
        Id = r.GetString(0),
        Run = r.GetString(1),
        Host = r.GetString(2),
        Ring = r.GetInt32(3),
        RingName = r.GetString(4),
        State = (StepState)Enum.Parse(typeof(StepState), r.GetString(5)),
        IsDue = r.IsDBNull(6) ? null : r.GetInt32(6) == 1,
        Budgets = Shares.Read(r.GetString(7)),
        Runner = new RunnerIdentity(r.GetString(8), r.GetInt32(9), r.GetString(10), r.GetString(11)),
        Claimed = StoreUnit.Moment(r, 12),
        Ended = StoreUnit.Moment(r, 13),
        Message = StoreUnit.Text(r, 14) ?? "",
    };

    private static string Names(IReadOnlyList<string> values, out List<(string, object?)> parameters)
    {
        parameters = [.. values.Select((v, i) => ($"@v{i}", (object?)v))];
        return string.Join(", ", parameters.Select(p => p.Item1));
    }
}
