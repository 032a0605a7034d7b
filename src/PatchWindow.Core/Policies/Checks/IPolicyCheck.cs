namespace PatchWindow.Core.Policies.Checks;

/// <summary>
/// One question about a policy in which nothing is wrong by itself: whether what it says can do what it was written for. A pure
/// function of the policy, its hosts and the time ahead.
/// </summary>
internal interface IPolicyCheck
{
    /// <summary>The codes of what it may find.</summary>
    IReadOnlyList<string> Codes { get; }

    /// <summary>What is to be said; Path is the place within the policy (<c>schedules:0</c>).</summary>
    IEnumerable<Finding> Check(TestedPolicy tested);
}
