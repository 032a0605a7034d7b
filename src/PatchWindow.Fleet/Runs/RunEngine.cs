using NodaTime;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Works on the runs of a store, beside any number of others that do the same: takes up what was left, asks hosts what is due, claims steps and carries
/// them out, until there is nothing more to do now.
/// </summary>
public sealed class RunEngine(
    RunOpener opener, RunSurvey survey, RunLook look, RunStepWork work, RunReport report, LeaseKeeper leases, Lazy<IPatchStore> store, Runner runner,
    IClock clock, Func<TimeSpan, CancellationToken, Task> pause)
{
    // A runner that waits looks again after so long, for what others have done meanwhile.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    // A host that was not told of after so long is asked again by someone else.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    /// <summary>How long a step is a runner's own unless it renews that.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>What there is to work on now, to be asked about before it is begun; nothing is opened.</summary>
    /// <param name="policies">Names of policies, with wildcards; none means all.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    public IReadOnlyList<ComingWork> Coming(IReadOnlyList<string> policies, ICollection<Finding> problems) =>
    [
        .. work.Left().Select(l => new ComingWork(l.Step.Policy ?? "", l.Host.Name, $"take up the step {l.Step.Id}, which its runner left, and wait for its end")),
        .. opener.Coming(policies, problems),
    ];

    /// <summary>
    /// Works until nothing can be done now, or with <see cref="RunRequest.Waits"/> until cancelled, or the configuration is another one. What has begun to apply comes to its end also after a cancellation.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public Task WorkAsync(RunRequest request, IRunWatcher watcher, CancellationToken cancellationToken) =>
        leases.WhileAsync(() => PassAsync(request, watcher, cancellationToken));

    private async Task<bool> PassAsync(RunRequest request, IRunWatcher watcher, CancellationToken cancellationToken)
    {
        var pass = new Pass(request, runner, watcher, cancellationToken);
        try
        {
            while (true)
            {
                var next = cancellationToken.IsCancellationRequested ? null : await BeginAsync(pass).ConfigureAwait(false);
                if (pass.InFlight.Count > 0)
                {
                    await pass.WaitAsync().ConfigureAwait(false);
                }
                else if (cancellationToken.IsCancellationRequested || !request.Waits)
                {
                    break;
                }
                else
                {
                    var now = Now;
                    await PauseAsync(next is { } moment && moment - now < Beat && moment > now ? moment - now : Beat, cancellationToken).ConfigureAwait(false);
                    if (request.IsOutdated?.Invoke() == true) return true;
                }
            }
        }
        finally
        {
            // Whatever went wrong: what has begun is waited for.
            await pass.DrainAsync().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    private DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();

    private async Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await pause(time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Nothing is in flight; the caller ends.
        }
    }

    // Begins whatever can be begun now. The moment at which more can be, where that is known.
    private async Task<DateTimeOffset?> BeginAsync(Pass pass)
    {
        TakeUpLeft(pass);
        var problems = new List<Finding>();
        await survey.OpenAsync(pass.Request, problems, pass.Cancellation).ConfigureAwait(false);
        var runs = opener.Open(pass.Request.Policies, problems);
        foreach (var problem in problems.Where(p => pass.Told.Add(p.Message))) pass.Watcher.Told(problem);
        DateTimeOffset? next = null;
        foreach (var run in runs)
        {
            var leave = Begin(pass, run);
            if (leave.Wait?.Until is { } until && (next is null || until < next)) next = until;
        }

        return next;
    }

    // A host that cannot tell yet is asked again after a while, not at every turn.
    private void TakeUpLeft(Pass pass)
    {
        var now = Now;
        foreach (var (host, step) in work.Left().Where(l => !pass.Hosts.Contains(l.Host.Name)))
        {
            if (pass.Free == 0) break;
            if (pass.TakenUp.TryGetValue(step.Id, out var last) && (!pass.Request.Waits || now - last < LookAgain)) continue;
            pass.TakenUp[step.Id] = now;
            pass.Begin(host.Name, () => work.TakeUpAsync(host, pass.Watcher, pass.Cancellation));
        }
    }

    private RunLeave Begin(Pass pass, OpenRun run)
    {
        RunLeave leave;
        if (run.Terms is { } terms && run.HasTime && pass.Free > 0)
        {
            var claimed = store.Value.Runs.Claim(new RunClaim(
                run.Record.Id, run.Record.Policy, runner.Identity, pass.Free, Now, Lease, run.Ask));
            leave = claimed.Leave;
            foreach (var step in claimed.Steps) pass.Begin(step.Host, () => work.CarryOutAsync(run, step, pass.Watcher, pass.Cancellation));
            if (leave.Stop is { } stop && pass.Told.Add(run.Record.Id + stop.Message)) pass.Watcher.Told(RunReport.Stopped(run.Record, stop));
        }
        else
        {
            leave = run.Ask(store.Value.Runs.Standing(run.Record.Id, Now));
        }

        if (leave.Any && pass.Free > 0)
        {
            foreach (var step in store.Value.Runs.TakeToLook(
                run.Record.Id, leave.Ring, pass.Free, Now, LookAgain, runner.Identity, looker => !runner.Is(looker) && runner.IsDead(looker, here: false)))
                pass.Begin(step.Host, () => look.AskAsync(run, step, pass.Watcher, pass.Cancellation));
        }

        Close(pass, run, leave);
        if (run.Record.State == RunState.Running || leave.Stop is not null) pass.Watcher.Stands(report.Of(run.Record.Id, leave));
        return leave;
    }

    // What has not begun when the time is over does not begin any more; a run without open steps has ended.
    private void Close(Pass pass, OpenRun run, RunLeave leave)
    {
        var isOver = !run.HasTime || leave.Reason is ReasonCode.OutsideWindow or ReasonCode.CutoffReached && !leave.Any && run.Record.State != RunState.Stopped;
        if (isOver) look.EndWaiting(run, leave, pass.Watcher);
        if (pass.InFlight.Count == 0 && store.Value.Runs.End(run.Record.Id, run.Record.Message, Now)) pass.Watcher.Stands(report.Of(run.Record.Id, leave));
    }

    /// <summary>What is being done in one call, so many things at a time, one on a host.</summary>
    private sealed class Pass(RunRequest request, Runner runner, IRunWatcher watcher, CancellationToken cancellationToken)
    {
        public RunRequest Request => request;

        public IRunWatcher Watcher => watcher;

        public CancellationToken Cancellation => cancellationToken;

        public Dictionary<Task, string> InFlight { get; } = [];

        public HashSet<string> Hosts { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Told { get; } = [];

        public Dictionary<string, DateTimeOffset> TakenUp { get; } = [];

        public int Free => request.ThrottleLimit - InFlight.Count;

        public void Begin(string host, Func<Task> work)
        {
            _ = Hosts.Add(host);
            InFlight.Add(runner.Begin(work), host);
        }

        public async Task WaitAsync()
        {
            var done = await Task.WhenAny(InFlight.Keys).ConfigureAwait(false);
            Remove(done);
            await done.ConfigureAwait(false);
        }

        public async Task DrainAsync()
        {
            while (InFlight.Count > 0)
            {
                var done = await Task.WhenAny(InFlight.Keys).ConfigureAwait(false);
                Remove(done);
            }
        }

        private void Remove(Task done)
        {
            _ = Hosts.Remove(InFlight[done]);
            _ = InFlight.Remove(done);
        }
    }
}

/// <summary>What a runner is to work on.</summary>
/// <param name="Policies">Names of policies, with wildcards; none means all.</param>
/// <param name="ThrottleLimit">How many hosts it works on, or asks, at once.</param>
/// <param name="Waits">Whether it waits for what comes later, until cancelled.</param>
/// <param name="SurveyAfter">After how long hosts are asked again what they have outside of windows.</param>
public sealed record RunRequest(IReadOnlyList<string> Policies, int ThrottleLimit, bool Waits, TimeSpan SurveyAfter)
{
    /// <summary>Asked while nothing is worked on: whether the configuration has changed, so that whoever waits goes on by the new one. Null never asks.</summary>
    public Func<bool>? IsOutdated { get; init; }
}
