using System.Diagnostics;

namespace PatchWindow.Bench.Fleet;

/// <summary>One package on all hosts, which have the older version before each time.</summary>
internal static class Installing
{
    private const string Install = "DEBIAN_FRONTEND=noninteractive apt-get -y -q --only-upgrade install pw-sec";

    public static async Task MeasureAsync(Ways ways, int rounds)
    {
        Sockets a = ways.Sockets("e"), b = ways.Sockets("f"), c = Ways.OurSockets;
        var plain = new Contender("ssh with `apt-get install`, `xargs -P 25`", a, () => ways.Plain(a, Install));
        var ansible = new Contender("ansible-core's `apt` module, pipelining, `-f 25`", b,
            () => ways.Ansible(b, "-m", "apt", "-a", "name=pw-sec state=latest only_upgrade=yes"));
        var whole = new Contender("`Install-PendingPatch -ThrottleLimit 25`, the whole process", c, () => ways.Ours("install.ps1"), Input: "\n");
        var session = new Contender("the same in a session, the module loaded", c, () => ways.Ours("install.ps1"));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in new[] { plain, ansible, whole })
            {
                await contender.MeasureAsync(() => OlderAsync(ways));
                await InstalledAsync(ways, contender);
            }

            await SessionAsync(ways, session);
            Contender.Tell(round, plain, ansible, whole, session);
        }

        Contender.Table("One package installed", ansible, plain, ansible, whole, session);
    }

    private static async Task SessionAsync(Ways ways, Contender session)
    {
        session.Sockets.Close();
        var start = session.Start();
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        foreach (var times in new[] { session.Cold, session.Warm })
        {
            await OlderAsync(ways);
            await process.StandardInput.WriteLineAsync();
            await process.StandardInput.FlushAsync();
            var words = (await process.StandardOutput.ReadLineAsync() ?? "").Split(' ');
            times.Add(words.Length == 2 ? double.Parse(words[0]) / 1000 : throw new InvalidOperationException(string.Join(' ', words)));
            await InstalledAsync(ways, session);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    private static Task OlderAsync(Ways ways) => EachAsync(ways, "DEBIAN_FRONTEND=noninteractive apt-get -y -q --allow-downgrades install pw-sec=1.0");

    private static Task InstalledAsync(Ways ways, Contender contender) =>
        EachAsync(ways, $"[ \"$(dpkg-query -W -f '${{Version}}' pw-sec)\" = 2.0 ] || {{ echo '{contender.Name.Replace("'", "")} did not install it'; exit 1; }}");

    private static Task EachAsync(Ways ways, string script) => Parallel.ForEachAsync(
        ways.Rig.Hosts, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (host, _) => await host.MustAsync(script));
}
