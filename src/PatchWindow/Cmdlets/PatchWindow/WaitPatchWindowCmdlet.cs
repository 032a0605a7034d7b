using System.Diagnostics;
using System.Management.Automation;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Waits until a window is open in which work can start, and writes it.</summary>
/// <remarks>
/// <para>Where several policies are asked about, the first that opens ends the wait; all that are open then are written. A window
/// past its cutoff, or without room for -For and the reboot reserve, is not waited for: the next one is. Progress shows what opens
/// when. Ctrl+C ends the wait.</para>
/// <para>Where no window is in sight, and when -Timeout has passed, it ends with an error and writes nothing.</para>
/// </remarks>
/// <example>
/// <para>Wait for a policy's window, four hours at most, and install what is due</para>
/// <code>Wait-PatchWindow this-machine -Timeout 4h | ForEach-Object { Install-PendingPatch localhost -WhatIf }</code>
/// </example>
/// <example>
/// <para>Wait until this machine's policy has room for half an hour</para>
/// <code>Wait-PatchWindow -HostName localhost -For 30m</code>
/// </example>
/// <seealso cref="GetPatchWindowCmdlet"/>
/// <seealso cref="TestPatchWindowCmdlet"/>
[Cmdlet(VerbsLifecycle.Wait, "PatchWindow", DefaultParameterSetName = PolicySet)]
[OutputType(typeof(Window))]
public sealed class WaitPatchWindowCmdlet : PolicyQuestionCmdlet
{
    private const string ScheduleSet = "Schedule";
    private const string Activity = "Waiting for a window";
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly List<WatchedPolicy> watched = [];

    /// <summary>Schedules in hand, as New-PatchSchedule writes them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ScheduleSet)]
    public Schedule[] Schedule { get; set; } = [];

    /// <summary>How long to wait at most, as a TimeSpan or as text: 4h, 90m. Without it, for as long as it takes.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? Timeout { get; set; }

    protected override void Process()
    {
        if (ParameterSetName == PolicySet) UseConfiguredPolicies();
        Add(ParameterSetName switch
        {
            ObjectSet => InputObject.SelectMany(WatchedPolicy.Of),
            ScheduleSet => Schedule.SelectMany(WatchedPolicy.Of),
            _ => Session.Windows.Watch(new WindowRequest { Policies = Policy, HostNames = HostName }),
        });
    }

    protected override void Finish()
    {
        // What could not be asked about has been said, and there is nothing else to wait for.
        if (watched.Count == 0) return;
        var waited = Stopwatch.StartNew();
        var shown = false;
        while (true)
        {
            var windows = Session.Windows.FirstWithRoom(watched, For);
            if (windows.Count == 0)
            {
                WriteFinding(NothingInSight());
                return;
            }

            var open = windows.Where(w => w.State == WindowState.Open).ToList();
            if (open.Count > 0)
            {
                // What is piped on works for hours, below a bar that would say it is still waiting.
                if (shown) WriteProgress(new ProgressRecord(0, Activity, "open") { RecordType = ProgressRecordType.Completed });
                foreach (var window in open) WriteObject(window);
                return;
            }

            if (Timeout is { } most && waited.Elapsed >= most)
            {
                WriteFinding(TimedOut(most, windows[0]));
                return;
            }

            Show(windows[0]);
            shown = true;
            Pause(windows[0].OpensIn!.Value, Timeout - waited.Elapsed);
        }
    }

    private void Add(IEnumerable<Outcome<WatchedPolicy>> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome.TryGet(out var policy, out var problem)) watched.Add(policy);
            else WriteFinding(problem);
        }
    }

    private void Show(Window next) => WriteProgress(new ProgressRecord(
        0, Activity, $"{next.Policy ?? next.Schedule} opens in {DurationText.FormatRough(next.OpensIn!.Value)}")
    {
        CurrentOperation = $"{MomentText.Format(next.Start)} {next.TimeZone}",
        SecondsRemaining = (int)Math.Min(int.MaxValue, next.OpensIn.Value.TotalSeconds),
    });

    // A clock that is set meanwhile is noticed within a second, and so is Ctrl+C.
    private void Pause(TimeSpan opensIn, TimeSpan? left)
    {
        var pause = opensIn < Tick ? opensIn : Tick;
        if (left < pause) pause = left.Value;

        // Rounded up: a wait of less than a millisecond would be none.
        if (pause > TimeSpan.Zero) _ = Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)));
        Cancellation.ThrowIfCancellationRequested();
    }

    private Finding NothingInSight() => new()
    {
        Code = "NoWindowInSight",
        Kind = FindingKind.ObjectNotFound,
        Message = "There is no window to wait for: none of " + Names() + " is in sight"
            + (For > TimeSpan.Zero ? $" with room for {DurationText.Format(For)}." : "."),
        Suggestion = "Get-PatchWindow -First 5 -IncludeFrozen shows what there is.",
    };

    private static Finding TimedOut(TimeSpan most, Window next) => new()
    {
        Code = "WaitTimedOut",
        Kind = FindingKind.OperationTimeout,
        Policy = next.Policy,
        Message = $"No window opened in {DurationText.Format(most)}; the next is of {next.Policy ?? next.Schedule} and opens {MomentText.Format(next.Start)} {next.TimeZone}.",
        Suggestion = "Wait longer, or leave -Timeout out.",
    };

    private string Names()
    {
        var names = watched.Select(w => $"'{w.Name}'").Distinct().ToList();
        return string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");
    }
}
