using Microsoft.Data.Sqlite;

namespace PatchWindow.Fleet.Store.Sqlite;

/// <summary>Turns what SQLite and the disk say into findings.</summary>
internal static class SqliteFaults
{
    // https://sqlite.org/rescode.html
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;
    private const int ReadOnlyRollback = ReadOnly | (3 << 8);

    private const string Another = "another store: \"store\": { \"connectionString\": \"Data Source=…\" } in the configuration, or "
        + "PATCHWINDOW__store__connectionString in the environment.";

    private static readonly string AsRoot = Path.DirectorySeparatorChar == '/' ? "Run as root (sudo …)" : "Run as administrator";

    private static string AsRootOrElsewhere => $"{AsRoot}, or name {Another}";

    /// <summary>Runs an action on a store; its faults come out as <see cref="StoreException"/>.</summary>
    public static T Guard<T>(string location, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw new StoreException(Explain(location, e), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Make("StoreUnavailable",
                e is UnauthorizedAccessException ? FindingKind.PermissionDenied : FindingKind.ResourceUnavailable, location, e.Message, AsRootOrElsewhere), e);
        }
    }

    /// <summary>A store that can be read at most.</summary>
    public static Finding NotWritable(string location, string reason, string? suggestion = null) => new()
    {
        Code = "StoreUnavailable",
        Kind = FindingKind.PermissionDenied,
        Path = location,
        Message = $"Nothing can be written to the store '{location}': {reason}.",
        Suggestion = suggestion ?? AsRootOrElsewhere,
    };

    public static Finding Older(string location, int version, int newest) => Make(
        "StoreOlder", FindingKind.PermissionDenied, location,
        $"it was written by an older PatchWindow (schema {version}; this one has {newest}), and this user may not update it",
        $"{AsRoot}: any command that uses the store updates it.");

    public static Finding Newer(string location, int version, int newest) => Make(
        "StoreNewer", FindingKind.InvalidOperation, location,
        $"it was written by a newer PatchWindow (schema {version}; this one knows {newest})",
        "Update PatchWindow. Nothing was changed.");

    public static Finding Foreign(string location) => Make(
        "StoreForeign", FindingKind.InvalidData, location, "it is a database of another program",
        "Nothing was changed. Name " + Another);

    public static Finding Encryption(string location) => Make(
        "StoreEncryptionNotSupported", FindingKind.NotImplemented, location, "its connection string has a password, and this version does not encrypt",
        "Remove the password and protect the file by its permissions.");

    public static Finding ConnectionString(Exception? fault) => new()
    {
        Code = "StoreConnectionInvalid",
        Kind = FindingKind.InvalidArgument,
        Path = "store.connectionString",

        // The kind of fault and not its text: what SQLite takes for a keyword or a value may be part of a password.
        Message = fault is null
            ? "The store's connection string names no file."
            : "The store's connection string is not one that SQLite understands.",
        Suggestion = "Write \"connectionString\": \"Data Source=/path/to/patchwindow.db\".",
    };

    private static Finding Explain(string location, SqliteException e) => e.SqliteErrorCode switch
    {
        Corrupt or NotADatabase => Make("StoreDamaged", FindingKind.InvalidData, location, "it is damaged, or no SQLite database",
            "Nothing was changed. Move the file away, or restore it from a backup."),
        Busy or Locked => Make("StoreBusy", FindingKind.ResourceBusy, location, "another process has it locked",
            "Run the command again when that process is done."),
        Full => Make("StoreFull", FindingKind.WriteError, location, "its disk is full", "Make room and run the command again."),
        ReadOnly when e.SqliteExtendedErrorCode == ReadOnlyRollback => Make("StoreUnavailable", FindingKind.PermissionDenied, location,
            "a change to it was broken off, and this user may not undo that", $"{AsRoot}: any command that uses the store undoes it."),
        ReadOnly or CannotOpen => Make("StoreUnavailable", FindingKind.PermissionDenied, location,
            "it is not there, or this user may not open it or make a file beside it", AsRootOrElsewhere),
        _ => Make("StoreFailed", FindingKind.WriteError, location, e.Message, null),
    };

    private static Finding Make(string code, FindingKind kind, string location, string reason, string? suggestion) => new()
    {
        Code = code, Kind = kind, Path = location, Message = $"The store '{location}' cannot be used: {reason.TrimEnd('.')}.", Suggestion = suggestion,
    };
}
