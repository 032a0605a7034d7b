namespace PatchWindow.Fleet.Store.PostgreSql;

/// <summary>The store in a PostgreSQL database, for runners on several machines.</summary>
public static class PostgreSqlStore
{
    /// <summary>Opens the store, makes its tables where there are none, and brings them up to date. Who may not write it may still read it.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <exception cref="StoreException">It cannot be reached or read, is another program's, or was written by a newer version.</exception>
    public static PatchStore Open(string connectionString)
    {
        var place = PostgreSqlPlace.Of(connectionString);
        return PostgreSqlFaults.Guard(place.Location, () =>
        {
            var source = place.Connect();
            try
            {
                return new PatchStore(new PostgreSqlDatabase(source, place.Location, PostgreSqlMigrations.Apply(source, place.Location)));
            }
            catch
            {
                source.Dispose();
                throw;
            }
        });
    }
}
