using System.Globalization;
using PatchWindow.Bench.Windows;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Tests.Recurrence;

// Prints the tables of bench/windows.md. Arguments: the compiled libical peer, and the folder that holds rrule's node_modules;
// "-" for a peer that is not to be had here. "ours" alone prints this project's figures, without a table.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["zoned"])
{
    foreach (var rule in Rule.Everyday)
        Console.WriteLine($"{rule.Name,-32} zoned {ZonedWindows.Inside(rule.Text, false).Nanoseconds,6:0} ns, with freezes {ZonedWindows.Inside(rule.Text, true).Nanoseconds,6:0} ns");
    return;
}

if (args is ["ours"])
{
    foreach (var rule in Rule.Everyday.Concat(Rule.Worst))
    {
        var ours = OurEngine.Ask(rule);
        Console.WriteLine($"{rule.Name,-32} {ours.Expand.Nanoseconds,6:0} ns {ours.Expand.Bytes,5:0} B, seek {ours.Seek.Nanoseconds,6:0} ns {ours.Seek.Bytes,5:0} B, zoned {ZonedWindows.Inside(rule.Text, true).Nanoseconds,6:0} ns");
    }

    WorstOfMany();
    Hosts();
    return;
}

var here = Path.Combine(AppContext.BaseDirectory, "Peers");
var peers = new List<ProcessPeer> { new("python-dateutil", "python3", Path.Combine(here, "dateutil_peer.py")) };
if (args.Length > 1 && args[1] != "-")
{
    File.Copy(Path.Combine(here, "rrule_peer.js"), Path.Combine(args[1], "rrule_peer.js"), overwrite: true);
    peers.Add(new("rrule.js", "node", Path.Combine(args[1], "rrule_peer.js")));
}

if (args.Length > 0 && args[0] != "-") peers.Add(new("libical", args[0]));
Console.WriteLine($"Medians of five; {Environment.ProcessorCount} cores, .NET {Environment.Version}.");
Console.WriteLine();
Recurrences();
Zoned();
WorstOfMany();
Hosts();

void Hosts()
{
    var (milliseconds, bytes, growth) = ManyHosts.Measure();
    Console.WriteLine($"{ManyHosts.Hosts:N0} hosts in {ManyHosts.Policies} policies and 40 time zones, each asked what is open and what is next: {milliseconds:0} ms,");
    Console.WriteLine($"{bytes:0} bytes allocated a host and given back: the heap has {growth / 1024:0} KiB more when they are done.");
}

void Recurrences()
{
    var names = peers.Select(p => p.Name).Prepend("Ical.Net").ToList();
    Console.WriteLine($"| rule | ns an occurrence | bytes | {string.Join(" | ", names.Select(n => n + " (×)"))} | ns a seek | bytes | {string.Join(" | ", names.Select(n => n + " (×)"))} |");
    Console.WriteLine($"|---|{string.Concat(Enumerable.Repeat("---|", 4 + (2 * names.Count)))}");
    foreach (var rule in Rule.Everyday.Concat(Rule.Worst))
    {
        var ours = OurEngine.Ask(rule);
        var theirs = peers.Select(p => p.Ask(rule)).Prepend(IcalNetPeer.Ask(rule)).ToList();
        Console.WriteLine($"| {rule.Name} | {ours.Expand.Nanoseconds:0} | {ours.Expand.Bytes:0} | {Cells(theirs, ours.Found, a => a.Expand, ours.Expand)} "
            + $"| {ours.Seek.Nanoseconds:0} | {ours.Seek.Bytes:0} | {Cells(theirs, ours.Found, a => a.Seek, ours.Seek)} |");
    }

    Console.WriteLine();
    Console.WriteLine("A peer's cell is its ns and, in brackets, how many times ours that is; `!` marks one whose answer is another, `–` one without an answer.");
    Console.WriteLine();
}

string Cells(List<Answer?> answers, string found, Func<Answer, Cost> of, Cost ours) => string.Join(" | ", answers.Select(a =>
    a is not { } answer ? "–" : $"{of(answer).Nanoseconds:0} ({of(answer).Nanoseconds / ours.Nanoseconds:0}){(answer.Found == found ? "" : " !")}"));

void Zoned()
{
    Console.WriteLine($"Windows of four hours in {ZonedWindows.Zone}, changes of the clock included; with three freezes, one of which recurs:");
    Console.WriteLine();
    Console.WriteLine("| rule | ns a window | bytes | with freezes | bytes | as an object | bytes | Ical.Net, no freezes (×) |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|");
    foreach (var rule in Rule.Everyday)
    {
        var (plain, frozen, made, peer) = (ZonedWindows.Inside(rule.Text, false), ZonedWindows.Inside(rule.Text, true), ZonedWindows.AsObjects(rule.Text, true), IcalNetPeer.Zoned(rule.Text, ZonedWindows.Zone));
        Console.WriteLine($"| {rule.Name} | {plain.Nanoseconds:0} | {plain.Bytes:0} | {frozen.Nanoseconds:0} | {frozen.Bytes:0} | {made.Nanoseconds:0} | {made.Bytes:0} | {peer.Nanoseconds:0} ({peer.Nanoseconds / plain.Nanoseconds:0}) |");
    }

    Console.WriteLine();
}

void WorstOfMany()
{
    // Drawn as the tests draw them; those that occur hardly ever in 9,000 years are a question of seeks, not of occurrences.
    var random = new RandomRules(9630865);
    var costs = new List<(double Nanoseconds, string Rule)>();
    while (costs.Count < 500)
    {
        var text = random.Nasty();
        if (!RecurrenceRuleParser.Parse(text).IsSuccess) continue;
        var times = OurEngine.Times(text, Rule.Start);
        if (times.Between(NodaTime.LocalDateTime.FromDateTime(Rule.Start), new(2400, 1, 1, 0, 0)).Take(100).Count() == 100)
            costs.Add((OurEngine.Expand(times, most: 50_000, warmMilliseconds: 20).Nanoseconds, text));
    }

    costs.Sort();
    Console.WriteLine($"500 random rules, as nasty as the grammar allows: median {costs[250].Nanoseconds:0} ns an occurrence, one in a hundred more than {costs[494].Nanoseconds:0} ns,");
    Console.WriteLine($"the worst {costs[^1].Nanoseconds:0} ns (`{costs[^1].Rule}`).");
    Console.WriteLine();
}
