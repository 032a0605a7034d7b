using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PatchWindow.Fleet.Store.PostgreSql;

/// <summary>A transaction, or a picture, of a PostgreSQL database.</summary>
internal sealed class PostgreSqlUnit(NpgsqlConnection connection, NpgsqlTransaction transaction) : StoreUnit(connection, transaction)
{
    private DateTimeOffset? now;

    public override DateTimeOffset Now() => now ??= Query("SELECT clock_timestamp()", r => new DateTimeOffset(r.GetDateTime(0).ToUniversalTime()))[0];

    public override string Key(string text) => $"lower({text})";

    public override string ForUpdateSkipLocked => " FOR UPDATE SKIP LOCKED";

    // Advisory locks and not rows: what is held need not be there yet. They end with the transaction (PostgreSQL 13.3.5), and lock nobody out of reading.
    public override void Hold(params StoreScope[] scopes) => now = Query(
        "SELECT pg_advisory_xact_lock(key), clock_timestamp() FROM unnest(@keys) WITH ORDINALITY AS held (key, place) ORDER BY place",
        r => new DateTimeOffset(r.GetDateTime(1).ToUniversalTime()),
        ("@keys", scopes.Distinct().OrderBy(s => s).Select(KeyOf).ToArray())).LastOrDefault();

    // Of two scopes with one key one waits for the other now and then; nothing worse comes of it.
    private static long KeyOf(StoreScope scope) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"patchwindow {scope.Area} {scope.Key}")), 0);
}
