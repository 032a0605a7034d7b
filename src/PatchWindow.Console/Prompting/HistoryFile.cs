namespace PatchWindow.Console;

/// <summary>
/// Typed text in a file of the user's own. Entries end with the line, and a backtick at a line's end goes on with the
/// next one: what the language itself means by it. A file that cannot be used is done without.
/// </summary>
internal sealed class HistoryFile(string path, int limit = 1000)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Under XDG_STATE_HOME, where the XDG base directory specification puts histories.</summary>
    public static string? DefaultPath()
    {
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            state = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        else if (string.IsNullOrEmpty(state) && home.Length > 0)
            state = Path.Combine(home, ".local", "state");
        return string.IsNullOrEmpty(state) ? null : Path.Combine(state, "patchwindow", "history");
    }

    /// <summary>The newest entries; the file is cut down to them when it has grown well past.</summary>
    public IReadOnlyList<string> Read()
    {
        try
        {
            if (!File.Exists(path))
                return [];
            var all = Entries(File.ReadAllLines(path)).ToList();
            if (all.Count <= limit)
                return all;
            var kept = all[^limit..];
            if (all.Count > limit + limit / 4)
                Rewrite(kept);
            return kept;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Append(string entry)
    {
        try
        {
            CreateFolder();
            using var stream = Open(path, FileMode.Append);
            using var writer = new StreamWriter(stream);
            writer.WriteLine(Text(entry));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A prompt on a read-only home works as well, only it forgets.
        }
    }

    private void Rewrite(IEnumerable<string> entries)
    {
        var next = path + ".new";
        using (var stream = Open(next, FileMode.Create))
        using (var writer = new StreamWriter(stream))
        {
            foreach (var entry in entries)
                writer.WriteLine(Text(entry));
        }

        File.Move(next, path, overwrite: true);
    }

    private static string Text(string entry) => entry.Replace("\n", "`\n", StringComparison.Ordinal);

    private static IEnumerable<string> Entries(string[] lines)
    {
        var entry = "";
        foreach (var line in lines)
        {
            if (line.EndsWith('`'))
            {
                entry += line[..^1] + "\n";
                continue;
            }

            yield return entry + line;
            entry = "";
        }
    }

    private void CreateFolder()
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static FileStream Open(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }
}
