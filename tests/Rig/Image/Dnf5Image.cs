using System.Text;

namespace PatchWindow.Rig.Image;

/// <summary>
/// The image that hosts with dnf 5 stand on: of a later suite of Debian's than the others, with the same repositories, accounts and keys.
/// </summary>
internal static class Dnf5Image
{
    private static readonly string[] Recipe = ["fetch-dnf5.sh", "prepare-dnf5.sh", "prepare-accounts.sh", "prepare-rpm.sh"];

    // What fetch-dnf5.sh ends with where the mirror cannot be had (EX_UNAVAILABLE).
    private const int Unavailable = 69;

    /// <summary>The tarball's path; builds it where it is not there.</summary>
    /// <param name="first">The tarball of the rig itself, which has the repositories and the keys.</param>
    /// <param name="tell">Is told what takes long.</param>
    /// <exception cref="RigHostUnavailableException">The packages for it cannot be had here.</exception>
    public static async Task<string> EnsureAsync(string first, Action<string> tell)
    {
        var text = new StringBuilder(Path.GetFileName(first)).Append(BaseImage.Mirror);
        foreach (var script in Recipe) _ = text.Append(await File.ReadAllTextAsync(ImageCache.Script(script)));
        return await ImageCache.EnsureAsync("dnf5", text.ToString(), tarball => BuildAsync(tarball, first), () => tell(
            "Building the image of the rig's hosts with dnf 5 from Debian's packages; it is kept for the next time ..."));
    }

    private static async Task BuildAsync(string tarball, string first)
    {
        var script = $"""
            set -eu
            mount --make-rprivate /
            mount -t tmpfs -o mode=755,size=90% build /mnt
            mkdir /mnt/rig /mnt/base
            zstd -dcq {Quote(first)} | tar -C /mnt/rig -xf - ./repositories ./keys
            sh {Quote(ImageCache.Script("fetch-dnf5.sh"))} /mnt/base {Quote(BaseImage.Mirror)}
            unshare --net --mount sh {Quote(ImageCache.Script("prepare-dnf5.sh"))} /mnt/base /mnt/rig/repositories /mnt/rig/keys
            tar -C /mnt/base -cf - --numeric-owner --xattrs --one-file-system . | zstd -q -T0 -3 -o {Quote(tarball)} -f
            """;
        var (code, output) = await RigProcess.RunAsync(["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-s"], script);
        if (code == Unavailable)
            throw new RigHostUnavailableException($"Hosts with dnf 5 need Debian's suite forky from {BaseImage.Mirror}, which cannot be had here: {First(output)}");
        if (code != 0) throw new InvalidOperationException($"The image for dnf 5 could not be made ({code}): {output}");
    }

    private static string First(string output) =>
        output.Split('\n').FirstOrDefault(line => line.StartsWith("E: ", StringComparison.Ordinal) && !line.Contains("mmdebstrap")) ?? output.Trim();

    private static string Quote(string word) => "'" + word.Replace("'", @"'\''") + "'";
}
