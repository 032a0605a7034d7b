using System.Text;
using PatchWindow.Sandbox;

namespace PatchWindow.Rig.Image;

/// <summary>
/// The image that all hosts stand on: built once from Debian's packages, by this machine's own apt sources, and kept as a tarball
/// that is named by how it was made.
/// </summary>
internal static class BaseImage
{
    private static readonly string[] Recipe = ["fetch-base.sh", "prepare-base.sh", "prepare-accounts.sh", "prepare-apt.sh", "prepare-rpm.sh", "repository.py"];

    /// <summary>The tarball's path; builds it where it is not there.</summary>
    public static async Task<string> EnsureAsync(Action<string> tell) =>
        await ImageCache.EnsureAsync("base", await RecipeAsync(), BuildAsync, () => tell(
            "Building the base image of the rig's hosts from Debian's packages; it is kept for the next time ..."));

    /// <summary>Where this machine gets the suite that its release is from.</summary>
    public static string Mirror => MainSuite(Sources()).Mirror;

    /// <summary>The old versions that a host of apt has, as words for <c>apt-get install</c>.</summary>
    public static string OldPackages => string.Join(" ", AptSandboxPackages.Installed(AptSandbox.Architecture, AptSandbox.ForeignArchitecture));

    private static async Task BuildAsync(string tarball)
    {
        var sources = Sources();
        var (suite, mirror) = MainSuite(sources);

        // In mounts of its own, so that nothing is left of a build that is killed but its half tarball.
        var script = $"""
            set -eu
            mount --make-rprivate /
            mount -t tmpfs -o mode=755,size=90% build /mnt
            mkdir -p /mnt/sources /mnt/tree/base /mnt/tree/repositories/apt /mnt/tree/keys
            cp {string.Join(" ", sources.Select(Quote))} /mnt/sources/
            cp -a {Quote(AptSandbox.Repositories)}/. /mnt/tree/repositories/apt/
            sh {Quote(ImageCache.Script("fetch-base.sh"))} /mnt/tree/base {Quote(suite)} {Quote(mirror)} /mnt/sources
            chroot /mnt/tree/base dpkg --add-architecture {AptSandbox.ForeignArchitecture}
            mkdir -p /mnt/tree/base/srv/repositories
            unshare --net --mount sh {Quote(ImageCache.Script("prepare-base.sh"))} /mnt/tree/base /mnt/tree/repositories /mnt/tree/keys {Quote(OldPackages)}
            cp {Quote(ImageCache.Script("repository.py"))} /mnt/tree/repository.py
            tar -C /mnt/tree -cf - --numeric-owner --xattrs --one-file-system . | zstd -q -T0 -3 -o {Quote(tarball)} -f
            """;
        _ = await RigProcess.MustAsync(["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-s"], script);
    }

    // All that the image is made from, but the state of Debian's mirrors: newer packages change nothing that is tested.
    private static async Task<string> RecipeAsync()
    {
        var text = new StringBuilder(AptSandboxPackages.Built);
        foreach (var script in Recipe) _ = text.Append(await File.ReadAllTextAsync(ImageCache.Script(script)));
        foreach (var suite in AptSandboxPackages.Suites.Append(AptSandboxPackages.Entangled))
            foreach (var package in suite.Packages) _ = text.Append(package);
        foreach (var source in Sources()) _ = text.Append(await File.ReadAllTextAsync(source));
        return text.ToString();
    }

    private static List<string> Sources()
    {
        List<string> files = [];
        if (File.Exists("/etc/apt/sources.list") && File.ReadLines("/etc/apt/sources.list").Any(l => l.StartsWith("deb ", StringComparison.Ordinal)))
            files.Add("/etc/apt/sources.list");
        if (Directory.Exists("/etc/apt/sources.list.d"))
            files.AddRange(Directory.EnumerateFiles("/etc/apt/sources.list.d").Where(f => f.EndsWith(".list", StringComparison.Ordinal) || f.EndsWith(".sources", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        return files;
    }

    // The suite that the release has its name from, and where this machine gets it.
    private static (string Suite, string Mirror) MainSuite(IEnumerable<string> sources)
    {
        var suite = File.ReadLines("/etc/os-release").First(l => l.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal)).Split('=')[1].Trim('"');
        foreach (var block in sources.SelectMany(f => File.ReadAllText(f).Split("\n\n")))
        {
            var lines = block.Split('\n').Select(l => l.Trim()).Where(l => !l.StartsWith('#')).ToList();
            string? Field(string name) => lines.Find(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
            if (Field("Suites")?.Split(' ').Contains(suite) == true && Field("URIs") is { } uris) return (suite, uris.Split(' ')[0]);
            foreach (var line in lines.Where(l => l.StartsWith("deb ", StringComparison.Ordinal)))
            {
                var words = System.Text.RegularExpressions.Regex.Replace(line, @"\[[^\]]*\]", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 3 && words[2] == suite) return (suite, words[1]);
            }
        }

        throw new InvalidOperationException($"No apt source of this machine has the suite {suite}.");
    }

    private static string Quote(string word) => "'" + word.Replace("'", @"'\''") + "'";
}
