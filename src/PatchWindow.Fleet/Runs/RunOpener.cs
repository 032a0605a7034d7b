using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Runs;

/// <summary>Finds the windows that are open and has a run for each: the one there is, or a new one with a step for every host.</summary>
public sealed class RunOpener(Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, Lazy<IPatchStore> store, Runner runner, IClock clock)
{
    private readonly Dictionary<string, RunTerms> terms = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, List<ManagedHost>>? members;

    /// <summary>
    /// The runs that there is something to do in: those whose window is open, made where they are not there yet, and those that an earlier window
    /// has left open. Where no window is open no host is looked at.
    /// </summary>
    /// <param name="policies">Names of policies, with wildcards; none means all.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public IReadOnlyList<OpenRun> Open(IReadOnlyList<string> policies, ICollection<Finding> problems)
    {
        var now = clock.GetCurrentInstant();
        var chosen = configuration.Value.Select(policies, problems);
        var runs = new List<OpenRun>();
        foreach (var policy in chosen)
        {
            foreach (var window in OpenWindows(policy, now)) runs.AddRange(OpenFor(policy, window, now.ToDateTimeOffset()));
        }

        // What has no window any more is brought to its end, also of a policy that is gone.
        foreach (var left in store.Value.Runs.Find(new RunQuery()).Where(r => !runs.Exists(o => o.Record.Id == r.Id)))
        {
            if (policies.Count == 0 || chosen.Any(p => IsOf(left, p))) runs.Add(Reopen(left));
        }

        return runs;
    }

    /// <summary>What <see cref="Open"/> would open or find, in words; nothing is changed.</summary>
    public IReadOnlyList<ComingWork> Coming(IReadOnlyList<string> policies, ICollection<Finding> problems)
    {
        var now = clock.GetCurrentInstant();
        var work = new List<ComingWork>();
        foreach (var policy in configuration.Value.Select(policies, problems))
        {
            foreach (var open in OpenWindows(policy, now))
            {
                var run = store.Value.Runs.Find(new RunQuery { Policy = policy.Name, WindowStart = open.Window.Start, WithEnded = true }).FirstOrDefault();
                if (run?.State == RunState.Ended || (run is null && now.ToDateTimeOffset() >= open.Window.Cutoff)) continue;
                var (hosts, rings) = (HostsOf(policy).Count, policy.Rollout.Rings.Count);
                work.Add(new ComingWork(policy.Name, open.Window.ToString(), run is null
                    ? $"apply what is due on {(hosts == 1 ? "1 host" : $"{hosts} hosts")}{(rings > 1 ? $", in {rings} rings" : "")}"
                    : $"go on with the run {run.Id}"));
            }

            work.AddRange(store.Value.Runs.Find(new RunQuery { Policy = policy.Name }).Where(r => r.IsOutsideWindow || !Reopen(r).HasTime)
                .Select(r => new ComingWork(policy.Name, $"{policy.Name} {MomentText.Format(r.WindowStart)}", r.IsOutsideWindow ? $"go on with the run {r.Id}" : $"end the run {r.Id}, whose window is over")));
            if (RunSurvey.MayApply(policy, now)) work.Add(new ComingWork(policy.Name, policy.Name, "ask its hosts for what needs no window, and apply that"));
        }

        return work;
    }

    /// <summary>A run by the policy as it is now.</summary>
    public OpenRun Reopen(RunRecord run)
    {
        if (configuration.Value.Policies.FirstOrDefault(p => IsOf(run, p)) is not { } policy) return new OpenRun(run, null);
        return new OpenRun(run, Terms(policy))
        {
            HasTime = run.IsOutsideWindow || OpenWindows(policy, clock.GetCurrentInstant()).Any(w => w.Window.Start.UtcTicks == run.WindowStart.UtcTicks),
        };
    }

    /// <summary>What a policy demands of a run.</summary>
    public RunTerms Terms(CompiledPolicy policy)
    {
        if (!terms.TryGetValue(policy.Name, out var known)) terms.Add(policy.Name, known = new RunTerms(policy, HostsOf(policy)));
        return known;
    }

    /// <summary>The hosts of which a policy decides.</summary>
    public IReadOnlyList<ManagedHost> HostsOf(CompiledPolicy policy)
    {
        if (members is null)
        {
            members = new(StringComparer.OrdinalIgnoreCase);
            foreach (var host in inventory.Value.All)
            {
                if (inventory.Value.PolicyOf(host).Policy is not { } its) continue;
                if (!members.TryGetValue(its.Name, out var list)) members.Add(its.Name, list = []);
                list.Add(host);
            }
        }

        return members.TryGetValue(policy.Name, out var hosts) ? hosts : [];
    }

    /// <summary>The hosts that a run is to have steps for, in the order of their rings.</summary>
    public IReadOnlyList<PlannedHost> Plan(RunTerms terms, IEnumerable<ManagedHost> hosts, DateTimeOffset now) =>
    [
        .. hosts.Select(h => (Host: h, Ring: terms.Policy.Rollout.RingOf(h))).Where(h => h.Ring >= 0).OrderBy(h => h.Ring)
            .Select(h => new PlannedHost(runner.NewId(now), h.Host.Name, h.Ring, terms.Rings[h.Ring].Source.Name, terms.KeysOf(h.Host))),
    ];

    private static bool IsOf(RunRecord run, CompiledPolicy policy) => string.Equals(policy.Name, run.Policy, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<OpenRun> OpenFor(CompiledPolicy policy, OpenWindow open, DateTimeOffset now)
    {
        var (start, end, cutoff) = (open.Window.Start, open.Window.End, open.Window.Cutoff);
        var known = store.Value.Runs.Find(new RunQuery { Policy = policy.Name, WindowStart = start, WithEnded = true }).FirstOrDefault();
        if (known is null)
        {
            // A run that could not start anything would only be a line to wonder about.
            if (now >= cutoff) yield break;
            var planned = Plan(Terms(policy), HostsOf(policy).Where(h => open.Zones is null || open.Zones.Contains(HostZone.Of(h))), now);
            if (planned.Count == 0) yield break;
            (known, _) = store.Value.Runs.Open(
                new RunRecord
                {
                    Id = runner.NewId(now), Policy = policy.Name, WindowStart = start, WindowEnd = end, Cutoff = cutoff, TimeZone = open.Window.TimeZone, Created = now,
                },
                planned);
        }

        if (known.State == RunState.Ended) yield break;
        if (known.WindowEnd != end || known.Cutoff != cutoff)
        {
            store.Value.Runs.Reschedule(known.Id, end, cutoff);
            known = known with { WindowEnd = end, Cutoff = cutoff };
        }

        yield return new OpenRun(known, Terms(policy)) { HasTime = true };
    }

    // Of several windows that open at one moment the one that lasts longest: each host's own is asked again before anything is sent to it.
    private IEnumerable<OpenWindow> OpenWindows(CompiledPolicy policy, Instant now)
    {
        if (policy.Schedules.Count == 0) return [];
        var zones = policy.GoesByHostZones ? HostsOf(policy).Select(h => (DateTimeZone?)HostZone.Of(h)).Distinct() : [null];
        return zones.SelectMany(zone => WindowFinder.Between(policy, now, now + Duration.Epsilon, new WindowQuery(now, zone ?? HostZone.Of(null))), (zone, window) => (zone, window))
            .Where(w => w.window.State == WindowState.Open)
            .GroupBy(w => w.window.Start.UtcTicks)
            .Select(same => new OpenWindow(
                same.Select(w => w.window).OrderByDescending(w => w.End).ThenByDescending(w => w.Cutoff).First(),
                policy.GoesByHostZones ? new HashSet<DateTimeZone>(same.Select(w => w.zone!)) : null));
    }

    private sealed record OpenWindow(Window Window, HashSet<DateTimeZone>? Zones);
}

/// <summary>A run that there may be something to do in.</summary>
/// <param name="Record">The run.</param>
/// <param name="Terms">What its policy demands now; null where the policy is gone or faulty, and nothing may start.</param>
public sealed record OpenRun(RunRecord Record, RunTerms? Terms)
{
    /// <summary>Whether its time is not over: by the policy as it is now, its window is open.</summary>
    public bool HasTime { get; init; }

    /// <summary>What may start in it at the moment.</summary>
    public RunLeave Ask(RunStanding standing) => Terms is null || !HasTime
        ? RunLeave.Closed
        : RunGate.Ask(Terms, standing);
}

/// <summary>Something to work on.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Target">What it is done to, for -WhatIf and -Confirm.</param>
/// <param name="Action">What is done.</param>
public sealed record ComingWork(string Policy, string Target, string Action);
