using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>One combination of everything that bears on a decision, and what the documentation says comes of it.</summary>
internal sealed record Combination
{
    private static readonly DateTimeOffset Now = Case.Opens.AddHours(1);

    private static readonly Dictionary<(bool, bool, bool, bool, bool, Emergencies, bool), HostPolicy> Policies = [];

    public enum Claims { One, None, Unreachable }

    public enum People { Silent, Approved, Denied }

    public enum Times { Open, AfterCutoff, TooShort, Closed, Frozen }

    public enum Emergencies { No, MayWait, WindowTooLate, Due }

    public enum Holds { None, AllButEmergencies, All }

    public enum Runs { Free, Ring, BudgetAndBusy, Busy }

    public Claims Host { get; init; }

    public bool Excluded { get; init; }

    public People Person { get; init; }

    public bool Held { get; init; }

    public bool NotApproved { get; init; }

    public bool Young { get; init; }

    public bool Deferred { get; init; }

    public bool Overdue { get; init; }

    public bool Behind { get; init; }

    public Emergencies Emergency { get; init; }

    public bool Immediate { get; init; }

    public Holds Hold { get; init; }

    public Times Time { get; init; }

    public Runs Run { get; init; }

    /// <summary>All of them.</summary>
    public static IEnumerable<Combination> All()
    {
        bool[] both = [false, true];
        return from host in Values<Claims>()
               from excluded in both
               from person in Values<People>()
               from held in both
               from notApproved in both
               from young in both
               from deferred in both
               from overdue in both
               from behind in both
               from emergency in Values<Emergencies>()
               from immediate in both
               from hold in Values<Holds>()
               from time in Values<Times>()
               from run in Values<Runs>()
               select new Combination
               {
                   Host = host, Excluded = excluded, Person = person, Held = held, NotApproved = notApproved, Young = young, Deferred = deferred,
                   Overdue = overdue, Behind = behind, Emergency = emergency, Immediate = immediate, Hold = hold, Time = time, Run = run,
               };
    }

    /// <summary>What about_PatchWindow_Decisions says, written down a second time and otherwise.</summary>
    public ReasonCode Expected
    {
        get
        {
            if (Host == Claims.None) return ReasonCode.HostUnknown;
            if (Host == Claims.Unreachable) return ReasonCode.Unreachable;
            if (Excluded) return ReasonCode.Excluded;
            if (Person == People.Denied) return ReasonCode.Denied;
            if (Held) return ReasonCode.HeldBack;
            var isEmergency = Emergency != Emergencies.No;
            var isApproved = Person == People.Approved || isEmergency;
            if (NotApproved && !isApproved) return ReasonCode.NotApproved;
            var isTooYoung = Young && !isApproved;
            var waitsNoMore = Overdue || Behind || Emergency == Emergencies.Due;
            if (isTooYoung && !waitsNoMore) return ReasonCode.AwaitingAge;
            if (Deferred && !waitsNoMore) return ReasonCode.Deferred;

            // Overdue or not: a deadline moves no window.
            var outside = isEmergency && (Immediate ? Hold != Holds.None : Time != Times.Open && Emergency != Emergencies.MayWait);
            if (outside)
            {
                if (Hold == Holds.All) return ReasonCode.Frozen;
            }
            else if (Immediate)
            {
                if (Hold != Holds.None) return ReasonCode.Frozen;
            }
            else if (Time != Times.Open)
            {
                return Time switch
                {
                    Times.Closed => ReasonCode.OutsideWindow,
                    Times.Frozen => ReasonCode.Frozen,
                    Times.AfterCutoff => ReasonCode.CutoffReached,
                    _ => ReasonCode.DoesNotFit,
                };
            }

            if (Run == Runs.Ring) return ReasonCode.RingWaiting;
            if (Run == Runs.BudgetAndBusy) return ReasonCode.BudgetSpent;
            if (Run == Runs.Busy) return ReasonCode.HostBusy;
            if (outside) return ReasonCode.Emergency;
            if (!isTooYoung && !Deferred) return ReasonCode.Apply;
            return Behind ? ReasonCode.BehindLimit : ReasonCode.DeadlinePassed;
        }
    }

    public DecisionFacts Facts
    {
        get
        {
            var window = Case.Window;
            var open = Time switch
            {
                Times.Open => window,
                Times.AfterCutoff => window with { Cutoff = Now },
                Times.TooShort => window with { End = Now.AddMinutes(9), Cutoff = Now.AddMinutes(9) },
                _ => null,
            };
            var hold = new FreezeHold(Hold == Holds.None ? null : "year-end", null);
            var outlook = new WindowOutlook(open, Time == Times.Frozen ? window with { State = WindowState.Frozen, Freeze = "year-end" } : null, Case.Following)
            {
                Immediate = Immediate ? hold : null,
                Emergency = Emergency == Emergencies.No ? null : Hold == Holds.All ? hold : new FreezeHold(null, null),
            };
            return new DecisionFacts(new ManagedHost { Name = "web01" }, ItsPolicy(), ItsPatch(), outlook, ItsDeferral(), Now)
            {
                Approval = Person == People.Silent ? null : new Approval { Verdict = Person == People.Denied ? ApprovalVerdict.Denied : ApprovalVerdict.Approved, By = "kari" },
                Earlier = Overdue ? [new SeenRelease(Now.AddDays(-90), PatchSeverity.Low, PatchClassification.Other)] : [],
                Room = TimeSpan.FromMinutes(10),
                Run = new RunFacts
                {
                    Unreachable = Host == Claims.Unreachable ? "no route" : null,
                    Ring = Run == Runs.Ring ? new("the ring 'canary' is not done", "rollout:rings:1") : null,
                    Budget = Run == Runs.BudgetAndBusy ? new("5 of 5", "rollout:budgets:0") : null,
                    Busy = Run is Runs.Busy or Runs.BudgetAndBusy ? "a step" : null,
                },
            };
        }
    }

    private PendingPatch ItsPatch() => new()
    {
        Host = "web01", Name = "openssl", Version = "2", Classification = PatchClassification.Security, Severity = PatchSeverity.Important,
        FirstSeen = Now.AddHours(-12), Released = Now.AddDays(-3), HeldBack = Held ? "held" : null, PatchesBehind = Behind ? 5 : 4,
    };

    private Deferral? ItsDeferral() => Deferred ? new Deferral { By = "kari", Reason = "month end", Until = Now.AddDays(3) } : null;

    private HostPolicy ItsPolicy()
    {
        if (Host == Claims.None) return new HostPolicy([], []);
        var key = (Excluded, NotApproved, Young, Overdue, Behind, Emergency, Immediate);
        return Policies.TryGetValue(key, out var known) ? known : Policies[key] = new HostPolicy([PolicyCompiler.Compile(Written(), [])!], []);
    }

    private Policy Written() => new()
    {
        Name = "prod",
        Mode = Immediate ? PolicyMode.Immediate : PolicyMode.Scheduled,
        Schedules = [new() { Text = "Sat 22:00 for 4h" }],
        Approve = new()
        {
            Exclude = Excluded ? ["open*"] : [],
            Classification = NotApproved ? [PatchClassification.Bugfix] : [],
            AfterDays = Young ? 10 : 2,
        },
        Defer = new() { MaxBehind = 4 },
        Deadlines = new() { Low = TimeSpan.FromDays(60) },
        Emergency = Emergency == Emergencies.No ? null : new()
        {
            When = "severity >= Important",
            Within = Emergency switch { Emergencies.MayWait => TimeSpan.FromDays(20), Emergencies.WindowTooLate => TimeSpan.FromDays(2), _ => TimeSpan.FromHours(1) },
        },
    };

    private static T[] Values<T>()
        where T : struct, Enum => (T[])Enum.GetValues(typeof(T));
}
