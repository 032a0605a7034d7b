using System.Security.Cryptography;

namespace PatchWindow.Fleet.Configuration;

/// <summary>What a file was like at a moment.</summary>
internal sealed class FileState
{
    // How often the content is looked at whatever the file system says. A link has times of its own when its target is exchanged,
    // and some file systems count in steps of two seconds, so that what is written twice in one has the same time.
    private const int Unsettled = 3, EveryTenth = 10;

    private readonly string path;
    private (bool Exists, long Length, DateTime Written) stat;
    private readonly string content;
    private int looks;

    private FileState(string path)
    {
        this.path = path;
        stat = Stat(path);
        content = Content(path);
    }

    /// <summary>Whether it was there and was not at the last look.</summary>
    public bool IsMissing { get; private set; }

    public static FileState Of(string path) => new(path);

    /// <summary>Whether the file has another content by now, is there where it was not, or the other way round.</summary>
    public bool HasChanged()
    {
        var now = Stat(path);
        IsMissing = stat.Exists && !now.Exists;
        if (now.Exists != stat.Exists) return true;
        if (now == stat && ++looks > Unsettled && looks % EveryTenth != 0) return false;
        if (now != stat) (stat, looks) = (now, 0);
        return Content(path) != content;
    }

    private static (bool Exists, long Length, DateTime Written) Stat(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Exists ? (true, file.Length, file.LastWriteTimeUtc) : default;
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return default;
        }
    }

    // Of a file that cannot be read, that is its content: when it can be, that is a change.
    private static string Content(string path)
    {
        try
        {
            if (!File.Exists(path)) return "";
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var sum = SHA256.Create();
            return Convert.ToBase64String(sum.ComputeHash(stream));
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return "unreadable";
        }
    }

    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;
}
