namespace PatchWindow.Core.Policies.Checks;

/// <summary>All checks. A new one is a file of its own and a line here.</summary>
public static class PolicyChecks
{
    private static readonly IPolicyCheck[] OfPolicies =
    [
        new TargetsCheck(),
        new NoWindowAheadCheck(),
        new OnlyFrozenCheck(),
        new ClockChangeCheck(),
        new TooShortCheck(),
        new FreezeOverCheck(),
        new FreezeAllowCheck(),
        new AgeCheck(),
        new DeferralCheck(),
        new BehindLimitCheck(),
        new DeadlineOrderCheck(),
        new DeadlineApprovalCheck(),
        new DeadlineGapCheck(),
        new EmergencyWaitCheck(),
        new RingReachCheck(),
        new RingMembershipCheck(),
        new RingSoakCheck(),
        new BudgetCheck(),
        new BudgetTagCheck(),
        new MaxFailuresCheck(),
    ];

    private static readonly IFleetCheck[] OfFleets = [new OverlapCheck(), new HostWithoutPolicyCheck()];

    /// <summary>The codes of all that the checks may find.</summary>
    public static IReadOnlyList<string> Codes { get; } =
        [.. OfPolicies.SelectMany(c => c.Codes).Concat(OfFleets.SelectMany(c => c.Codes)).Distinct()];

    /// <summary>What is to be said of a policy; Path is the place in the configuration (<c>policies:prod:schedules:0</c>).</summary>
    public static IEnumerable<Finding> Of(TestedPolicy tested) =>
        OfPolicies.SelectMany(c => c.Check(tested)).Select(f => PolicyParts.Named(tested.Source, f));

    /// <summary>What is to be said of how policies and hosts fit together.</summary>
    public static IEnumerable<Finding> Of(TestedFleet fleet) => OfFleets.SelectMany(c => c.Check(fleet));
}
