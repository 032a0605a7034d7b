namespace PatchWindow.Bench.Fleet;

/// <summary>What is pending on all hosts.</summary>
internal static class Listing
{
    private const string List = "apt-get -s -q dist-upgrade";

    public static async Task MeasureAsync(Ways ways, int rounds)
    {
        Sockets a = ways.Sockets("a"), b = ways.Sockets("b"), c = Ways.OurSockets;
        var plain = new Contender("ssh, `xargs -P 25`", a, () => ways.Plain(a, List));
        var ansible = new Contender("ansible-core, pipelining, `-f 25`", b, () => ways.Ansible(b, "-m", "command", "-a", List));
        var whole = new Contender("`Get-PendingPatch -ThrottleLimit 25`, the whole process", c, () => ways.Ours("list.ps1", "-Times", "1"));
        var session = new Contender("the same in a session, the module loaded", c, () => ways.Ours("list.ps1", "-Times", "2"));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in new[] { plain, ansible, whole }) await contender.MeasureAsync(() => Task.CompletedTask);
            c.Close();
            var (code, output) = Contender.Run(session.Start());
            if (code != 0) throw new InvalidOperationException(output);
            var times = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => double.Parse(l.Split(' ')[0]) / 1000).ToList();
            session.Cold.Add(times[0]);
            session.Warm.Add(times[1]);
            Contender.Tell(round, plain, ansible, whole, session);
        }

        Contender.Table("What is pending", plain, plain, ansible, whole, session);
    }
}
