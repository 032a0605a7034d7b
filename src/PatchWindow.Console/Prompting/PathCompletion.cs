using System.Buffers;

namespace PatchWindow.Console;

/// <summary>Files and folders. The engine asks Get-ChildItem for them, which is PowerShell's and not the engine's.</summary>
internal static class PathCompletion
{
    // The language would read these as something other than a part of a name.
    private static readonly SearchValues<char> s_needQuotes = SearchValues.Create(" '\"`$;|&(){}<>,@#");

    public static Completion? At(EditLine line, string currentFolder)
    {
        var start = WordStart(line);
        var word = line.Text[start..line.Cursor];
        var quote = word.Length > 0 && word[0] is '\'' or '"' ? word[..1] : "";
        var typed = word[quote.Length..];
        var slash = typed.LastIndexOf('/') + 1;
        var (typedFolder, name) = (typed[..slash], typed[slash..]);

        var candidates = Entries(Path.Combine(currentFolder, Home(typedFolder)), name)
            .Select(entry => Quote(typedFolder + entry, quote))
            .ToList();
        return candidates.Count == 0 ? null : new Completion(start, word.Length, candidates);
    }

    private static IEnumerable<string> Entries(string folder, string name)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                    .Where(e => e.Name.StartsWith(name, StringComparison.Ordinal))
                    .Where(e => name.StartsWith('.') || !e.Name.StartsWith('.'))
                    .Select(e => e is DirectoryInfo ? e.Name + "/" : e.Name)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static int WordStart(EditLine line)
    {
        // An open quote holds blanks; otherwise a word begins after one.
        var (start, open) = (0, '\0');
        for (var i = 0; i < line.Cursor; i++)
        {
            var c = line.Text[i];
            if (open != '\0')
                open = c == open ? '\0' : open;
            else if (c is '\'' or '"')
                (start, open) = (i, c);
            else if (char.IsWhiteSpace(c) || c is '(' or '|' or ';' or '=' or ',' or '{')
                start = i + 1;
        }

        return start;
    }

    private static string Home(string folder) => folder.StartsWith("~/", StringComparison.Ordinal)
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + folder[1..]
        : folder;

    private static string Quote(string path, string quote)
    {
        if (quote.Length > 0)
            return quote + path;
        return path.AsSpan().IndexOfAny(s_needQuotes) >= 0
            ? "'" + path.Replace("'", "''", StringComparison.Ordinal) + "'"
            : path;
    }
}
