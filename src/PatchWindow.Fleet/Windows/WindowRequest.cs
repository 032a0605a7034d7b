namespace PatchWindow.Fleet.Windows;

/// <summary>
/// Which windows are wanted. With neither From, To nor First: the open window, if any, and the next. A null list is an empty
/// one, because PowerShell binds an unset variable as null.
/// </summary>
public sealed record WindowRequest
{
    /// <summary>Names of policies, with wildcards; none means all.</summary>
    public IReadOnlyList<string> Policies { get; init => field = value ?? []; } = [];

    /// <summary>Names of hosts, with wildcards; none means no host in particular.</summary>
    public IReadOnlyList<string> HostNames { get; init => field = value ?? []; } = [];

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>How many windows of each policy, at most.</summary>
    public int? First { get; init; }

    /// <summary>Whether windows that never open are listed too: those that a freeze takes away, and those that the clock skips.</summary>
    public bool IncludeFrozen { get; init; }
}
