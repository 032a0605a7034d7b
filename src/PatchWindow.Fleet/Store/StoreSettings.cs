namespace PatchWindow.Fleet.Store;

/// <summary>Where deferrals and the journal are kept.</summary>
/// <param name="Provider"><c>sqlite</c>.</param>
/// <param name="ConnectionString">As the provider takes it.</param>
public sealed record StoreSettings(string Provider, string ConnectionString)
{
    /// <summary>One SQLite file: for root the machine's, /var/lib/patchwindow; for anyone else in their own data folder.</summary>
    public static StoreSettings Default => new("sqlite", "Data Source=" + Path.Combine(Folder(), "patchwindow.db"));

    private static string Folder()
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        // A service has no home; root's journal is the machine's.
        var machine = Path.DirectorySeparatorChar == '/' && (own.Length == 0 || Environment.UserName == "root");
        return machine ? "/var/lib/patchwindow" : Path.Combine(own, "PatchWindow");
    }
}
