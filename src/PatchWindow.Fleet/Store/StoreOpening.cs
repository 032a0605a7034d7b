using PatchWindow.Fleet.Store.Sqlite;

namespace PatchWindow.Fleet.Store;

/// <summary>Opens the store that the configuration names.</summary>
public static class StoreOpening
{
    /// <summary>The providers, by the words of the configuration.</summary>
    public const string Sqlite = "sqlite", PostgreSql = "postgresql";

    /// <exception cref="StoreException">It cannot be used.</exception>
    public static IPatchStore Open(StoreSettings settings) =>
        !string.Equals(settings.Provider, PostgreSql, StringComparison.OrdinalIgnoreCase) ? SqliteStore.Open(settings.ConnectionString)
#if NET
        : Store.PostgreSql.PostgreSqlStore.Open(settings.ConnectionString);
#else
        : throw new StoreException(new Finding
        {
            Code = "StoreProviderNotSupported",
            Kind = FindingKind.NotImplemented,
            Path = "store.provider",
            Message = "A store on PostgreSQL needs PowerShell 7; this is Windows PowerShell.",
            Suggestion = "Run the command in pwsh (https://aka.ms/powershell).",
        });
#endif
}
