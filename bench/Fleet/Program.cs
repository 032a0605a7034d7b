using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using PatchWindow.Bench.Fleet;
using PatchWindow.Rig;

// Prints the tables of bench/fleet.md. Arguments: the console's assembly, the module's manifest, how many hosts, how many rounds.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var console, var module, var count, var rounds])
{
    Console.Error.WriteLine("Write: CONSOLE MODULE HOSTS ROUNDS");
    return 2;
}

if (TestRig.WhyNot is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

const int AtOnce = 25;
const string List = "apt-get -s -q dist-upgrade";
await using var rig = await TestRig.StartAsync(Enumerable.Repeat(RigKind.Apt, int.Parse(count)), Console.Error.WriteLine);
// Short: a path of a socket has room for 90 letters.
var folder = Directory.CreateDirectory($"/tmp/pwb{Environment.ProcessId}").FullName;
try
{
    var names = rig.Hosts.Select(h => h.Name).ToList();
    var plain = new Contender("ssh, `xargs -P 25`", new Sockets(Path.Combine(folder, "a")), () => Plain(Path.Combine(folder, "a"), List));
    var ansible = new Contender("ansible-core, pipelining, `-f 25`", new Sockets(Path.Combine(folder, "b")), () => Ansible(Path.Combine(folder, "b"), "-m", "command", "-a", List));
    var whole = new Contender("`Get-PendingPatch -ThrottleLimit 25`, the whole process", new Sockets(Path.Combine(folder, "c")), () => Ours(Path.Combine(folder, "c"), 1));
    var sockets = new Sockets(Path.Combine(folder, "d"));
    var (cold, warm) = (new List<double>(), new List<double>());
    WriteConfigurations();
    for (var round = 0; round < int.Parse(rounds); round++)
    {
        foreach (var contender in new[] { plain, ansible, whole }) contender.Measure();
        sockets.Close();
        var (code, output) = Contender.Run(Ours(sockets.Folder, 2));
        if (code != 0) throw new InvalidOperationException(output);
        var times = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => double.Parse(l.Split(' ')[0]) / 1000).ToList();
        cold.Add(times[0]);
        warm.Add(times[1]);
        Console.Error.WriteLine($"round {round + 1}: {plain.Cold[^1]:0.0} {plain.Warm[^1]:0.0}, {ansible.Cold[^1]:0.0} {ansible.Warm[^1]:0.0}, {whole.Cold[^1]:0.0} {whole.Warm[^1]:0.0}, {cold[^1]:0.0} {warm[^1]:0.0}");
    }

    var (plainCold, plainWarm) = (Contender.Median(plain.Cold), Contender.Median(plain.Warm));
    Console.WriteLine($"What is pending on {names.Count} hosts; medians of {rounds} rounds, seconds; {Environment.ProcessorCount} cores for the hosts too.");
    Console.WriteLine();
    Console.WriteLine("| | cold | × ssh | warm | × ssh |");
    Console.WriteLine("|---|---|---|---|---|");
    foreach (var contender in new[] { plain, ansible, whole }) Console.WriteLine(Contender.Row(contender.Name, contender.Cold, plainCold, contender.Warm, plainWarm));
    Console.WriteLine(Contender.Row("the same in a session, the module loaded", cold, plainCold, warm, plainWarm));
    return 0;

    void WriteConfigurations()
    {
        File.WriteAllText(Path.Combine(folder, "hosts.txt"), string.Concat(names.Select(n => n + "\n")));
        File.WriteAllText(Path.Combine(folder, "ansible.cfg"),
            $"[defaults]\nhost_key_checking = True\ninterpreter_python = /usr/bin/python3\ninventory = {folder}/hosts.txt\nforks = {AtOnce}\n[ssh_connection]\npipelining = True\n"
            + $"ssh_args = -F {rig.SshConfigPath} -o ControlMaster=auto -o ControlPersist=60s\ncontrol_path = {folder}/b/%%C\n");
        File.WriteAllText(Path.Combine(folder, "patchwindow.json"), JsonSerializer.Serialize(new
        {
            ssh = new { configFile = rig.SshConfigPath },
            store = new { connectionString = $"Data Source={folder}/store.db" },
            hosts = names.Select(n => new { name = n }),
            policies = new { all = new { targets = "name like *", timeZone = "UTC", schedules = new[] { new { text = "daily 00:00 for 24h" } } } },
        }));
    }

    ProcessStartInfo Plain(string place, string command) => new("sh",
        ["-c", $"xargs -P {AtOnce} -I NAME ssh -F {rig.SshConfigPath} -o BatchMode=yes -o ControlMaster=auto -o ControlPath={place}/%C -o ControlPersist=60 NAME \"$1\" <{folder}/hosts.txt", "sh", command]);

    ProcessStartInfo Ansible(string place, params string[] words)
    {
        var start = new ProcessStartInfo("ansible", ["all", .. words]);
        start.Environment["ANSIBLE_CONFIG"] = Path.Combine(folder, "ansible.cfg");
        start.Environment["ANSIBLE_SSH_CONTROL_PATH_DIR"] = place;
        start.Environment["ANSIBLE_LOCAL_TEMP"] = folder;
        return start;
    }

    ProcessStartInfo Ours(string place, int times)
    {
        var start = new ProcessStartInfo("dotnet",
            ["exec", console, Path.Combine(AppContext.BaseDirectory, "ours.ps1"), "-Module", module, "-Configuration", $"{folder}/patchwindow.json", "-Limit", $"{AtOnce}", "-Times", $"{times}"]);
        start.Environment["XDG_RUNTIME_DIR"] = place;
        return start;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
