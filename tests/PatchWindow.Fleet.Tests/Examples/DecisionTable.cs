using System.Text;
using NodaTime;
using PatchWindow.Core.Advisories;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Decisions;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>The decisions about an example's scenarios as a table that a person can check: the facts above, a moment a line.</summary>
internal sealed class DecisionTable
{
    private readonly Example example;
    private readonly StringBuilder text = new();

    private DecisionTable(Example example) => this.example = example;

    /// <summary>Every decision, in the order of the table.</summary>
    public List<Decision> Decisions { get; } = [];

    public string Text => text.ToString();

    public static DecisionTable Of(Example example, IEnumerable<Scenario> scenarios)
    {
        var table = new DecisionTable(example);
        table.Line($"Decisions about the hosts of examples/{example.Name}.json. Moments are on the clock of the policy, or of the host where the policy says so;");
        table.Line("beside each stands the patch's age (since its release, or since it was first seen) and what the case is about, then what is decided.");
        var number = 0;
        foreach (var scenario in scenarios) table.Write(scenario, ++number);
        return table;
    }

    private void Write(Scenario scenario, int number)
    {
        var host = example.Inventory.All.FirstOrDefault(h => h.Name == scenario.Host) ?? new ManagedHost { Name = scenario.Host, Transport = "ssh", Tags = scenario.Tags };
        var its = example.Inventory.PolicyOf(host);
        var zone = Example.ZoneOf(its.Policy, host);
        DateTimeOffset? Read(string? moment) => moment is null ? null : ClockText.Read(moment, zone);

        var offered = scenario.Patch with { Host = host.Name, Released = Read(scenario.Released) };
        var history = scenario.Seen is null ? SightingHistory.None : new SightingHistory(
        [
            .. scenario.Earlier.Select(e => Sighted(offered, e.Version, ClockText.Read(e.Seen, zone), e.Severity)),
            Sighted(offered, offered.Version, ClockText.Read(scenario.Seen, zone), offered.Severity),
        ]);
        var completed = new AdvisoryKnowledge(example.Configuration.Advisories).Complete(offered);
        var patch = history.Complete(completed);
        WriteFacts(scenario, number, patch, its.Policy, zone, Read);

        foreach (var (moment, note) in scenario.At)
        {
            var now = ClockText.Read(moment, zone);
            var facts = HostFacts.At(host, its, Instant.FromDateTimeOffset(now), scenario.Work.For(host, its.Policy, example, now)) with
            {
                Patch = patch,
                Earlier = history.Earlier(completed),
                Deferral = Read(scenario.Deferred) is { } until && now < until ? new Deferral { Until = until, By = "kari", Reason = scenario.Because } : null,
                Approval = scenario.Said is { } said && !(now >= Read(said.Until)) ? new Approval { Verdict = said.Verdict, Until = Read(said.Until), By = "ola", Reason = scenario.Because } : null,
                DeferralUnknown = scenario.StoreUnread,
            };
            Write(DecisionMaker.Decide(facts), patch, note, zone);
        }
    }

    private void WriteFacts(Scenario scenario, int number, PendingPatch patch, CompiledPolicy? policy, DateTimeZone zone, Func<string?, DateTimeOffset?> read)
    {
        string At(string? moment) => ClockText.Write(read(moment)!.Value, zone);
        Line("");
        Line($"== {number}. {scenario.Title}");
        Line($"   {scenario.Host} ({policy?.Name ?? "no policy"}, {zone.Id})  {patch.Name} {patch.InstalledVersion ?? "(new)"} → {patch.Version}");
        Line("   " + string.Join("; ", new[]
        {
            $"{patch.Classification}, severity {patch.Severity}" + (patch.Severity > scenario.Patch.Severity ? " (by our advisory)" : ""),
            string.Join(" ", patch.Advisories.Concat(patch.Cves)),
            patch.Cvss is { } cvss ? FormattableString.Invariant($"CVSS {cvss:0.0}") : "",
            patch.Exploited ? "exploited" : "",
            patch.Released is null ? "release date not told" : "released " + At(scenario.Released),
            scenario.Seen is null ? "never recorded" : "seen " + At(scenario.Seen),
            patch.PatchesBehind is { } behind ? $"{behind} behind" : "",
            patch.HeldBack is { } held ? "held: " + held : "",
        }.Where(p => p.Length > 0)));
        foreach (var (version, seen, severity) in scenario.Earlier) Line($"   before: {version}, severity {severity}, seen {At(seen)}");
        if (scenario.Deferred is { } until) Line($"   said: deferred by kari until {At(until)}: {scenario.Because}");
        if (scenario.Said is { } said) Line($"   said: {said.Verdict} by ola{(said.Until is null ? "" : $" until {At(said.Until)}")}: {scenario.Because}");
        if (scenario.StoreUnread) Line("   said: not known, the store could not be read");
        if (scenario.Work.ToString() is { Length: > 0 } work) Line($"   work: {work}");
    }

    private void Write(Decision decision, PendingPatch patch, string note, DateTimeZone zone)
    {
        Decisions.Add(decision);
        var born = patch.Released ?? patch.FirstSeen;
        var age = born is null ? "?" : decision.At < born ? "-" : DurationText.FormatRough(decision.At - born.Value);
        var until = decision.ChangesAt is { } changes ? "until " + ClockText.Write(changes, zone) : "no moment is known";
        var flags = decision.Flags == 0 ? "" : $" [{decision.Flags}]";
        Line($"{Decisions.Count,4}  {ClockText.Write(decision.At, zone),-30} {age,-6} {note}");
        Line($"      → {decision.Reason,-15} {until,-36} {decision.Message}{flags} ({decision.Rule})");
    }

    private static Sighting Sighted(PendingPatch patch, string version, DateTimeOffset seen, PatchSeverity severity) => new(patch.Name, version, seen)
    {
        InstalledVersion = patch.InstalledVersion, Severity = severity, Classification = patch.Classification,
    };

    private void Line(string line) => text.Append(line.TrimEnd()).Append('\n');
}
