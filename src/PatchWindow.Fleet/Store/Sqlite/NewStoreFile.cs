namespace PatchWindow.Fleet.Store.Sqlite;

/// <summary>The file of a store that is not there yet.</summary>
internal static class NewStoreFile
{
    /// <summary>Whether there is nothing at the path.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not even see that.</exception>
    public static bool IsMissing(string path)
    {
        try
        {
            // Not File.Exists, which says no as well where a folder may not be looked into.
            _ = File.GetAttributes(path);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
    }

    /// <summary>
    /// Makes the empty file and the folders it lacks: everyone may read them and their owner alone may write, whatever the
    /// umask of the account that happens to be the first. What SQLite puts beside the file takes the file's mode.
    /// </summary>
    /// <param name="path">A full path.</param>
    public static void Make(string path)
    {
        MakeFolder(Path.GetDirectoryName(path));
        try
        {
#if NET
            if (!OperatingSystem.IsWindows())
            {
                using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = FileModeBits });
                if (File.GetUnixFileMode(file.SafeFileHandle) != FileModeBits) File.SetUnixFileMode(file.SafeFileHandle, FileModeBits);
                return;
            }
#endif
            new FileStream(path, FileMode.CreateNew, FileAccess.Write).Dispose();
        }
        catch (IOException) when (!IsMissing(path))
        {
            // Another process was first. The file is not opened here: closing it would end SQLite's locks in this process.
        }
    }

    private static void MakeFolder(string? folder)
    {
        if (string.IsNullOrEmpty(folder) || Directory.Exists(folder)) return;
        MakeFolder(Path.GetDirectoryName(folder));
#if NET
        if (!OperatingSystem.IsWindows())
        {
            if (Directory.CreateDirectory(folder!, FolderModeBits).UnixFileMode != FolderModeBits) File.SetUnixFileMode(folder!, FolderModeBits);
            return;
        }
#endif
        Directory.CreateDirectory(folder!);
    }

#if NET
    private const UnixFileMode FileModeBits = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode FolderModeBits = FileModeBits | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
#endif
}
