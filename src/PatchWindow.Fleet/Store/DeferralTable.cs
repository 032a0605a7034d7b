using System.Data.Common;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>Who put off which patch, until when and why; nothing is ever removed from it.</summary>
internal sealed class DeferralTable(StoreDatabase database)
{
    public Outcome<Deferral> Add(Deferral deferral, Func<IReadOnlyList<Deferral>, Finding?> objection) => database.Change<Outcome<Deferral>>(unit =>
    {
        unit.Hold(StoreScope.DecisionsOf(deferral.Host));
        if (objection(All(unit, deferral.Created)) is { } problem) return problem;
        var added = unit.Query(
            """
            INSERT INTO deferral (host, name, version, policy, created, until, reason, deferred_by)
            VALUES (@host, @name, @version, @policy, @created, @until, @reason, @by) RETURNING id
            """,
            r => r.GetInt64(0),
            ("@host", deferral.Host), ("@name", deferral.Name), ("@version", deferral.Version), ("@policy", deferral.Policy),
            ("@created", Moments.Write(deferral.Created)), ("@until", Moments.Write(deferral.Until)),
            ("@reason", deferral.Reason), ("@by", deferral.By))[0];
        _ = unit.Execute(
            $"""
            UPDATE deferral SET superseded_by = @added
            WHERE {unit.Key("host")} = {unit.Key("@host")} AND name = @name AND version = @version AND id <> @added
            AND resumed IS NULL AND superseded_by IS NULL AND superseded_version IS NULL AND until > @created
            """,
            ("@added", added), ("@host", deferral.Host), ("@name", deferral.Name), ("@version", deferral.Version),
            ("@created", Moments.Write(deferral.Created)));
        return deferral with { Id = added, State = DeferralState.Active };
    });

    public IReadOnlyList<Deferral> All(DateTimeOffset now) => database.Read(unit => All(unit, now));

    private static List<Deferral> All(StoreUnit unit, DateTimeOffset now) => unit.Query(
        """
        SELECT id, host, name, version, policy, created, until, reason, deferred_by, resumed, superseded_by, resumed_by,
            superseded_version
        FROM deferral ORDER BY id
        """,
        r => Read(r, now));

    public Outcome<Deferral> Resume(long id, string by, DateTimeOffset now) => database.Change<Outcome<Deferral>>(unit =>
    {
        var changed = unit.Execute(
            """
            UPDATE deferral SET resumed = @now, resumed_by = @by
            WHERE id = @id AND resumed IS NULL AND superseded_by IS NULL AND superseded_version IS NULL AND until > @now
            """,
            ("@now", Moments.Write(now)), ("@by", by), ("@id", id));
        var found = All(unit, now).FirstOrDefault(d => d.Id == id);
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

    private static Deferral Read(DbDataReader r, DateTimeOffset now)
    {
        var until = Moments.Read(r.GetString(6));
        var resumed = StoreUnit.Moment(r, 9);
        return new Deferral
        {
            Id = r.GetInt64(0),
            Host = r.GetString(1),
            Name = r.GetString(2),
            Version = r.GetString(3),
            Policy = StoreUnit.Text(r, 4),
            Created = Moments.Read(r.GetString(5)),
            Until = until,
            Reason = r.GetString(7),
            By = r.GetString(8),
            Resumed = resumed,
            ResumedBy = StoreUnit.Text(r, 11),
            SupersededByVersion = StoreUnit.Text(r, 12),
            State = resumed is not null ? DeferralState.Resumed
                : !r.IsDBNull(10) || !r.IsDBNull(12) ? DeferralState.Superseded
                : until <= now ? DeferralState.Expired
                : DeferralState.Active,
        };
    }
}
