using System.Diagnostics;
using PatchWindow.Rig;

// up [COUNT] [--ubuntu COUNT] [--dnf COUNT] [--dnf5 COUNT] [--zypper COUNT]: brings a rig up, says where it is, and ends it with the end of the input.
if (args is not ["up", ..])
{
    Console.Error.WriteLine("Write: up [COUNT] [--ubuntu COUNT] [--dnf COUNT] [--dnf5 COUNT] [--zypper COUNT]");
    return 2;
}

if (TestRig.WhyNot is { } reason)
{
    Console.Error.WriteLine(reason);
    return 1;
}

int Count(string name, int otherwise) =>
    Array.IndexOf(args, name) is var i and > 0 && i + 1 < args.Length && int.TryParse(args[i + 1], out var count) ? count : otherwise;

var kinds = Enumerable.Repeat(RigKind.Apt, Count("up", 1) is var n && args.Length > 1 && int.TryParse(args[1], out var given) ? given : n)
    .Concat(Enumerable.Repeat(RigKind.Ubuntu, Count("--ubuntu", 0)))
    .Concat(Enumerable.Repeat(RigKind.Dnf, Count("--dnf", 0))).Concat(Enumerable.Repeat(RigKind.Dnf5, Count("--dnf5", 0)))
    .Concat(Enumerable.Repeat(RigKind.Zypper, Count("--zypper", 0)));
var clock = Stopwatch.StartNew();
await using var rig = await TestRig.StartAsync(kinds, Console.Error.WriteLine);
Console.WriteLine($"{rig.Hosts.Count} hosts up in {clock.Elapsed.TotalSeconds:0.0} s; try: ssh -F {rig.SshConfigPath} {rig.Hosts.FirstOrDefault()?.Name}");
Console.WriteLine($"config {rig.SshConfigPath}");
foreach (var host in rig.Hosts) Console.WriteLine($"host {host.Name} {host.Address}");
Console.WriteLine("The rig ends with the end of this input (Ctrl+D).");
_ = await Console.In.ReadToEndAsync();
return 0;
