using System.Data.Common;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Runs;

namespace PatchWindow.Fleet.Store;

/// <summary>Runs: which there are, and where each stands.</summary>
internal sealed class RunTable(StoreDatabase database)
{
    private const string Columns = "id, policy, outside, window_start, window_end, cutoff, time_zone, state, message, created, ended";

    public (RunRecord Run, bool IsNew) Open(RunRecord run, IReadOnlyList<PlannedHost> hosts) => database.Change(unit =>
    {
        unit.Hold(StoreScope.WorkOf(run.Policy));
        var there = run.IsOutsideWindow
            ? Query(unit, $"{unit.Key("policy")} = {unit.Key("@policy")} AND outside = 1 AND ended IS NULL", ("@policy", run.Policy))
            : Query(unit, $"{unit.Key("policy")} = {unit.Key("@policy")} AND outside = 0 AND window_start = @start", ("@policy", run.Policy), ("@start", Moments.Write(run.WindowStart)));
        if (there.Count > 0) return (there[0], false);
        _ = unit.Execute(
            $"""
            INSERT INTO run ({Columns})
            VALUES (@id, @policy, @outside, @start, @end, @cutoff, @zone, @state, @message, @created, NULL)
            """,
            ("@id", run.Id), ("@policy", run.Policy), ("@outside", run.IsOutsideWindow ? 1 : 0), ("@start", Moments.Write(run.WindowStart)),
            ("@end", Moments.WriteOrNull(run.WindowEnd)), ("@cutoff", Moments.WriteOrNull(run.Cutoff)), ("@zone", run.TimeZone),
            ("@state", run.State.ToString()), ("@message", run.Message), ("@created", Moments.Write(run.Created)));
        AddSteps(unit, run.Id, run.Policy, run.Created, hosts);
        return (run, true);
    });

    public bool TakeSurvey(string policy, DateTimeOffset since, DateTimeOffset now) => database.Change(unit =>
    {
        unit.Hold(StoreScope.WorkOf(policy));
        return unit.Execute(
            $"""
            INSERT INTO survey (policy, surveyed) VALUES (@policy, @now)
            ON CONFLICT ({unit.Key("policy")}) DO UPDATE SET surveyed = excluded.surveyed WHERE survey.surveyed < @since
            """,
            ("@policy", policy), ("@now", Moments.Write(now)), ("@since", Moments.Write(since))) > 0;
    });

    public IReadOnlyList<RunRecord> Find(RunQuery query) => database.Read(unit =>
    {
        var (where, parameters) = (new List<string> { "1 = 1" }, new List<(string, object?)>());
        void And(string condition, string name, object? value)
        {
            where.Add(condition);
            parameters.Add((name, value));
        }

        if (query.Id is not null) And("id = @id", "@id", query.Id);
        if (query.Policy is not null) And($"{unit.Key("policy")} = {unit.Key("@policy")}", "@policy", query.Policy);
        if (query.WindowStart is { } start) And("outside = 0 AND window_start = @start", "@start", Moments.Write(start));
        if (!query.WithEnded) where.Add("ended IS NULL");
        var most = query.Most is { } count ? $" LIMIT {count.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "";
        return Query(unit, $"{string.Join(" AND ", where)} ORDER BY created DESC, id DESC{most}", [.. parameters]);
    });

    public RunTally Tally(string run) => database.Read(unit => TallyOf(unit, run));

    public RunStanding Standing(string run, DateTimeOffset now) => database.Read(unit => StandingOf(unit, run, now, isExact: true));

    public void Reschedule(string run, DateTimeOffset? end, DateTimeOffset? cutoff) => database.Change(unit => unit.Execute(
        "UPDATE run SET window_end = @end, cutoff = @cutoff WHERE id = @id AND ended IS NULL",
        ("@end", Moments.WriteOrNull(end)), ("@cutoff", Moments.WriteOrNull(cutoff)), ("@id", run)));

    public Outcome<RunRecord> Turn(string run, RunState to, string message) => database.Change<Outcome<RunRecord>>(unit =>
    {
        if (Query(unit, "id = @id", ("@id", run)).FirstOrDefault() is not { } known) return RunProblems.NotFound(run);
        unit.Hold(StoreScope.WorkOf(known.Policy));
        var from = to == RunState.Stopped ? RunState.Running : RunState.Stopped;
        var changed = unit.Execute(
            "UPDATE run SET state = @to, message = @message WHERE id = @id AND state = @from",
            ("@to", to.ToString()), ("@message", message), ("@id", run), ("@from", from.ToString()));
        return changed == 1 ? known with { State = to, Message = message } : RunProblems.NotIn(from, Query(unit, "id = @id", ("@id", run))[0]);
    });

    public void Forgive(string run, IReadOnlyList<PlannedHost> again) => database.Change(unit =>
    {
        if (Query(unit, "id = @id", ("@id", run)).FirstOrDefault() is not { } known) return false;
        unit.Hold(StoreScope.WorkOf(known.Policy));
        _ = unit.Execute("UPDATE step SET forgiven = 1 WHERE run = @run AND state IN ('Failed', 'Unknown')", ("@run", run));
        foreach (var host in again)
        {
            _ = unit.Execute(
                $"UPDATE step SET replaced = 1 WHERE run = @run AND {unit.Key("host")} = {unit.Key("@host")} AND state IN ('Failed', 'Skipped')",
                ("@run", run), ("@host", host.Host));
        }

        AddSteps(unit, run, known.Policy, known.Created, again, isMore: true);
        return true;
    });

    public bool End(string run, string message, DateTimeOffset now) => database.Change(unit => unit.Execute(
        """
        UPDATE run SET state = 'Ended', message = @message, ended = @now
        WHERE id = @id AND ended IS NULL AND NOT EXISTS (SELECT 1 FROM step WHERE step.run = run.id AND step.ended IS NULL)
        """,
        ("@message", message), ("@now", Moments.Write(now)), ("@id", run))) == 1;

    public PurgeCount Purge(DateTimeOffset before, bool remove) => database.Change(unit =>
    {
        var moment = ("@before", (object?)Moments.Write(before));
        const string runs = "SELECT id FROM run WHERE ended < @before";
        const string steps = $"SELECT id FROM step WHERE ended < @before AND (run IS NULL OR run IN ({runs}))";
        var count = new PurgeCount(Count("run", $"id IN ({runs})"), Count("step", $"id IN ({steps})"), Count("journal", $"step IN ({steps})"));
        if (!remove) return count;
        foreach (var table in new[] { "journal", "step_patch", "hold" }) _ = unit.Execute($"DELETE FROM {table} WHERE step IN ({steps})", moment);
        _ = unit.Execute($"DELETE FROM step WHERE id IN ({steps})", moment);
        foreach (var table in new[] { "run_ring", "run_share" }) _ = unit.Execute($"DELETE FROM {table} WHERE run IN ({runs})", moment);
        _ = unit.Execute($"DELETE FROM run WHERE id IN ({runs})", moment);
        return count;

        int Count(string table, string where) => (int)unit.Query($"SELECT count(*) FROM {table} WHERE {where}", r => r.GetInt64(0), moment)[0];
    });

    /// <summary>Where a run stands; read within a claim as well.</summary>
    /// <param name="unit">The transaction.</param>
    /// <param name="run">The run's id.</param>
    /// <param name="now">The moment.</param>
    /// <param name="isExact">Whether it matters how many steps are not over; where it does not, more than one are two.</param>
    public static RunStanding StandingOf(StoreUnit unit, string run, DateTimeOffset now, bool isExact)
    {
        if (Query(unit, "id = @id", ("@id", run)).FirstOrDefault() is not { } known) return new RunStanding { Now = now, State = RunState.Ended };
        var few = isExact ? "" : " LIMIT 2";
        var rings = unit.Query(
            $"""
            SELECT ring, hosts,
                (SELECT count(*) FROM (SELECT 1 FROM step WHERE step.run = run_ring.run AND step.ring = run_ring.ring AND step.ended IS NULL{few}) AS not_over),
                (SELECT count(*) FROM step WHERE step.run = run_ring.run AND step.ring = run_ring.ring AND step.ended IS NOT NULL AND step.state = 'Failed' AND forgiven = 0 AND replaced = 0),
                (SELECT count(*) FROM step WHERE step.run = run_ring.run AND step.ring = run_ring.ring AND step.ended IS NULL AND step.state = 'Unknown' AND forgiven = 0),
                (SELECT max(step.ended) FROM step WHERE step.run = run_ring.run AND step.ring = run_ring.ring AND step.ended IS NOT NULL AND step.state = 'Succeeded')
            FROM run_ring WHERE run = @run ORDER BY ring
            """,
            r => (Ring: r.GetInt32(0), Hosts: r.GetInt32(1), Open: (int)r.GetInt64(2), Failed: (int)r.GetInt64(3), Unknown: (int)r.GetInt64(4), Last: StoreUnit.Moment(r, 5)),
            ("@run", run));
        return new RunStanding
        {
            Now = now,
            State = known.State,
            End = known.WindowEnd,
            Cutoff = known.Cutoff,
            Failures = rings.Sum(r => r.Failed + r.Unknown),
            Rings = [.. rings.Select(r => new RingStanding(r.Ring, r.Hosts, r.Open, r.Failed, r.Last))],
            InUse = StepTable.InUse(unit, known.Policy),
        };
    }

    private static RunTally TallyOf(StoreUnit unit, string run)
    {
        var states = unit.Query(
            "SELECT state, count(*), max(CASE WHEN sent IS NOT NULL THEN ended END) FROM step WHERE run = @run AND replaced = 0 GROUP BY state",
            r => (State: (StepState)Enum.Parse(typeof(StepState), r.GetString(0)), Count: (int)r.GetInt64(1), Last: StoreUnit.Moment(r, 2)), ("@run", run));
        return new RunTally(states.Sum(s => s.Count), states.ToDictionary(s => s.State, s => s.Count), states.Max(s => s.Last));
    }

    private static void AddSteps(StoreUnit unit, string run, string policy, DateTimeOffset created, IReadOnlyList<PlannedHost> hosts, bool isMore = false)
    {
        foreach (var ring in hosts.GroupBy(h => h.Ring))
        {
            _ = unit.Execute(
                "INSERT INTO run_ring (run, ring, name, hosts) VALUES (@run, @ring, @name, @hosts) ON CONFLICT (run, ring) DO NOTHING",
                ("@run", run), ("@ring", ring.Key), ("@name", ring.First().RingName), ("@hosts", ring.Count()));
            foreach (var share in ring.Select(h => Shares.Write(h.Budgets)).Distinct())
                _ = unit.Execute("INSERT INTO run_share (run, ring, share) VALUES (@run, @ring, @share) ON CONFLICT DO NOTHING", ("@run", run), ("@ring", ring.Key), ("@share", share));
        }

        var ordinal = isMore ? unit.Query("SELECT coalesce(max(ordinal), 0) FROM step WHERE run = @run", r => r.GetInt32(0), ("@run", run))[0] : 0;
        foreach (var many in Many(hosts))
        {
            var rows = many.Select((h, i) => $"(@id{i}, @host{i}, @policy, 'Planned', '', 0, '', '', @created, @run, @ring{i}, @ordinal{i}, @share{i})");
            _ = unit.Execute(
                "INSERT INTO step (id, host, policy, state, runner, process_id, process_started, boot_id, created, run, ring, ordinal, share) VALUES " + string.Join(", ", rows),
                [
                    ("@policy", policy), ("@created", Moments.Write(created)), ("@run", run),
                    .. many.SelectMany((h, i) => new (string, object?)[]
                    {
                        ($"@id{i}", h.Step), ($"@host{i}", h.Host), ($"@ring{i}", h.Ring), ($"@ordinal{i}", ++ordinal), ($"@share{i}", Shares.Write(h.Budgets)),
                    }),
                ]);
        }
    }

    // Many rows go in one statement: a run of a large fleet opens in a moment, not in half a minute.
    private static IEnumerable<List<PlannedHost>> Many(IReadOnlyList<PlannedHost> hosts)
    {
        const int most = 200;
        for (var i = 0; i < hosts.Count; i += most) yield return [.. hosts.Skip(i).Take(most)];
    }

    private static List<RunRecord> Query(StoreUnit unit, string where, params (string, object?)[] parameters) =>
        unit.Query($"SELECT {Columns} FROM run WHERE {where}", Read, parameters);

    private static RunRecord Read(DbDataReader r)
    {
        var zone = r.GetString(6);
        DateTimeOffset? At(int column) => StoreUnit.Moment(r, column) is { } moment ? Moments.In(zone, moment) : null;
        return new RunRecord
        {
            Id = r.GetString(0),
            Policy = r.GetString(1),
            IsOutsideWindow = r.GetInt32(2) == 1,
            WindowStart = At(3)!.Value,
            WindowEnd = At(4),
            Cutoff = At(5),
            TimeZone = zone,
            State = (RunState)Enum.Parse(typeof(RunState), r.GetString(7)),
            Message = r.GetString(8),
            Created = At(9)!.Value,
            Ended = At(10),
        };
    }
}
