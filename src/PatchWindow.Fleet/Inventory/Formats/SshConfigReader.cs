using System.Text;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>Reads an SSH configuration, and what it includes, into blocks in the order in which OpenSSH reads them.</summary>
internal sealed class SshConfigReader
{
    // OpenSSH's own limit (readconf.c, READCONF_MAX_DEPTH), and one for files that include each other many times over.
    private const int Deepest = 16, MostFiles = 1000;

    private readonly InventoryFile file;
    private readonly List<SshBlock> blocks;
    private readonly int depth;
    private readonly SshBlock? outer;
    private readonly Counter opened;

    private SshConfigReader(InventoryFile file, List<SshBlock> blocks, int depth, SshBlock? outer, Counter opened)
    {
        this.file = file;
        this.blocks = blocks;
        this.depth = depth;
        this.outer = outer;
        this.opened = opened;
    }

    public static void Read(InventoryFile file, List<SshBlock> blocks) => new SshConfigReader(file, blocks, 0, null, new Counter()).Read();

    private void Read()
    {
        var current = Begin(file.At(1), null);
        var isMatch = false;
        var number = 0;
        foreach (var raw in file.Text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            var place = file.At(number);
            if (Words(line) is not { } words)
            {
                file.Fault(place, "InventoryInvalid", "The line has a quote that never ends.");
                continue;
            }

            switch (words[0].ToUpperInvariant())
            {
                case "HOST":
                    isMatch = false;
                    current = Begin(place, words.Skip(1).ToList());
                    break;
                case "MATCH":
                    isMatch = true;
                    file.Inform(place, "InventoryMatchNotRead", "What stands below 'Match' is not read: it depends on more than the host.");
                    break;
                case var _ when isMatch:
                    break;
                case "HOSTNAME" when words.Count > 1:
                    current.HostName ??= words[1];
                    break;
                case "USER" when words.Count > 1:
                    current.User ??= words[1];
                    break;
                case "INCLUDE":
                    foreach (var pattern in words.Skip(1)) Include(pattern, place, current);

                    // What follows comes after what was included.
                    current = Again(current);
                    break;
            }
        }
    }

    private SshBlock Begin(string place, List<string>? patterns)
    {
        var block = new SshBlock(place, patterns, outer);
        blocks.Add(block);
        return block;
    }

    private SshBlock Again(SshBlock block)
    {
        blocks.Add(block.Again());
        return blocks[blocks.Count - 1];
    }

    private void Include(string pattern, string place, SshBlock within)
    {
        if (depth == Deepest)
        {
            file.Fault(place, "InventoryIncludeTooDeep", $"Files include files more than {Deepest} levels deep.", "Does a file include itself?");
            return;
        }

        foreach (var path in Files(pattern, place))
        {
            if (++opened.Count > MostFiles)
            {
                if (opened.Count == MostFiles + 1) file.Fault(place, "InventoryIncludeTooDeep", $"More than {MostFiles} files are included.", "Does a file include itself?");
                return;
            }

            if (file.Include(path, place) is { } included) new SshConfigReader(included, blocks, depth + 1, within, opened).Read();
        }
    }

    // ssh_config(5), Include: ~ is the user's folder; what is relative lies in ~/.ssh, or in /etc/ssh for a file that lies there;
    // wildcards are expanded in lexical order, and one that matches nothing is no fault.
    private IEnumerable<string> Files(string pattern, string place)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var isSystem = file.Path.StartsWith("/etc/ssh/", StringComparison.Ordinal);
        if (pattern.IndexOf('\0') >= 0 || pattern.IndexOf("${", StringComparison.Ordinal) >= 0 || pattern.IndexOf('%') >= 0)
        {
            file.Inform(place, "InventoryIncludeNotRead", $"'{pattern}' is not included: variables and tokens are not expanded.");
            return [];
        }

        var path = pattern == "~" || pattern.StartsWith("~/", StringComparison.Ordinal) ? home + pattern.Substring(1)
            : Path.IsPathRooted(pattern) ? pattern
            : Path.Combine(isSystem ? "/etc/ssh" : Path.Combine(home, ".ssh"), pattern);
        if (path.IndexOfAny(['*', '?']) >= 0) return Glob(path);
        if (File.Exists(path)) return [path];
        file.Inform(place, "InventoryIncludeNotRead", $"There is no file '{path}' to include.");
        return [];
    }

    private static IEnumerable<string> Glob(string path)
    {
        IEnumerable<string> found = [Path.GetPathRoot(path)!];
        foreach (var part in path.Substring(Path.GetPathRoot(path)!.Length).Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
            found = part.IndexOfAny(['*', '?']) < 0 ? found.Select(f => Path.Combine(f, part)) : found.SelectMany(f => Entries(f, part)).Take(MostFiles + 1);
        return [.. found.Where(File.Exists).OrderBy(f => f, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Entries(string folder, string part)
    {
        try
        {
            // Hidden files are not meant by a star, as in a shell.
            return [.. Directory.EnumerateFileSystemEntries(folder).Where(e => Path.GetFileName(e) is var n && (n[0] != '.' || part[0] == '.') && Wildcard.Matches(part, n))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // The keyword and its arguments, which stand after blanks or one '='; an argument with blanks stands in double quotes.
    private static List<string>? Words(string line)
    {
        var words = new List<string>();
        var at = 0;
        while (at < line.Length)
        {
            while (at < line.Length && (char.IsWhiteSpace(line[at]) || (line[at] == '=' && words.Count == 1))) at++;
            if (at == line.Length || (line[at] == '#' && words.Count > 0)) break;
            var word = new StringBuilder();
            var quoted = false;
            for (; at < line.Length && (quoted || !(char.IsWhiteSpace(line[at]) || (line[at] == '=' && words.Count == 0))); at++)
            {
                if (line[at] == '"') quoted = !quoted;
                else word.Append(line[at]);
            }

            if (quoted) return null;
            words.Add(word.ToString());
        }

        return words.Count == 0 ? [""] : words;
    }

    private sealed class Counter
    {
        public int Count { get; set; }
    }
}
