using System.Data.Common;
using PatchWindow.Core.Decisions;

namespace PatchWindow.Fleet.Store;

/// <summary>What hosts were offered, and when first; and what of people's word a newer version makes void.</summary>
internal sealed class SightingTable(StoreDatabase database)
{
    public IReadOnlyList<Sighting> Sight(string host, IReadOnlyCollection<PendingPatch> patches, DateTimeOffset now)
    {
        if (database.WriteRefusal is null && patches.Count > 0)
        {
            try
            {
                return database.Change(unit =>
                {
                    unit.Hold(StoreScope.DecisionsOf(host));
                    foreach (var patch in patches) Add(unit, host, patch, now);
                    foreach (var offered in patches.GroupBy(p => p.Name)) Supersede(unit, host, offered.Key, [.. offered.Select(p => p.Version)], now);
                    return Of(unit, host);
                });
            }
            catch (StoreException)
            {
                // What was kept can perhaps still be read; if not, that says why.
            }
        }

        return database.Read(unit => Of(unit, host));
    }

    private static List<Sighting> Of(StoreUnit unit, string host) => unit.Query(
        $"SELECT name, version, installed, severity, classification, first_seen FROM sighting WHERE {unit.Key("host")} = {unit.Key("@host")} ORDER BY first_seen",
        Read, ("@host", host));

    private static void Add(StoreUnit unit, string host, PendingPatch patch, DateTimeOffset now) => unit.Execute(
        $"""
        INSERT INTO sighting (host, name, version, installed, severity, classification, first_seen)
        VALUES (@host, @name, @version, @installed, @severity, @classification, @now)
        ON CONFLICT ({unit.Key("host")}, name, version) DO UPDATE SET installed = excluded.installed, severity = excluded.severity, classification = excluded.classification
        """,
        ("@host", host), ("@name", patch.Name), ("@version", patch.Version), ("@installed", patch.InstalledVersion),
        ("@severity", patch.Severity.ToString()), ("@classification", patch.Classification.ToString()), ("@now", Moments.Write(now)));

    // A version is newer than another when it was seen later: a mirror that goes back to an older one makes nothing void. What was
    // said of the older one holds again then: it was said of that very version, and nothing else keeps it from being applied.
    private static void Supersede(StoreUnit unit, string host, string name, string[] offered, DateTimeOffset now)
    {
        var its = $"{unit.Key("host")} = {unit.Key("@host")}";
        foreach (var (table, ended) in new[] { ("deferral", "resumed"), ("approval", "withdrawn") })
        {
            foreach (var version in offered)
            {
                _ = unit.Execute(
                    $"""
                    UPDATE {table} SET superseded_version = NULL
                    WHERE {its} AND name = @name AND version = @version AND {ended} IS NULL AND superseded_by IS NULL AND superseded_version IS NOT NULL
                    AND id = (SELECT max(id) FROM {table} WHERE {its} AND name = @name AND version = @version)
                    """,
                    ("@host", host), ("@name", name), ("@version", version));
            }

            var held = unit.Query(
                $"""
                SELECT d.id, d.version, coalesce(s.first_seen, d.created) FROM {table} d
                LEFT JOIN sighting s ON {unit.Key("s.host")} = {unit.Key("d.host")} AND s.name = d.name AND s.version = d.version
                WHERE {unit.Key("d.host")} = {unit.Key("@host")} AND d.name = @name AND d.{ended} IS NULL AND d.superseded_by IS NULL AND d.superseded_version IS NULL
                AND (d.until IS NULL OR d.until > @now)
                """,
                r => (Id: r.GetInt64(0), Version: r.GetString(1), Seen: r.GetString(2)), ("@host", host), ("@name", name), ("@now", Moments.Write(now)));
            foreach (var (id, version, seen) in held.Where(h => Array.IndexOf(offered, h.Version) < 0))
            {
                var newer = unit.Query(
                    $"SELECT version FROM sighting WHERE {its} AND name = @name AND first_seen > @seen ORDER BY first_seen DESC",
                    r => r.GetString(0), ("@host", host), ("@name", name), ("@seen", seen)).FirstOrDefault(v => Array.IndexOf(offered, v) >= 0);
                if (newer is not null)
                    _ = unit.Execute($"UPDATE {table} SET superseded_version = @newer WHERE id = @id", ("@newer", newer), ("@id", id));
            }
        }
    }

    private static Sighting Read(DbDataReader r) => new(r.GetString(0), r.GetString(1), Moments.Read(r.GetString(5)))
    {
        InstalledVersion = StoreUnit.Text(r, 2),
        Severity = Enum.TryParse<PatchSeverity>(r.GetString(3), out var severity) ? severity : PatchSeverity.Unknown,
        Classification = Enum.TryParse<PatchClassification>(r.GetString(4), out var classification) ? classification : PatchClassification.Other,
    };
}
