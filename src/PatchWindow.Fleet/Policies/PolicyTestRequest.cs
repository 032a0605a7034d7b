namespace PatchWindow.Fleet.Policies;

/// <summary>What is tested, and how strictly. A null list is an empty one, because PowerShell binds an unset variable as null.</summary>
public sealed record PolicyTestRequest
{
    /// <summary>Names of policies, with wildcards; none means all.</summary>
    public IReadOnlyList<string> Policies { get; init => field = value ?? []; } = [];

    /// <summary>The beginning of the time looked at; null is now.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan For { get; init; } = TimeSpan.FromDays(730);

    /// <summary>The least severity that is written.</summary>
    public FindingSeverity Severity { get; init; }

    /// <summary>Whether a warning is an error.</summary>
    public bool Strict { get; init; }
}
