using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>Facts under which everything applies, to be spoiled one at a time: the window of Saturday 22:00 to 02:00 UTC, at 23:00.</summary>
internal sealed class Case
{
    public static readonly DateTimeOffset Opens = new(2026, 9, 12, 22, 0, 0, TimeSpan.Zero);

    public static readonly Window Window = new() { Start = Opens, Cutoff = Opens.AddHours(4), End = Opens.AddHours(4), TimeZone = "UTC", State = WindowState.Open };

    public static readonly Window Following = Window with
    {
        Start = Opens.AddDays(7), Cutoff = Opens.AddDays(7).AddHours(4), End = Opens.AddDays(7).AddHours(4), State = WindowState.Upcoming,
    };

    public Policy? Policy { get; set; } = new() { Name = "prod", Schedules = [new() { Text = "Sat 22:00 for 4h" }], Approve = new() };

    /// <summary>Further policies that claim the host.</summary>
    public List<Policy> Rivals { get; } = [];

    /// <summary>Faulty policies that claim the host.</summary>
    public List<FaultyPolicy> Faulty { get; } = [];

    public PendingPatch Patch { get; set; } = new()
    {
        Host = "web01", Name = "openssl", Version = "3.0.17-1", Classification = PatchClassification.Security,
        Severity = PatchSeverity.Important, Released = Opens.AddDays(-10),
    };

    public Deferral? Deferral { get; set; }

    public Approval? Approval { get; set; }

    public RunFacts Run { get; set; } = RunFacts.None;

    public List<SeenRelease> Earlier { get; } = [];

    /// <summary>The windows that are asked about for a deadline.</summary>
    public List<Window> Windows { get; } = [];

    public FreezeHold? EmergencyFreeze { get; set; }

    public FreezeHold? ImmediateFreeze { get; set; }

    public TimeSpan Room { get; set; }

    public Window? Open { get; set; } = Window;

    public Window? Frozen { get; set; }

    public Window? Next { get; set; } = Following;

    public DateTimeOffset Now { get; set; } = Opens.AddHours(1);

    public ManagedHost Host { get; } = new() { Name = "web01" };

    public HostPolicy HostPolicy
    {
        get
        {
            var all = Policy is null ? Rivals : [Policy, .. Rivals];
            return new HostPolicy([.. all.Select(p => PolicyCompiler.Compile(p, [])!)], [.. Faulty]);
        }
    }

    public DecisionFacts Facts => new(Host, HostPolicy, Patch, Outlook, Deferral, Now)
    {
        Approval = Approval,
        Earlier = Earlier,
        Run = Run,
        Room = Room,
        WindowsUntil = deadline => [.. Windows.Where(w => w.Start < deadline)],
    };

    // As the finder gives it: where freezes stand is told only to those who ask.
    private WindowOutlook Outlook => new(Open, Frozen, Next)
    {
        Immediate = Policy?.Mode == PolicyMode.Immediate ? ImmediateFreeze ?? new(null, null) : null,
        Emergency = Policy?.Emergency is null ? null : EmergencyFreeze ?? new(null, null),
    };

    public Decision Decide() => DecisionMaker.Decide(Facts);
}
