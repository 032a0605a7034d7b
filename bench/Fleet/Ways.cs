using System.Diagnostics;
using System.Text.Json;
using PatchWindow.Rig;

namespace PatchWindow.Bench.Fleet;

/// <summary>The programs that can work on all hosts of a rig, and their configurations.</summary>
internal sealed class Ways : IDisposable
{
    private const int AtOnce = 25;

    // Short: a path of a socket has room for 90 letters.
    private readonly string folder = Directory.CreateDirectory($"/tmp/pwb{Environment.ProcessId}").FullName;
    private readonly string console;
    private readonly string module;

    public Ways(TestRig rig, string console, string module)
    {
        (Rig, this.console, this.module) = (rig, console, module);
        var names = rig.Hosts.Select(h => h.Name).ToList();
        File.WriteAllText(Path.Combine(folder, "hosts.txt"), string.Concat(names.Select(n => n + "\n")));
        File.WriteAllText(Path.Combine(folder, "ansible.cfg"),
            $"[defaults]\nhost_key_checking = True\ninterpreter_python = /usr/bin/python3\ninventory = {folder}/hosts.txt\nforks = {AtOnce}\n[ssh_connection]\npipelining = True\n"
            + $"ssh_args = -F {rig.SshConfigPath} -o ControlMaster=auto -o ControlPersist=60s\n");
        File.WriteAllText(Path.Combine(folder, "patchwindow.json"), JsonSerializer.Serialize(new
        {
            ssh = new { configFile = rig.SshConfigPath },
            store = new { connectionString = $"Data Source={folder}/store.db" },
            hosts = names.Select(n => new { name = n }),
            policies = new { all = new { targets = "name like *", timeZone = "UTC", schedules = new[] { new { text = "daily 00:00 for 24h" } }, approve = new { include = new[] { "pw-sec" } } } },
        }));
    }

    public TestRig Rig { get; }

    /// <summary>Connections of their own in a folder that is called so.</summary>
    public Sockets Sockets(string name) => new(Path.Combine(folder, name));

    /// <summary>Those of our module, which a process of root's shares with the others.</summary>
    public static Sockets OurSockets => new("/run/patchwindow");

    /// <summary>A command by ssh on all hosts.</summary>
    public ProcessStartInfo Plain(Sockets sockets, string command) => new("sh",
        ["-c", $"xargs -P {AtOnce} -I NAME ssh -F {Rig.SshConfigPath} -o BatchMode=yes -o ControlMaster=auto -o ControlPath={sockets.Folder}/%C -o ControlPersist=60 NAME \"$1\" <{folder}/hosts.txt", "sh", command]);

    /// <summary>A module of ansible's on all hosts.</summary>
    public ProcessStartInfo Ansible(Sockets sockets, params string[] words)
    {
        var start = new ProcessStartInfo("ansible", ["all", .. words]);
        start.Environment["ANSIBLE_CONFIG"] = Path.Combine(folder, "ansible.cfg");
        start.Environment["ANSIBLE_SSH_CONTROL_PATH"] = sockets.Folder + "/%%C";
        start.Environment["ANSIBLE_SSH_CONTROL_PATH_DIR"] = sockets.Folder;
        start.Environment["ANSIBLE_LOCAL_TEMP"] = folder;
        return start;
    }

    /// <summary>One of the scripts beside this, in a process with our module.</summary>
    public ProcessStartInfo Ours(string script, params string[] words) =>
        new("dotnet", ["exec", console, Path.Combine(AppContext.BaseDirectory, script), "-Module", module, "-Configuration", $"{folder}/patchwindow.json", "-Limit", $"{AtOnce}", .. words]);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
