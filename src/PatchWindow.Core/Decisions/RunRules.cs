namespace PatchWindow.Core.Decisions;

/// <summary>The rules about the work on hosts: can the host be reached, is it its turn, is there room for one more.</summary>
internal static class RunRules
{
    public static Answer Unreachable(PatchCase c) => c.Facts.Run.Unreachable is { } why
        ? new Verdict(ReasonCode.Unreachable, $"the host '{c.Facts.Host.Name}' cannot be reached: {why}")
        : Answer.Pass;

    public static Answer RingWaiting(PatchCase c) => Wait(c, c.Facts.Run.Ring, ReasonCode.RingWaiting);

    public static Answer BudgetSpent(PatchCase c) => Wait(c, c.Facts.Run.Budget, ReasonCode.BudgetSpent);

    public static Answer HostBusy(PatchCase c) => c.Facts.Run.Busy is { } step
        ? new Verdict(ReasonCode.HostBusy, $"the host has a step in progress ({step})")
        : Answer.Pass;

    private static Answer Wait(PatchCase c, RunWait? wait, ReasonCode reason) => wait is null
        ? Answer.Pass
        : new Verdict(reason, wait.Message, $"{c.Policy.Name}:{wait.Rule}", wait.Until);
}
