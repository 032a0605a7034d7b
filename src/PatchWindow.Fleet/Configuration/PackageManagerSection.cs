using System.Text;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Own;

namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// Reads the package managers that somebody has written down. One with a fault installs nothing; hosts that go by it are still hosts.
/// </summary>
internal sealed class PackageManagerSection
{
    private const string Key = "packageManagers";
    private static readonly Regex RightName = new(@"\A[A-Za-z][A-Za-z0-9._+-]{0,39}\z", RegexOptions.CultureInvariant);
    private static readonly string[] Commands = ["list", "refresh", "check", "simulate", "apply", "verify", "repair", "reboot"], Needed = ["list", "apply", "verify"];

    // What a script's first line may name: the host's sh runs it, whatever that is.
    private static readonly string[] Shells = ["sh", "dash", "ash"];

    private readonly Dictionary<string, Outcome<OwnPackageManager>> all = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="root">The whole configuration.</param>
    /// <param name="findings">What the reader reports to.</param>
    public PackageManagerSection(SettingReader root, List<Finding> findings)
    {
        foreach (var (name, reader) in root.Named(Key))
        {
            // That it is no object was reported before it came here.
            var before = findings.Count - (reader is null ? 1 : 0);
            var manager = reader is null ? null : Read(root, name, reader);
            all[name] = findings.Skip(before).FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } fault ? fault : manager!;
        }
    }

    /// <summary>All of them by their names, or the fault of one.</summary>
    public IReadOnlyDictionary<string, Outcome<OwnPackageManager>> All => all;

    private static OwnPackageManager? Read(SettingReader root, string name, SettingReader reader)
    {
        var place = $"{Key}:{name}";
        if (!RightName.IsMatch(name))
        {
            root.Fault(place, "PackageManagerNameInvalid", $"'{name}' cannot be a package manager's name.",
                "A name begins with a letter and has letters, digits, hyphens, dots, + and _, at most 40.");
        }
        else if (KnownPackageManagers.Find(name) is { Count: > 0 } known)
        {
            root.Fault(place, "PackageManagerNameTaken", $"'{known.Last().Name}' is a package manager that PatchWindow has itself, and is not replaced.", $"Name it otherwise: my-{known.Last().Name}.");
        }

        var commands = Commands.ToDictionary(c => c, c => Command(reader, c));
        var package = Package(reader);
        var isScript = reader.Has("script");
        var script = ScriptFile(reader);
        reader.RefuseTheRest();
        if (isScript)
        {
            if (Commands.Append("package").FirstOrDefault(reader.Has) is { } beside)
                reader.Fault(beside, "PackageManagerAmbiguous", $"'{beside}' stands beside 'script', which is the whole package manager.", "Leave one of the two out.");
            return script is null ? null : new ScriptManifest(name, root.PlaceOf(place), script);
        }

        // A misspelt word is probably the missing one.
        foreach (var missing in Needed.Where(n => !reader.Has(n) && !reader.Unknown.Any(u => u.Meant == n)))
            reader.Fault(missing, "SettingMissing", $"'{missing}' is missing: {Why(missing)}.", $"Add \"{missing}\": [ \"program\", \"argument\" ], or {{ \"script\": \"file.sh\" }}.");
        if (reader.Faulty || commands["list"] is not { } list || commands["apply"] is not { } apply || commands["verify"] is not { } verify) return null;
        return new CommandManifest(name, root.PlaceOf(place), list, apply, verify)
        {
            Refresh = commands["refresh"], Check = commands["check"], Simulate = commands["simulate"], Repair = commands["repair"],
            Reboot = commands["reboot"], Package = package ?? PackageWord.Default,
        };
    }

    private static string Why(string command) => command switch
    {
        "list" => "without it nothing is known to be pending",
        "apply" => "without it nothing can be installed",
        _ => "without it nobody could tell whether something was installed",
    };

    private static OwnCommand? Command(SettingReader reader, string name)
    {
        if (reader.IsObject(name))
        {
            if (reader.Object(name) is not { } script) return null;
            _ = script.Required("script");
            var path = script.FilePath("script");
            script.RefuseTheRest();
            return path is null || script.Faulty ? null : ShellScript(script, path);
        }

        var words = reader.Texts(name);
        if (!reader.Has(name)) return null;
        if (words.Length == 0)
        {
            reader.Fault(name, "CommandEmpty", $"'{name}' names no program.", $"Write [ \"program\", \"argument\" ], or leave \"{name}\" out.");
            return null;
        }

        if (Array.Exists(words, w => w.IndexOf('\0') >= 0)) reader.Fault(name, "CommandInvalid", $"'{name}' has a character that no argument can have.", "Write it again.");
        if (words[0].Any(char.IsWhiteSpace) && words[0].IndexOf('/') < 0)
        {
            var split = words[0].Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Concat(words.Skip(1));
            reader.Fault(name, "CommandInvalid", $"'{name}' names the program '{words[0]}', and no program's name has blanks. No shell reads the words.",
                $"Write [ {string.Join(", ", split.Select(w => $"\"{w}\""))} ], or {{ \"script\": \"file.sh\" }} for a shell script.");
        }
        else if (words[0].StartsWith("-", StringComparison.Ordinal))
        {
            reader.Fault(name, "CommandInvalid", $"'{name}' begins with '{words[0]}', which is no program.", "Begin with the program; its arguments follow.");
        }

        return OwnCommand.Of(words);
    }

    private static OwnCommand? ShellScript(SettingReader reader, string path)
    {
        if (IsPowerShell(path))
        {
            reader.Fault("script", "PackageScriptInvalid", $"'{path}' is a PowerShell script, and commands are run by a host's sh.",
                "A PowerShell script is the whole package manager: \"a-name\": { \"script\": \"file.ps1\" }.");
            return null;
        }

        if (Content(reader, path) is not { } text) return null;
        var first = text.Split('\n')[0].Trim();
        if (first.StartsWith("#!", StringComparison.Ordinal) && !first.Split(' ', '/').Any(Shells.Contains))
        {
            reader.Fault("script", "PackageScriptInvalid", $"'{path}' begins with '{Shown(first)}', and scripts are run by a host's sh.",
                "Write it for sh, or name a program that is on the host: [ \"python3\", \"/usr/local/lib/list.py\" ].");
            return null;
        }

        return OwnCommand.OfScript(System.IO.Path.GetFileName(path), text);
    }

    private static string? ScriptFile(SettingReader reader)
    {
        if (reader.FilePath("script") is not { } path) return null;
        if (!IsPowerShell(path))
        {
            reader.Fault("script", "PackageScriptInvalid", $"'{path}' is no PowerShell script (.ps1).",
                "A shell script is one command: \"list\": { \"script\": \"list.sh\" }.");
            return null;
        }

        return Content(reader, path) is null ? null : path;
    }

    private static bool IsPowerShell(string path) => path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase);

    // Read with the configuration, so that a test of it finds what is missing before the window does.
    private static string? Content(SettingReader reader, string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                reader.Fault("script", "PackageScriptNotFound", $"There is no script '{path}'.", "Correct the path; a relative one is taken from the folder of the configuration file.");
                return null;
            }

            if (file.Length > OwnCommand.LongestScript)
            {
                reader.Fault("script", "PackageScriptInvalid", $"'{path}' has more than {OwnCommand.LongestScript / 1024} KiB.", "Put most of it into a program on the hosts.");
                return null;
            }

            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF').Replace("\r\n", "\n");
            if (text.Trim().Length > 0 && text.IndexOf('\0') < 0) return text;
            reader.Fault("script", "PackageScriptInvalid", $"'{path}' {(text.Trim().Length == 0 ? "is empty" : "is no text")}.", "Write the script again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reader.Fault("script", "PackageScriptUnreadable", $"The script '{path}' cannot be read: {e.Message}", "Check who may read it, and that it is a text in UTF-8.");
        }

        return null;
    }

    private static PackageWord? Package(SettingReader reader)
    {
        if (reader.Text("package") is not { } template) return null;
        if (PackageWord.Parse(template, out var fault) is { } word) return word;
        reader.Fault("package", "PackageWordInvalid", $"'package' is '{template}': {fault}", "Write \"{name}={version}\", \"{name}@{version}\", or what the program takes.");
        return null;
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "…";
}
