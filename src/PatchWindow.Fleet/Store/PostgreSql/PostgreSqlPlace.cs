using System.Globalization;
using Npgsql;

namespace PatchWindow.Fleet.Store.PostgreSql;

/// <summary>Where a database is, by a connection string; that is never quoted, because it may hold a password.</summary>
internal sealed class PostgreSqlPlace
{
    private readonly NpgsqlConnectionStringBuilder settings;

    private PostgreSqlPlace(NpgsqlConnectionStringBuilder settings) => this.settings = settings;

    /// <summary><c>postgresql://db01:5432/patching</c>, with the schema where one is named.</summary>
    public string Location => string.Create(CultureInfo.InvariantCulture, $"postgresql://{settings.Host}:{settings.Port}/{settings.Database ?? settings.Username}")
        + (settings.SearchPath is { Length: > 0 } schema ? $" ({schema})" : "");

    /// <exception cref="StoreException">It is not one.</exception>
    public static PostgreSqlPlace Of(string connectionString)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "PatchWindow", IncludeErrorDetail = false, LogParameters = false };
            if (string.IsNullOrEmpty(settings.Host)) throw new StoreException(PostgreSqlFaults.ConnectionString(isWithoutHost: true));

            // A server that vanished costs seconds, and a runner is told of it while it works.
            if (settings.KeepAlive == 0) settings.KeepAlive = 15;
            return new PostgreSqlPlace(settings);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            throw new StoreException(PostgreSqlFaults.ConnectionString(isWithoutHost: false));
        }
    }

    public NpgsqlDataSource Connect() => new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
}
