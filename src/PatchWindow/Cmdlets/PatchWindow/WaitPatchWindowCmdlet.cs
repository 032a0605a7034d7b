using System.Diagnostics;
using System.Management.Automation;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Waits until a window is open in which work can start, and writes it.</summary>
/// <remarks>
/// <para>Where several policies are asked about, the first that opens ends the wait; all that are open then are written. A window
/// past its cutoff, or without room for -For and the reboot reserve, is not waited for: the next one is. Progress shows what opens
/// when. Ctrl+C ends the wait.</para>
/// <para>What changes in the configuration's files meanwhile counts at once; new faults are written. A policy that has become faulty or is
/// gone is not waited for as long as it is so. While a file cannot be read, because it is being saved or is no valid JSON, nothing
/// opens. Policies and schedules that are piped in stay as they are.</para>
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
    private WatchList? watched;

    /// <summary>Schedules in hand, as New-PatchSchedule writes them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ScheduleSet)]
    public Schedule[] Schedule { get; set; } = [];

    /// <summary>How long to wait at most, as a TimeSpan or as text: 4h, 90m. Without it, for as long as it takes.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan? Timeout { get; set; }

    private protected override bool KeepsUp => true;

    protected override void Process()
    {
        if (ParameterSetName == PolicySet) UseConfiguredPolicies();
        watched ??= new WatchList(Session);
        Write(ParameterSetName switch
        {
            ObjectSet => watched.Add(InputObject.SelectMany(WatchedPolicy.Of)),
            ScheduleSet => watched.Add(Schedule.SelectMany(WatchedPolicy.Of)),
            _ => watched.Add(new WindowRequest { Policies = Policy, HostNames = HostName }),
        });
    }

    protected override void Finish()
    {
        // What could not be asked about has been said, and there is nothing else to wait for.
        if (watched is not { Policies.Count: > 0 }) return;
        var waited = Stopwatch.StartNew();
        var shown = false;
        while (true)
        {
            var isCertain = KeepUp();
            var windows = Session.Windows.FirstWithRoom(watched.Policies, For);
            if (windows.Count == 0 && isCertain && !watched.HasLost)
            {
                WriteFinding(WaitFindings.NothingInSight(watched, For));
                return;
            }

            var open = windows.Where(w => isCertain && w.State == WindowState.Open).ToList();
            if (open.Count > 0)
            {
                // What is piped on works for hours, below a bar that would say it is still waiting.
                if (shown) WriteProgress(new ProgressRecord(0, Activity, "open") { RecordType = ProgressRecordType.Completed });
                foreach (var window in open) WriteObject(window);
                return;
            }

            if (Timeout is { } most && waited.Elapsed >= most)
            {
                WriteFinding(WaitFindings.TimedOut(most, windows.FirstOrDefault()));
                return;
            }

            var next = windows.FirstOrDefault(w => w.State != WindowState.Open);
            Show(next, isCertain);
            shown = true;
            Pause(next?.OpensIn ?? Tick, Timeout - waited.Elapsed);
        }
    }

    // Whether what is waited for is what the configuration says.
    private bool KeepUp()
    {
        if (ParameterSetName != PolicySet) return true;
        var update = Session.Reload();
        Write(update.News);
        if (update.IsChanged)
        {
            WriteVerbose("The configuration has changed and was read again.");
            Write(watched!.AskAgain());
        }

        return update.IsCertain;
    }

    private void Write(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings) WriteFinding(finding);
    }

    private void Show(Window? next, bool isCertain)
    {
        var status = !isCertain ? "Held: a file of the configuration cannot be read"
            : next is null ? "No window is in sight as the configuration is now"
            : $"{next.Policy ?? next.Schedule} opens in {DurationText.FormatRough(next.OpensIn!.Value)}";
        var progress = new ProgressRecord(0, Activity, status);
        if (next is not null)
        {
            progress.CurrentOperation = $"{MomentText.Format(next.Start)} {next.TimeZone}";
            progress.SecondsRemaining = (int)Math.Min(int.MaxValue, next.OpensIn!.Value.TotalSeconds);
        }

        WriteProgress(progress);
    }

    // A clock that is set meanwhile is noticed within a second, and so are a changed file and Ctrl+C.
    private void Pause(TimeSpan opensIn, TimeSpan? left)
    {
        var pause = opensIn < Tick ? opensIn : Tick;
        if (left < pause) pause = left.Value;
        if (SessionClock.Pause is { } instead) instead(pause);

        // Rounded up: a wait of less than a millisecond would be none.
        else if (pause > TimeSpan.Zero) _ = Cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)));
        Cancellation.ThrowIfCancellationRequested();
    }
}
