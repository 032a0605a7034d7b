using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>For each reason code, the facts that make its rule object, in the order of the rules.</summary>
internal static class Objections
{
    public static readonly (string Rule, ReasonCode Reason, Action<Case> Spoil)[] All =
    [
        ("policy", ReasonCode.HostUnknown, c => c.Policy = null),
        ("policy", ReasonCode.PolicyInvalid, c => c.Faulty.Add(Broken)),
        ("policy", ReasonCode.PolicyConflict, c => c.Rivals.AddRange([new() { Name = "night" }, new() { Name = "spare" }])),
        ("reach", ReasonCode.Unreachable, c => c.Run = c.Run with { Unreachable = "no route to host" }),
        ("exclude", ReasonCode.Excluded, c => Approve(c, a => a.Exclude = ["nginx", "open*"])),
        ("deny", ReasonCode.Denied, c => c.Approval = new Approval { Verdict = ApprovalVerdict.Denied, By = "kari", Reason = "breaks the cluster" }),
        ("held", ReasonCode.HeldBack, c => c.Patch = c.Patch with { HeldBack = "marked as held" }),
        ("approve", ReasonCode.NotApproved, c => Approve(c, a => a.Classification = [PatchClassification.Bugfix, PatchClassification.Enhancement])),
        ("afterDays", ReasonCode.AwaitingAge, c => Approve(c, a => a.AfterDays = 14)),
        ("deferral", ReasonCode.Deferred, c => c.Deferral = new Deferral { By = "kari", Reason = "month end", Until = Case.Opens.AddDays(3) }),
        ("window", ReasonCode.OutsideWindow, c => c.Open = null),
        ("cutoff", ReasonCode.CutoffReached, c => c.Open = c.Open is null ? null : c.Open with { Cutoff = c.Now }),
        ("reserve", ReasonCode.DoesNotFit, c => Reserve(c, TimeSpan.FromHours(3))),
        ("ring", ReasonCode.RingWaiting, c => c.Run = c.Run with { Ring = new("the ring 'canary' has 3 hosts to go", "rollout:rings:1") }),
        ("budget", ReasonCode.BudgetSpent, c => c.Run = c.Run with { Budget = new("5 of 5 hosts of site osl are being worked on", "rollout:budgets:0") }),
        ("busy", ReasonCode.HostBusy, c => c.Run = c.Run with { Busy = "a step since 22:10" }),
    ];

    public static FaultyPolicy Broken => new("strict", TargetFilter.Everything, new Finding
    {
        Path = "a.json: policies.strict.aprove", Message = "'aprove' is not known here. Did you mean 'approve'?",
    });

    public static void Reserve(Case c, TimeSpan reserve)
    {
        if (c.Policy is not null) c.Policy.Reboot.Reserve = reserve;
    }

    public static void Approve(Case c, Action<ApprovalRule> change)
    {
        if (c.Policy is not null) change(c.Policy.Approve!);
    }
}
