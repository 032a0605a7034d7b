using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;

namespace PatchWindow.Fleet.Windows;

/// <summary>Answers what windows there are, for policies of the configuration and for schedules and policies in hand.</summary>
public sealed class WindowService(Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, IClock clock)
{
    // With -From alone, as many windows of each policy as fit a screen.
    private const int DefaultCount = 10;

    /// <summary>The windows of configured policies: the overview in order of start, a stretch of time policy by policy.</summary>
    public IEnumerable<Outcome<Window>> Find(WindowRequest request)
    {
        if (EmptyRange(request) is { } empty)
        {
            yield return empty;
            yield break;
        }

        var overview = new List<Window>();
        foreach (var chosen in Choose(request))
        {
            if (!chosen.TryGet(out var pair, out var problem))
            {
                yield return problem;
                continue;
            }

            // What a host's faulty policy would open is not known; what others open is shown all the same.
            if (pair is { Host: { } host, Policies.Count: 0 }) yield return OnlyFaulty(host);
            foreach (var policy in pair.Policies)
            {
                var windows = Windows(policy, request, Query(pair.Host) with { WithSkipped = request.IncludeFrozen });
                if (IsOverview(request)) overview.AddRange(windows);
                else foreach (var window in windows) yield return window;
            }
        }

        // What is open and what comes next is a question of time, whichever policy it is of.
        foreach (var window in overview.OrderBy(w => w.Start)) yield return window;
    }

    private static bool IsOverview(WindowRequest request) => request is { From: null, To: null, First: null };

    /// <summary>The windows of a schedule in hand.</summary>
    public IEnumerable<Outcome<Window>> Find(Schedule schedule, WindowRequest request)
    {
        var findings = new List<Finding>();

        // At a prompt a schedule without a zone means this machine's clock.
        var compiled = ScheduleCompiler.Compile(schedule, TimeZones.Host, findings);
        return Answer(compiled is null ? null : CompiledPolicy.Of(compiled), findings, request);
    }

    /// <summary>The windows of a policy in hand.</summary>
    public IEnumerable<Outcome<Window>> Find(Policy policy, WindowRequest request)
    {
        var findings = new List<Finding>();
        var compiled = PolicyCompiler.Compile(policy, findings);

        // One that comes from the configuration has had its faults said when that was read.
        findings.RemoveAll(f => configuration.Value.Findings.Any(said => said.Code == f.Code && said.Message == f.Message));
        return Answer(compiled, findings, request);
    }

    /// <summary>Whether work of a length could start at a moment, policy by policy, and why or why not.</summary>
    /// <param name="request">The policies and hosts asked about.</param>
    /// <param name="at">The moment; null is now.</param>
    /// <param name="room">How long the work takes, besides the policy's reboot reserve.</param>
    public IEnumerable<Outcome<Decision>> Decide(WindowRequest request, DateTimeOffset? at, TimeSpan room)
    {
        var moment = at is { } given ? Instant.FromDateTimeOffset(given) : clock.GetCurrentInstant();
        foreach (var chosen in Choose(request))
        {
            if (!chosen.TryGet(out var pair, out var problem))
            {
                yield return problem;
                continue;
            }

            var its = pair.Host is null ? null : inventory.Value.PolicyOf(pair.Host);
            if (its is not null && DecisionMaker.DecideUncertain(pair.Host!, its, moment.ToDateTimeOffset()) is { } uncertain)
            {
                yield return uncertain;
                continue;
            }

            foreach (var policy in pair.Policies) yield return Decide(policy, new WindowQuery(moment, HostZone.Of(pair.Host), pair.Host?.Name), room);
        }
    }

    /// <summary>The same of a policy in hand.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="at">The moment; null is now.</param>
    /// <param name="room">How long the work takes, besides the policy's reboot reserve.</param>
    public IEnumerable<Outcome<Decision>> Decide(Policy policy, DateTimeOffset? at, TimeSpan room)
    {
        var findings = new List<Finding>();
        var query = Query(null);
        if (at is { } given) query = query with { Now = Instant.FromDateTimeOffset(given) };
        return PolicyCompiler.Compile(policy, findings) is { } compiled
            ? [Decide(compiled, query, room)]
            : findings.Select(f => (Outcome<Decision>)f);
    }

    /// <summary>What to wait for: the policies asked about, each for its host. Whose policy is uncertain never opens, and is a problem.</summary>
    /// <param name="request">The policies and hosts asked about.</param>
    public IEnumerable<Outcome<WatchedPolicy>> Watch(WindowRequest request)
    {
        foreach (var chosen in Choose(request))
        {
            if (!chosen.TryGet(out var pair, out var problem))
            {
                yield return problem;
                continue;
            }

            var its = pair.Host is null ? null : inventory.Value.PolicyOf(pair.Host);
            if (its is not null && DecisionMaker.DecideUncertain(pair.Host!, its, Now) is { } uncertain)
            {
                yield return Uncertain(pair.Host!, uncertain, "There is nothing to wait for");
                continue;
            }

            foreach (var policy in pair.Policies) yield return new WatchedPolicy(policy, pair.Host);
        }
    }

    /// <summary>The first windows in which work of a length could start, one for each that has any, in order of their start.</summary>
    /// <param name="watched">What is waited for.</param>
    /// <param name="room">How long the work takes, besides each policy's reboot reserve.</param>
    public IReadOnlyList<Window> FirstWithRoom(IEnumerable<WatchedPolicy> watched, TimeSpan room)
    {
        var now = clock.GetCurrentInstant();
        return
        [
            .. watched.Select(w => WindowFinder.FirstWithRoom(w.Policy, new WindowQuery(now, w.Zone, w.HostName), room))
                .OfType<Window>()
                .OrderBy(w => w.Start),
        ];
    }

    /// <summary>Windows of two sets as one set.</summary>
    /// <param name="operation">How.</param>
    /// <param name="first">The first set.</param>
    /// <param name="second">The second set.</param>
    /// <param name="now">The clock that states are told for; null is the system's.</param>
    public static IEnumerable<Window> Merge(
        WindowSetOperation operation, IEnumerable<Window> first, IEnumerable<Window> second, Func<DateTimeOffset>? now) =>
        WindowSets.Merge(operation, first, second, now?.Invoke() ?? SystemClock.Instance.GetCurrentInstant().ToDateTimeOffset());

    private DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();

    private static Decision Decide(CompiledPolicy policy, WindowQuery query, TimeSpan room)
    {
        var outlook = WindowFinder.Outlook(policy, query, room);
        return DecisionMaker.Decide(new TimeFacts(policy, outlook, room, query.Now.ToDateTimeOffset())) with { Host = query.HostName };
    }

    /// <summary>Where a policy stands for a host at a moment.</summary>
    internal static WindowOutlook Outlook(CompiledPolicy policy, ManagedHost host, Instant at) =>
        WindowFinder.Outlook(policy, new WindowQuery(at, HostZone.Of(host), host.Name));

    private static IEnumerable<Window> Shown(IEnumerable<Window> windows, WindowRequest request) =>
        windows.Where(w => request.IncludeFrozen || w.State != WindowState.Frozen);

    // The policies asked for; with hosts, each host's own among them, which are none where it has only faulty ones.
    private IEnumerable<Outcome<(ManagedHost? Host, IReadOnlyList<CompiledPolicy> Policies)>> Choose(WindowRequest request)
    {
        var problems = new List<Finding>();
        var policies = configuration.Value.Select(request.Policies, problems);
        var hosts = request.HostNames.Count == 0 ? [] : inventory.Value.Select(request.HostNames, problems);
        foreach (var problem in problems) yield return problem;
        if (request.HostNames.Count == 0) yield return (null, policies);
        foreach (var host in hosts)
        {
            var its = inventory.Value.PolicyOf(host);
            var asked = its.Whole.Where(policies.Contains).ToList();
            if (asked.Count == 0 && its.Faulty.Count == 0) yield return NoPolicy(host);
            else yield return (host, asked);
        }
    }

    private Finding OnlyFaulty(ManagedHost host) =>
        Uncertain(host, DecisionMaker.DecideUncertain(host, inventory.Value.PolicyOf(host), Now)!, $"The windows of the host '{host.Name}' are not known");

    private static Finding Uncertain(ManagedHost host, Decision decision, string what) => new()
    {
        Code = decision.Reason.ToString(),
        Policy = decision.Policy,
        HostName = host.Name,
        Path = host.Name,
        Message = $"{what} ({decision.Reason}): {decision.Message}.",
        Suggestion = "Correct the policy; nothing is applied on the host until then.",
    };

    private static Finding NoPolicy(ManagedHost host) => new()
    {
        Code = "HostWithoutPolicy",
        Kind = FindingKind.ObjectNotFound,
        HostName = host.Name,
        Path = host.Name,
        Message = $"No policy's targets match the host '{host.Name}', so it has no windows.",
        Suggestion = "Widen a policy's \"targets\", or give the host the tag that one asks for.",
    };

    // The findings first: one that compiles may have a warning too, such as that it never opens.
    private IEnumerable<Outcome<Window>> Answer(CompiledPolicy? compiled, List<Finding> findings, WindowRequest request)
    {
        if (EmptyRange(request) is { } empty) (compiled, findings) = (null, [.. findings, empty]);
        foreach (var finding in findings) yield return finding;
        if (compiled is null) yield break;
        foreach (var window in Windows(compiled, request, Query(null) with { WithSkipped = request.IncludeFrozen })) yield return window;
    }

    private Finding? EmptyRange(WindowRequest request)
    {
        if (request.To is not { } to) return null;
        var from = request.From ?? clock.GetCurrentInstant().ToDateTimeOffset();
        if (from < to) return null;
        var begins = request.From is null ? "now, " + MomentText.Format(from) : MomentText.Format(from);
        return new Finding
        {
            Code = "RangeEmpty",
            Kind = FindingKind.InvalidArgument,
            Message = $"No window can be in a stretch of time that begins {begins}, and ends {MomentText.Format(to)}.",
            Suggestion = request.From is null ? "Give -From as well, or a -To that is still to come." : "Give a -To that is after -From.",
        };
    }

    private static IEnumerable<Window> Windows(CompiledPolicy policy, WindowRequest request, WindowQuery query)
    {
        var from = request.From is { } start ? Instant.FromDateTimeOffset(start) : query.Now;
        if (request.To is { } end)
        {
            var between = Shown(WindowFinder.Between(policy, from, Instant.FromDateTimeOffset(end), query), request);
            return request.First is { } most ? between.Take(most) : between;
        }

        var following = Shown(WindowFinder.From(policy, from, query), request);
        if (request.First is { } first) return following.Take(first);
        return request.From is not null ? following.Take(DefaultCount) : OpenAndNext(following);
    }

    // What runs now, then the first that does not.
    private static IEnumerable<Window> OpenAndNext(IEnumerable<Window> windows)
    {
        foreach (var window in windows)
        {
            yield return window;
            if (window.State == WindowState.Upcoming) yield break;
        }
    }

    private WindowQuery Query(ManagedHost? host) => new(clock.GetCurrentInstant(), HostZone.Of(host), host?.Name);
}
