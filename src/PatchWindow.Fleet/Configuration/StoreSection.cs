using System.Data.Common;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// Reads where the store is. A section with a fault is no store at all: in another one, what people deferred would not be found.
/// </summary>
internal static class StoreSection
{
    // Microsoft.Data.Sqlite's names for the file. Its own builder is not asked: whoever reads windows needs no SQLite.
    private static readonly string[] FileWords = ["Data Source", "DataSource", "Filename"];

    // Npgsql's names for it.
    private static readonly string[] PasswordWords = ["Password", "PSW", "PWD", "SSL Password", "SslPassword"];

    /// <param name="root">The whole configuration.</param>
    /// <param name="layers">Where its settings come from.</param>
    /// <param name="findings">What the reader reports to.</param>
    public static Outcome<StoreSettings> Read(SettingReader root, ConfigurationLayers layers, List<Finding> findings)
    {
        var before = findings.Count;
        var store = StoreSettings.Default;
        if (root.Object("store") is { } reader)
        {
            var (provider, connection) = (reader.Text("provider") ?? store.Provider, reader.Text("connectionString"));
            var file = layers.FileOf("store:connectionString");
            if (string.Equals(provider, StoreOpening.PostgreSql, StringComparison.OrdinalIgnoreCase))
            {
                if (connection is null) reader.Fault("connectionString", "StoreConnectionMissing", "A store on PostgreSQL needs a connection string.", "Write \"connectionString\": \"Host=db01;Database=patching;Username=patchwindow\".");
                else if (file is not null && HasPassword(connection)) RefusePassword(reader);
                store = new StoreSettings(StoreOpening.PostgreSql, connection ?? "");
            }
            else
            {
                CheckProvider(reader, provider);
                store = new StoreSettings(provider, connection is null ? store.ConnectionString : Rooted(connection, reader, file));
            }

            reader.RefuseTheRest();
        }

        return findings.Skip(before).FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } fault ? fault : store;
    }

    // Files are copied, backed up and committed; environment variables and PostgreSQL's own ways are not.
    private static void RefusePassword(SettingReader reader) => reader.Fault("connectionString", "StorePasswordInFile",
        "The store's connection string has a password, and stands in a file.",
        "Take the password out, change it, and give it in PGPASSWORD, in a file that only the account may read (Passfile=…, ~/.pgpass), or the whole string in PATCHWINDOW__store__connectionString.");

    private static bool HasPassword(string connection)
    {
        try
        {
            var words = new DbConnectionStringBuilder { ConnectionString = connection };
            return PasswordWords.Any(w => words.TryGetValue(w, out var value) && value is string { Length: > 0 });
        }
        catch (ArgumentException)
        {
            return false; // refused, with its reason, where it is opened
        }
    }

    private static void CheckProvider(SettingReader reader, string provider)
    {
        if (string.Equals(provider, "sqlite", StringComparison.OrdinalIgnoreCase)) return;

        // One word is a provider; anything else may be a connection string, with a password in it.
        reader.Fault("provider", "StoreProviderNotSupported",
            $"The store {(provider.All(char.IsLetterOrDigit) ? $"'{provider}'" : "that is named here")} is not in this version.",
            "Write \"provider\": \"sqlite\" or \"postgresql\".");
    }

    // SQLite takes a relative path from the folder that the process happens to be in: every folder would have its own store.
    private static string Rooted(string connection, SettingReader reader, string? file)
    {
        DbConnectionStringBuilder words;
        try
        {
            words = new DbConnectionStringBuilder { ConnectionString = connection };
        }
        catch (ArgumentException)
        {
            return connection; // refused, with its reason, where it is opened
        }

        var changed = false;
        foreach (var word in FileWords)
        {
            if (!words.TryGetValue(word, out var value) || value is not string { Length: > 0 } path || !IsRelative(path)) continue;
            if (file is not null && !IsUri(path))
            {
                words[word] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path));
                changed = true;
                continue;
            }

            reader.Fault("connectionString", "StorePathRelative",
                file is null
                    ? $"The store's path '{path}' is relative, and an environment variable has no folder that it could be relative to."
                    : $"The store's path '{path}' is a relative URI.",
                "Write an absolute path: Data Source=/path/to/patchwindow.db.");
        }

        return changed ? words.ConnectionString : connection;
    }

    private static bool IsRelative(string path)
    {
        if (path == ":memory:") return false;
        return IsUri(path) ? path.Length == 5 || path[5] is not ('/' or ':') : !Path.IsPathRooted(path);
    }

    // https://sqlite.org/uri.html; file::memory: is no file.
    private static bool IsUri(string path) => path.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
}
