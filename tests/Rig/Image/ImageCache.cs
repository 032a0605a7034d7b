using System.Security.Cryptography;
using System.Text;

namespace PatchWindow.Rig.Image;

/// <summary>The images that were built on this machine, each kept as a tarball that is named by how it was made.</summary>
internal static class ImageCache
{
    /// <summary>The path of a script that makes an image.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Image", name);

    /// <summary>The path of an image's tarball; builds it where it is not there, and then takes the older ones of its name away.</summary>
    /// <param name="name">The image's name.</param>
    /// <param name="recipe">All that it is made from.</param>
    /// <param name="build">Makes it, at the path that it is given.</param>
    /// <param name="tell">Is called before it is built.</param>
    public static async Task<string> EnsureAsync(string name, string recipe, Func<string, Task> build, Action tell)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var folder = Directory.CreateDirectory(Path.Combine(cache, "patchwindow", "rig")).FullName;
        var tarball = Path.Combine(folder, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipe)))[..16]}.tar.zst");
        // Two test programs may want it at once.
        await using var alone = await LockAsync(Path.Combine(folder, "lock"));
        if (File.Exists(tarball)) return tarball;
        tell();
        foreach (var old in Directory.EnumerateFiles(folder, $"{name}-*.tar.zst*")) File.Delete(old);
        await build(tarball + ".new");
        File.Move(tarball + ".new", tarball, overwrite: true);
        return tarball;
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        // flock(2) beneath: it ends with the process that has it.
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }
}
