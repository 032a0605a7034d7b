using System.Net.Sockets;
using Npgsql;

namespace PatchWindow.Fleet.Store.PostgreSql;

/// <summary>Turns what PostgreSQL, the driver and the network say into findings.</summary>
internal static class PostgreSqlFaults
{
    /// <summary>Runs an action on a store; its faults come out as <see cref="StoreException"/>.</summary>
    public static T Guard<T>(string location, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (PostgresException e)
        {
            throw new StoreException(Explain(location, e), e);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new StoreException(Unreachable(location, e), e);
        }
    }

    public static Finding ConnectionString(bool isWithoutHost) => new()
    {
        Code = "StoreConnectionInvalid",
        Kind = FindingKind.InvalidArgument,
        Path = "store.connectionString",

        // The kind of fault and not its text: what the driver takes for a keyword or a value may be part of a password.
        Message = isWithoutHost ? "The store's connection string names no host." : "The store's connection string is not one that PostgreSQL's driver understands.",
        Suggestion = "Write \"connectionString\": \"Host=db01;Database=patching;Username=patchwindow\".",
    };

    /// <summary>A store that can be read at most.</summary>
    public static Finding NotWritable(string location, string reason, string? suggestion) => new()
    {
        Code = "StoreUnavailable",
        Kind = FindingKind.PermissionDenied,
        Path = location,
        Message = $"Nothing can be written to the store '{location}': {reason}.",
        Suggestion = suggestion,
    };

    public static Finding Older(string location, int version, int newest) => Make(
        "StoreOlder", FindingKind.PermissionDenied, location,
        $"it was written by an older PatchWindow (schema {version}; this one has {newest}), and nothing can be written to it here",
        "Any command of an account that owns the tables updates it.");

    public static Finding Newer(string location, int version, int newest) => Make(
        "StoreNewer", FindingKind.InvalidOperation, location,
        $"it was written by a newer PatchWindow (schema {version}; this one knows {newest})",
        "Update PatchWindow. Nothing was changed.");

    public static Finding Foreign(string location) => Make(
        "StoreForeign", FindingKind.InvalidData, location, "its schema has tables of another program",
        "Nothing was changed. Name an empty database, or a schema of its own: Search Path=patchwindow.");

    public static Finding NoSchema(string location) => Make(
        "StoreUnavailable", FindingKind.ObjectNotFound, location, "it has no schema that this account may use", "Make one, CREATE SCHEMA patchwindow AUTHORIZATION …, and name it: Search Path=patchwindow.");

    /// <summary>The connection was lost while a change was being made certain.</summary>
    public static Finding CommitUnknown(string location, Exception fault) => Make(
        "StoreCommitUnknown", FindingKind.ResourceUnavailable, location,
        $"the connection was lost while a change was written, and it is not known whether it was ({fault.Message})",
        "Run the command again when the server answers: what was written is found, and what was begun on a host is asked about there.");

    private static Finding Unreachable(string location, Exception fault) => Make(
        "StoreUnavailable", FindingKind.ResourceUnavailable, location,
        $"its server does not answer ({(fault.InnerException ?? fault).Message})",
        "Check that the server runs and that this machine may reach it, with: psql and the same host, port and database.");

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static Finding Explain(string location, PostgresException e) => e.SqlState switch
    {
        "28P01" or "28000" => Make("StoreUnavailable", FindingKind.PermissionDenied, location, "the server does not let this account in",
            "Give the password in PGPASSWORD, in a file (PGPASSFILE, ~/.pgpass), or in PATCHWINDOW__store__connectionString; never in the configuration file."),
        "3D000" => Make("StoreUnavailable", FindingKind.ObjectNotFound, location, "the server has no such database", "Make it: createdb, or CREATE DATABASE. Its tables are made by the first command."),
        "42501" => Make("StoreUnavailable", FindingKind.PermissionDenied, location, "this account may not do that there", "Let it own the database or a schema of its own."),
        "25006" => Make("StoreUnavailable", FindingKind.PermissionDenied, location, "nothing can be written there now: the server is a standby, or read-only", "Name the primary, or add Target Session Attributes=primary."),
        "53100" => Make("StoreFull", FindingKind.WriteError, location, "the server's disk is full", "Make room there and run the command again."),
        "53300" => Make("StoreBusy", FindingKind.ResourceBusy, location, "the server has no connection left", "Run the command again later, or raise max_connections."),
        "40001" or "40P01" or "55P03" or "57014" => Make("StoreBusy", FindingKind.ResourceBusy, location, "other changes kept this one waiting for too long", "Run the command again."),
        "57P01" or "57P02" or "57P03" => Make("StoreUnavailable", FindingKind.ResourceUnavailable, location, "the server is being stopped or started", "Run the command again when it is up."),
        "XX001" or "XX002" => Make("StoreDamaged", FindingKind.InvalidData, location, "it is damaged", "Nothing was changed. Restore it from a backup."),
        _ => Make("StoreFailed", FindingKind.WriteError, location, $"{e.MessageText} ({e.SqlState})", null),
    };

    private static Finding Make(string code, FindingKind kind, string location, string reason, string? suggestion) => new()
    {
        Code = code, Kind = kind, Path = location, Message = $"The store '{location}' cannot be used: {reason.TrimEnd('.')}.", Suggestion = suggestion,
    };
}
