using System.Data.Common;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>Who approved or denied which patch, and why; nothing is ever removed from it.</summary>
internal sealed class ApprovalTable(StoreDatabase database)
{
    public Approval Add(Approval approval) => database.Change(unit =>
    {
        unit.Hold(StoreScope.DecisionsOf(approval.Host));
        var added = unit.Query(
            """
            INSERT INTO approval (host, name, version, verdict, policy, created, until, reason, approved_by)
            VALUES (@host, @name, @version, @verdict, @policy, @created, @until, @reason, @by) RETURNING id
            """,
            r => r.GetInt64(0),
            ("@host", approval.Host), ("@name", approval.Name), ("@version", approval.Version), ("@verdict", approval.Verdict.ToString()),
            ("@policy", approval.Policy), ("@created", Moments.Write(approval.Created)),
            ("@until", approval.Until is { } until ? Moments.Write(until) : null), ("@reason", approval.Reason), ("@by", approval.By))[0];
        _ = unit.Execute(
            $"""
            UPDATE approval SET superseded_by = @added
            WHERE {unit.Key("host")} = {unit.Key("@host")} AND name = @name AND version = @version AND id <> @added
            AND withdrawn IS NULL AND superseded_by IS NULL AND superseded_version IS NULL AND (until IS NULL OR until > @created)
            """,
            ("@added", added), ("@host", approval.Host), ("@name", approval.Name), ("@version", approval.Version),
            ("@created", Moments.Write(approval.Created)));
        return approval with { Id = added, State = ApprovalState.Active };
    });

    public IReadOnlyList<Approval> All(DateTimeOffset now) => database.Read(unit => All(unit, now));

    private static List<Approval> All(StoreUnit unit, DateTimeOffset now) => unit.Query(
        """
        SELECT id, host, name, version, verdict, policy, created, until, reason, approved_by, withdrawn, withdrawn_by,
            superseded_by, superseded_version
        FROM approval ORDER BY id
        """,
        r => Read(r, now));

    public Outcome<Approval> Withdraw(long id, string by, DateTimeOffset now) => database.Change<Outcome<Approval>>(unit =>
    {
        var changed = unit.Execute(
            """
            UPDATE approval SET withdrawn = @now, withdrawn_by = @by
            WHERE id = @id AND withdrawn IS NULL AND superseded_by IS NULL AND superseded_version IS NULL AND (until IS NULL OR until > @now)
            """,
            ("@now", Moments.Write(now)), ("@by", by), ("@id", id));
        var found = All(unit, now).FirstOrDefault(a => a.Id == id);
        if (changed == 1 && found is not null) return found;
        return new Finding
        {
            Code = "ApprovalNotActive",
            Kind = FindingKind.ObjectNotFound,
            Path = found?.ToString(),
            Message = found is null ? $"There is no approval {id}." : $"The {(found.Verdict == ApprovalVerdict.Denied ? "denial" : "approval")} of {found.Name} on {found.Host} is {found.State} already.",
            Suggestion = "Get-PatchApproval lists those that hold.",
        };
    });

    private static Approval Read(DbDataReader r, DateTimeOffset now)
    {
        var (until, withdrawn) = (StoreUnit.Moment(r, 7), StoreUnit.Moment(r, 10));
        return new Approval
        {
            Id = r.GetInt64(0),
            Host = r.GetString(1),
            Name = r.GetString(2),
            Version = r.GetString(3),
            Verdict = (ApprovalVerdict)Enum.Parse(typeof(ApprovalVerdict), r.GetString(4)),
            Policy = StoreUnit.Text(r, 5),
            Created = Moments.Read(r.GetString(6)),
            Until = until,
            Reason = r.GetString(8),
            By = r.GetString(9),
            Withdrawn = withdrawn,
            WithdrawnBy = StoreUnit.Text(r, 11),
            SupersededByVersion = StoreUnit.Text(r, 13),
            State = withdrawn is not null ? ApprovalState.Withdrawn
                : !r.IsDBNull(12) || !r.IsDBNull(13) ? ApprovalState.Superseded
                : until <= now ? ApprovalState.Expired
                : ApprovalState.Active,
        };
    }
}
