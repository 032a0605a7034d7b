using System.Diagnostics;
using PatchWindow.Rig.Image;

namespace PatchWindow.Rig;

/// <summary>One host of a rig.</summary>
public sealed class RigHost
{
    private readonly TestRig rig;

    internal RigHost(TestRig rig, int number, RigKind kind)
    {
        this.rig = rig;
        Number = number;
        Kind = kind;
        Name = $"{kind.ToString().ToLowerInvariant()}{number:00}";
        Address = $"{rig.Network}.{number + 10}";
    }

    public string Name { get; }

    public string Address { get; }

    public RigKind Kind { get; }

    internal int Number { get; }

    /// <summary>The root of its file system, as this process sees it.</summary>
    public string Root => Path.Combine(rig.Folder, "hosts", $"{Number}", "root");

    /// <summary>Words before a program's that run it in the host, from within the rig.</summary>
    internal string Enter => $"nsenter -t $(cat /mnt/hosts/{Number}/inner) -m -n -p -u chroot /mnt/hosts/{Number}/root";

    // The package managers that what it stands on has besides its own: the base has those of all that stand on it, and the image for dnf 5
    // is made of Debian's packages, with apt.
    private string Others => Kind switch
    {
        RigKind.Apt => "dnf dnf-3 zypper",
        RigKind.Dnf => "apt-get zypper",
        RigKind.Zypper => "apt-get dnf dnf-3",
        RigKind.Dnf5 => "apt-get",
        RigKind.Ubuntu => "",
        _ => throw new InvalidOperationException($"{Kind} is no kind of host."),
    };

    // Where the file system lies that it stands on.
    private string Base => LaterImage.Of(Kind)?.Base ?? "/mnt/base";

    /// <summary>Runs a shell script in the host, not over the network.</summary>
    public Task<RigOutput> RunAsync(string script) => rig.RunAsync($"exec {Enter} sh -c {Quote(script)}");

    /// <summary>Runs a shell script that must succeed; returns what it printed.</summary>
    public async Task<string> MustAsync(string script)
    {
        var (code, output) = await RunAsync(script);
        return code == 0 ? output : throw new InvalidOperationException($"{Name}: '{script}' ended with {code}: {output}");
    }

    /// <summary>Starts a program in the host, whose streams are ours.</summary>
    public Process Start(string script) => rig.StartIn(this, script);

    /// <summary>The installed version of a package and its state: <c>ii 1.0</c> of dpkg's, the version alone of rpm's; empty where it is absent.</summary>
    public async Task<string> StateOfAsync(string package) => (await RunAsync(Kind.HasApt()
        ? $"dpkg-query -W -f '${{db:Status-Abbrev}}${{Version}}' {Quote(package)} 2>/dev/null | tr -s ' '"
        : $"rpm -q --qf '%{{VERSION}}' {Quote(package)} || :")).Output.Trim();

    /// <summary>Ends the host and starts it again, as a reboot does: with another boot id.</summary>
    public async Task RebootAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Makes it as it was in the beginning.</summary>
    public async Task ResetAsync()
    {
        await StopAsync();
        _ = await rig.MustAsync($"umount -l /mnt/hosts/{Number}/root\nrm -rf /mnt/hosts/{Number}");
        await StartAsync();
    }

    /// <summary>Cuts its network: packets to it and from it vanish.</summary>
    public async Task<RigFault> CutLinkAsync()
    {
        _ = await rig.MustAsync($"ip link set v{Number} nomaster");
        return new RigFault(() => rig.MustAsync($"ip link set v{Number} master bridge0"));
    }

    /// <summary>Ends its SSH server; connections that are open stay.</summary>
    public async Task<RigFault> StopSshdAsync()
    {
        _ = await MustAsync("kill $(cat /run/sshd.pid); while [ -e /run/sshd.pid ]; do :; done");
        return new RigFault(() => MustAsync("/usr/sbin/sshd && until [ -s /run/sshd.pid ]; do :; done"));
    }

    /// <summary>Gives it another host key, as a host that was installed anew.</summary>
    public async Task<RigFault> ChangeHostKeyAsync()
    {
        // The server reads its keys anew some time after it was told to: it has done so once it shows the new one.
        const string show = "kill -HUP $(cat /run/sshd.pid); key=$(ssh-keygen -y -f /etc/ssh/rig_key | cut -d ' ' -f 2); until ssh-keyscan -t ed25519 127.0.0.1 2>/dev/null | grep -qF \"$key\"; do :; done";
        _ = await MustAsync($"cp -p /etc/ssh/rig_key /etc/ssh/rig_key.old; rm /etc/ssh/rig_key; ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/rig_key; {show}");
        return new RigFault(() => MustAsync($"mv /etc/ssh/rig_key.old /etc/ssh/rig_key; {show}"));
    }

    /// <summary>Holds the lock of its package manager, as another one at work does.</summary>
    /// <param name="path">The lock's file; null for the one an installation takes.</param>
    public async Task<RigFault> HoldLockAsync(string? path = null)
    {
        var holder = Start(Kind switch
        {
            // POSIX record locks, which flock(1) does not take.
            _ when Kind.HasApt() => $"exec python3 -c 'import fcntl,sys; f=open(\"{path ?? "/var/lib/dpkg/lock-frontend"}\",\"w\"); fcntl.lockf(f,fcntl.LOCK_EX); print(\"held\",flush=True); sys.stdin.read()'",
            RigKind.Zypper => "mkdir -p /run; echo $$ >/run/zypp.pid; echo held; exec python3 -c 'import sys; sys.stdin.read()' zypper",
            _ => $"mkdir -p $(dirname {path ?? "/var/lib/rpm/.rpm.lock"}); exec python3 -c 'import fcntl,os,sys; f=open(\"{path ?? "/var/lib/rpm/.rpm.lock"}\",\"w\"); fcntl.lockf(f,fcntl.LOCK_EX); f.write(str(os.getpid())); f.flush(); print(\"held\",flush=True); sys.stdin.read()'",
        });
        var line = await holder.StandardOutput.ReadLineAsync();
        if (line != "held") throw new InvalidOperationException($"{Name}: the lock was not taken: {line} {await holder.StandardError.ReadToEndAsync()}");
        return new RigFault(async () =>
        {
            holder.StandardInput.Close();
            await holder.WaitForExitAsync();
            holder.Dispose();
        });
    }

    /// <summary>Leaves no room where packages are kept and unpacked.</summary>
    public async Task<RigFault> FillDiskAsync(string folder = "/var/cache/apt/archives")
    {
        var path = Quote($"/mnt/hosts/{Number}/root{folder}");
        var inside = $"nsenter -t $(cat /mnt/hosts/{Number}/inner) -m";
        _ = await rig.MustAsync($"{inside} mount -t tmpfs -o size=64k tmpfs {path}\n{inside} mkdir -p {path}/partial\n{inside} sh -c 'head -c 1M /dev/zero >\"$1\"/filler || :' sh {path} 2>/dev/null");
        return new RigFault(() => rig.MustAsync($"{inside} umount -l {path}"));
    }

    /// <summary>Moves what <c>date</c> says. The clock itself is the machine's, and cannot be moved for one host.</summary>
    public Task<RigFault> SkewClockAsync(TimeSpan by) => ShimAsync("date", $"exec /usr/bin/date.real -d '{by.TotalSeconds:+0;-0} seconds' \"$@\"");

    /// <summary>Puts a script in a program's place; the program itself is beside it, as NAME.real.</summary>
    public async Task<RigFault> ShimAsync(string program, string script)
    {
        var path = (await MustAsync($"readlink -f \"$(command -v {Quote(program)})\"")).Trim();
        _ = await MustAsync($"mv {path} {path}.real");
        await File.WriteAllTextAsync(Root + path, "#!/bin/bash\n" + script + "\n");
        _ = await MustAsync($"chmod 755 {path}");
        return new RigFault(() => MustAsync($"mv {path}.real {path}"));
    }

    /// <summary>Takes a program away.</summary>
    public async Task<RigFault> RemoveAsync(string program)
    {
        var path = (await MustAsync($"command -v {Quote(program)}")).Trim();
        _ = await rig.MustAsync($"mv /mnt/hosts/{Number}/root{path} /mnt/hosts/{Number}/root{path}.away");
        return new RigFault(() => rig.MustAsync($"mv /mnt/hosts/{Number}/root{path}.away /mnt/hosts/{Number}/root{path}"));
    }

    /// <summary>Leaves a package half-configured, as an installation that was killed does.</summary>
    public Task HalfConfigureAsync(string package = "pw-plain") => MustAsync(
        $"sed -i '/^Package: {package}$/,/^$/ s/^Status: install ok installed/Status: install ok half-configured/' /var/lib/dpkg/status");

    internal string Plug() => $"""
        ip netns add h{Number}
        ip link add v{Number} type veth peer name eth0 netns h{Number}
        ip link set v{Number} master bridge0
        ip link set v{Number} up
        nsenter --net=/run/netns/h{Number} sh -c 'ip link set lo up; ip addr add {Address}/24 dev eth0; ip link set eth0 up'

        """;

    internal async Task StartAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Hosts", "start-host.sh");
        _ = await rig.MustAsync($"""
            sh {Quote(script)} {Number} /mnt/hosts {Base} /mnt/keys {Name} {Address} {rig.Network}.1 {Others}
            outer=$(cat /mnt/hosts/{Number}/outer)
            until inner=$(pgrep -P $outer) && [ -e /proc/$inner/root/run/rig-ready ]; do kill -0 $outer; done
            echo $inner >/mnt/hosts/{Number}/inner
            """);
    }

    // The outer process takes the inner one with it, which may be gone before it is killed itself.
    private Task StopAsync() => rig.MustAsync($"""
        outer=$(cat /mnt/hosts/{Number}/outer)
        inner=$(cat /mnt/hosts/{Number}/inner)
        kill -KILL $outer $inner 2>/dev/null || :
        while kill -0 $inner 2>/dev/null || kill -0 $outer 2>/dev/null; do :; done
        """);

    private static string Quote(string word) => "'" + word.Replace("'", @"'\''") + "'";
}
