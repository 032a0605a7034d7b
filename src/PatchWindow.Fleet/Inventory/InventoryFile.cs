using System.Text;
using System.Text.RegularExpressions;

namespace PatchWindow.Fleet.Inventory;

/// <summary>One file of an inventory while it is read: its text, where its findings go, and the files it includes.</summary>
internal sealed class InventoryFile
{
    // A hundred thousand hosts take some ten megabytes.
    private const int LargestSize = 64 * 1024 * 1024;

    // Whatever stands in a tag is shown to whoever lists hosts.
    private static readonly Regex Secret = new(
        "passw(or)?d|passphrase|(^|[_ .-])pass($|[_ .-])|secret|(^|[_ .-])token$|private_?key|api_?key|access_?key|credential",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly InventoryFindings findings;
    private readonly List<string> files;
    private readonly HashSet<string> secrets = new(StringComparer.OrdinalIgnoreCase);

    private InventoryFile(string path, string text, InventoryFindings findings, List<string> files)
    {
        Path = path;
        Text = text;
        this.findings = findings;
        this.files = files;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>The bytes of a file as text; a finding where it cannot be read.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="named">Where it is named.</param>
    /// <param name="findings">Receives what is wrong.</param>
    /// <param name="files">Receives the path, there or not: a file that comes back is a change too.</param>
    public static InventoryFile? Open(string path, string named, InventoryFindings findings, List<string> files)
    {
        files.Add(path);
        InventoryFile? Refuse(string code, FindingKind kind, string message, string? suggestion)
        {
            findings.Add(path, new Finding { Code = code, Kind = kind, Path = named, Message = message, Suggestion = suggestion }, isLoss: true);
            return null;
        }

        try
        {
            if (Directory.Exists(path))
                return Refuse("InventoryUnreadable", FindingKind.ReadError, $"The inventory '{path}' is a folder.", "Name each of its files.");
            var bytes = Bytes(path);
            if (bytes is null)
            {
                return Refuse("InventoryTooLarge", FindingKind.LimitsExceeded, $"The inventory '{path}' has more than {LargestSize / 1024 / 1024} MiB, and no more are read.",
                    "Split it into several files.");
            }

            using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return new InventoryFile(path, reader.ReadToEnd(), findings, files);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse("InventoryNotFound", FindingKind.ObjectNotFound, $"There is no inventory '{path}'.", "Correct the path. Hosts that are listed nowhere else are not known until then.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Refuse("InventoryUnreadable", FindingKind.ReadError, $"The inventory '{path}' cannot be read: {e.Message}", "Check who may read it, and that it is a file.");
        }
    }

    /// <summary>A file that this one includes.</summary>
    public InventoryFile? Include(string path, string place) => Open(path, place, findings, files);

    /// <summary>A line as a place.</summary>
    public string At(long line) => FormattableString.Invariant($"{Path}, line {line}");

    /// <summary>A path in the file as a place.</summary>
    public string At(string path) => $"{Path}: {path}";

    /// <summary>Reports an error that may have kept anything from being known.</summary>
    public void Fault(string place, string code, string message, string? suggestion = null) =>
        Add(place, code, FindingSeverity.Error, message, suggestion, isLoss: true);

    /// <summary>Reports an error about hosts that are marked as faulty, and about no others.</summary>
    public void FaultOfHosts(string place, string code, string message, string? suggestion, string? host = null) =>
        Add(place, code, FindingSeverity.Error, message, suggestion, isLoss: false, host);

    public void Warn(string place, string code, string message, string? suggestion = null) => Add(place, code, FindingSeverity.Warning, message, suggestion);

    public void Inform(string place, string code, string message) => Add(place, code, FindingSeverity.Information, message, null);

    /// <summary>Whether a name is that of a secret, which becomes no tag. It is reported once, without what it holds.</summary>
    public bool IsSecret(string name, string place)
    {
        if (!Secret.IsMatch(name)) return false;
        if (secrets.Add(name))
        {
            Warn(place, "InventorySecretNotRead", $"'{name}' looks like the name of a secret and is not read: tags are shown to whoever lists hosts.",
                "Keep secrets out of inventories; rename it if it is none.");
        }

        return true;
    }

    private void Add(string place, string code, FindingSeverity severity, string message, string? suggestion, bool isLoss = false, string? host = null) =>
        findings.Add(Path, new Finding { Code = code, Severity = severity, Path = place, Message = message, Suggestion = suggestion, HostName = host }, isLoss);

    // Never more than the limit, whatever the file says of its own length: a device has none.
    private static byte[]? Bytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > LargestSize) return null;
        }

        return content.ToArray();
    }
}
