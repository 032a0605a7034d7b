namespace PatchWindow;

/// <summary>How many hosts may be worked on, and so be down, at once.</summary>
public sealed class Budget
{
    /// <summary>The tag whose every value has a budget of its own, or <c>ring</c>; null is one budget for the policy.</summary>
    public string? Per { get; set; }

    /// <summary>The most hosts at once; a percentage is of the hosts that share the budget.</summary>
    public HostShare Max { get; set; }

    /// <summary><c>10% per site</c>, <c>50</c>.</summary>
    public override string ToString() => Per is null ? Max.ToString() : $"{Max} per {Per}";
}
