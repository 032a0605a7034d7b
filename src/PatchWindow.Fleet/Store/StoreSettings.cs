namespace PatchWindow.Fleet.Store;

/// <summary>Where deferrals and the journal are kept.</summary>
/// <param name="Provider"><c>sqlite</c>.</param>
/// <param name="ConnectionString">As the provider takes it.</param>
public sealed record StoreSettings(string Provider, string ConnectionString)
{
    /// <summary>
    /// One SQLite file for the machine, whoever asks: what one admin defers must hold for another's sudo and for the scheduled
    /// task.
    /// </summary>
    public static StoreSettings Default => new("sqlite", "Data Source=" + Path.Combine(Folder(), "patchwindow.db"));

    private static string Folder() => Path.DirectorySeparatorChar == '/'
        ? "/var/lib/patchwindow"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "PatchWindow");
}
