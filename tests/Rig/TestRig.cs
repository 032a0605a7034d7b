using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using PatchWindow.Rig.Image;

namespace PatchWindow.Rig;

/// <summary>
/// Real hosts on this machine: each with a file system, a network, processes and an SSH server of its own, and package repositories
/// that only they see. All of it lives in namespaces that end with the process that brought it up, however that ends.
/// </summary>
public sealed class TestRig : IAsyncDisposable
{
    private static readonly Lazy<string?> Need = new(RigNeeds.FindWhyNot);

    private readonly Process keeper;
    private readonly List<RigHost> hosts = [];
    private readonly ConcurrentDictionary<LaterImage, Lazy<Task>> unpacked = new();
    private readonly string image;
    private readonly Action<string> tell;
    private int repository;

    private TestRig(Process keeper, int inner, int network, string image, Action<string> tell)
    {
        this.keeper = keeper;
        (this.image, this.tell) = (image, tell);
        Inner = inner;
        Network = $"198.18.{network}";
    }

    /// <summary>Why no rig can be brought up on this machine; null where one can.</summary>
    public static string? WhyNot => Need.Value;

    public IReadOnlyList<RigHost> Hosts => hosts;

    /// <summary>A configuration of OpenSSH's client with a block for each host, its key known.</summary>
    public string SshConfigPath => Path.Combine(Folder, "ssh", "config");

    /// <summary>The rig's private key, which every account of every host knows.</summary>
    public string KeyPath => Path.Combine(Folder, "keys", "client");

    /// <summary>The folder of the rig, as this process sees it; gone with the rig.</summary>
    public string Folder => $"/proc/{Inner}/root/mnt";

    /// <summary>The first three numbers of its addresses; the network is for tests of networks (RFC 2544).</summary>
    public string Network { get; }

    private int Inner { get; }

    /// <summary>Brings a rig up.</summary>
    /// <param name="kinds">What each host is.</param>
    /// <param name="tell">Is told what takes long.</param>
    public static async Task<TestRig> StartAsync(IEnumerable<RigKind> kinds, Action<string>? tell = null)
    {
        if (WhyNot is { } reason) throw new InvalidOperationException(reason);
        var image = await BaseImage.EnsureAsync(tell ??= _ => { });
        var scripts = Path.Combine(AppContext.BaseDirectory, "Hosts");
        var keeper = RigProcess.Start(["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", Path.Combine(scripts, "rig.sh"), image]);
        if (await keeper.StandardOutput.ReadLineAsync() != "ready")
        {
            var why = await keeper.StandardError.ReadToEndAsync();
            throw new InvalidOperationException($"The rig did not come up: {why}");
        }

        var children = (await File.ReadAllTextAsync($"/proc/{keeper.Id}/task/{keeper.Id}/children")).Trim();
        var rig = new TestRig(keeper, int.Parse(children, CultureInfo.InvariantCulture), await FreeNetworkAsync(), image, tell);
        await rig.ConnectAsync();
        await rig.StartRepositoryAsync();
        await rig.AddAsync(kinds);
        return rig;
    }

    /// <summary>Adds hosts.</summary>
    /// <exception cref="RigHostUnavailableException">One of them cannot be had on this machine.</exception>
    public async Task AddAsync(IEnumerable<RigKind> kinds)
    {
        var added = kinds.Select((kind, i) => new RigHost(this, hosts.Count + i, kind)).ToList();
        foreach (var later in added.Select(host => LaterImage.Of(host.Kind)).OfType<LaterImage>().Distinct())
            await unpacked.GetOrAdd(later, _ => new Lazy<Task>(() => UnpackAsync(later))).Value;

        // In one go: each program that is started costs more than what it does.
        await MustAsync(string.Concat(added.Select(host => host.Plug())));
        await Parallel.ForEachAsync(added, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (host, _) => await host.StartAsync());
        hosts.AddRange(added);
        await WriteSshAsync();
    }

    /// <summary>The folder of the repositories, to change what they offer.</summary>
    public string Repositories => Path.Combine(Folder, "repositories");

    /// <summary>Takes the repositories away, as a mirror that is down; disposing the result brings them back.</summary>
    public async Task<RigFault> StopRepositoryAsync()
    {
        _ = await MustAsync($"kill {repository}; while kill -0 {repository} 2>/dev/null; do :; done");
        return new RigFault(StartRepositoryAsync);
    }

    /// <summary>Runs a shell script in the rig's namespaces, beside the hosts.</summary>
    internal Task<RigOutput> RunAsync(string script) =>
        RigProcess.RunAsync(["nsenter", "-t", Inner.ToString(CultureInfo.InvariantCulture), "-m", "-n", "-p", "sh", "-s"], script);

    internal Task<string> MustAsync(string script) =>
        RigProcess.MustAsync(["nsenter", "-t", Inner.ToString(CultureInfo.InvariantCulture), "-m", "-n", "-p", "sh", "-s"], "set -eu\n" + script);

    /// <summary>Starts a program in a host, whose streams are ours.</summary>
    internal Process StartIn(RigHost host, string script) => RigProcess.Start(
        ["nsenter", "-t", Inner.ToString(CultureInfo.InvariantCulture), "-m", "-n", "-p", "sh", "-c", host.Enter + " sh -c \"$1\"", "sh", script]);

    public async ValueTask DisposeAsync()
    {
        // The end of its input ends it, and its end the namespaces with all that is in them.
        keeper.StandardInput.Close();
        await keeper.WaitForExitAsync();
        keeper.Dispose();
    }

    // Only where such a host is asked for: the others come up in the time they took before.
    private async Task UnpackAsync(LaterImage later)
    {
        var tarball = await later.EnsureAsync(image, tell);
        _ = await MustAsync($"mkdir {later.Base}\nzstd -dcq '{tarball}' | tar -C {later.Base} -xf - --numeric-owner --xattrs --xattrs-include='*'");
    }

    private async Task StartRepositoryAsync() => repository = int.Parse(
        await MustAsync($"""
            python3 /mnt/repository.py /mnt/repositories {Network}.1 8000 </dev/null >/dev/null 2>&1 &
            echo $!
            until ss -Hltn 'sport = :8000' | grep -q .; do kill -0 $!; done
            """), CultureInfo.InvariantCulture);

    private async Task ConnectAsync()
    {
        _ = await MustAsync($"ip addr add {Network}.1/24 dev bridge0");
        _ = await RigProcess.MustAsync(["sh", "-s"], $"""
            set -eu
            ip link add pwrig{keeper.Id} type veth peer name uplink netns {Inner}
            ip addr add {Network}.254/24 dev pwrig{keeper.Id}
            ip link set pwrig{keeper.Id} up
            """);
        _ = await MustAsync("ip link set uplink master bridge0\nip link set uplink up");
    }

    private static async Task<int> FreeNetworkAsync()
    {
        var addresses = await RigProcess.MustAsync(["ip", "-o", "addr"]);
        return Enumerable.Range(0, 255).First(n => !addresses.Contains($" 198.18.{n}."));
    }

    private async Task WriteSshAsync()
    {
        var known = hosts.Select(h => $"{h.Name},{h.Address} {PublicKey(h)}\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "ssh", "known_hosts"), string.Concat(known));
        var blocks = hosts.Select(h => $"Host {h.Name}\n  HostName {h.Address}\n\n");
        await File.WriteAllTextAsync(SshConfigPath,
            $"{string.Concat(blocks)}Host *\n  User root\n  IdentityFile {KeyPath}\n  IdentitiesOnly yes\n  UserKnownHostsFile {Folder}/ssh/known_hosts\n  GlobalKnownHostsFile none\n");
    }

    private string PublicKey(RigHost host) => string.Join(' ', File.ReadAllText(Path.Combine(Folder, "keys", $"host{host.Number}.pub")).Split(' ').Take(2));
}
