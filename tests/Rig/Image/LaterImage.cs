using System.Text;
using PatchWindow.Sandbox;

namespace PatchWindow.Rig.Image;

/// <summary>
/// An image that some hosts stand on, of other packages than the rest and with the same repositories, accounts and keys. It is made when the
/// first such host is asked for.
/// </summary>
/// <param name="Name">Its name in file names: <c>fetch-NAME.sh</c> brings the packages, <c>prepare-NAME.sh</c> makes them a host's.</param>
/// <param name="Hosts">What hosts they are.</param>
/// <param name="From">Where the packages are from.</param>
/// <param name="Shared">The scripts that those two call.</param>
internal sealed record LaterImage(string Name, string Hosts, string From, string[] Shared)
{
    // What is done around each prepare-NAME.sh.
    private const string Frame = "prepare-later.sh";

    // What fetch-NAME.sh ends with where the packages cannot be had (EX_UNAVAILABLE).
    private const int Unavailable = 69;

    private static readonly LaterImage Dnf5 = new("dnf5", "hosts with dnf 5", "Debian's suite forky", ["prepare-rpm.sh"]);

    private static readonly LaterImage Ubuntu = new("ubuntu", "Ubuntu hosts", "archive.ubuntu.com", ["prepare-apt.sh"]);

    /// <summary>Where, within the rig, its file system lies.</summary>
    public string Base => "/mnt/" + Name;

    /// <summary>The image of a kind of hosts; null of those that stand on the rig's own.</summary>
    public static LaterImage? Of(RigKind kind) => kind switch
    {
        RigKind.Dnf5 => Dnf5,
        RigKind.Ubuntu => Ubuntu,
        _ => null,
    };

    /// <summary>The tarball's path; builds it where it is not there.</summary>
    /// <param name="first">The tarball of the rig itself, which has the repositories and the keys.</param>
    /// <param name="tell">Is told what takes long.</param>
    /// <exception cref="RigHostUnavailableException">The packages for it cannot be had here.</exception>
    public async Task<string> EnsureAsync(string first, Action<string> tell)
    {
        // The rig's keys and the sums of its packages are new each time that it is built, whatever it is called.
        var built = new FileInfo(first);
        var text = new StringBuilder($"{built.Name} {built.Length} {built.LastWriteTimeUtc.Ticks}").Append(BaseImage.Mirror);
        foreach (var script in new[] { Fetch, Frame, Prepare, "prepare-accounts.sh" }.Concat(Shared)) _ = text.Append(await File.ReadAllTextAsync(ImageCache.Script(script)));
        return await ImageCache.EnsureAsync(Name, text.ToString(), tarball => BuildAsync(tarball, first), () => tell(
            $"Building the image of the rig's {Hosts} from packages of {From}; it is kept for the next time ..."));
    }

    private string Fetch => $"fetch-{Name}.sh";

    private string Prepare => $"prepare-{Name}.sh";

    private async Task BuildAsync(string tarball, string first)
    {
        var script = $"""
            set -eu
            mount --make-rprivate /
            mount -t tmpfs -o mode=755,size=90% build /mnt
            mkdir /mnt/rig /mnt/base
            zstd -dcq {Quote(first)} | tar -C /mnt/rig -xf - ./repositories ./keys
            sh {Quote(ImageCache.Script(Fetch))} /mnt/base {Quote(BaseImage.Mirror)}
            unshare --net --mount sh {Quote(ImageCache.Script(Frame))} /mnt/base /mnt/rig/repositories /mnt/rig/keys {Quote(BaseImage.OldPackages)} {Name} {AptSandbox.ForeignArchitecture}
            tar -C /mnt/base -cf - --numeric-owner --xattrs --one-file-system . | zstd -q -T0 -3 -o {Quote(tarball)} -f
            """;
        var (code, output) = await RigProcess.RunAsync(["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-s"], script);
        if (code == Unavailable) throw new RigHostUnavailableException($"The rig's {Hosts} need packages of {From}, which cannot be had here: {First(output)}");
        if (code != 0) throw new InvalidOperationException($"The image of the rig's {Hosts} could not be made ({code}): {output}");
    }

    private static string First(string output) =>
        output.Split('\n').FirstOrDefault(line => line.StartsWith("E: ", StringComparison.Ordinal) && !line.Contains("mmdebstrap")) ?? output.Trim();

    private static string Quote(string word) => "'" + word.Replace("'", @"'\''") + "'";
}
