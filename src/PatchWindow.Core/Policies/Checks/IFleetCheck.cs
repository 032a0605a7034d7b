namespace PatchWindow.Core.Policies.Checks;

/// <summary>One question that no policy can answer by itself: how policies and hosts fit together.</summary>
internal interface IFleetCheck
{
    /// <summary>The codes of what it may find.</summary>
    IReadOnlyList<string> Codes { get; }

    /// <summary>What is to be said; Path is the place in the configuration (<c>policies:prod:targets</c>).</summary>
    IEnumerable<Finding> Check(TestedFleet fleet);
}
