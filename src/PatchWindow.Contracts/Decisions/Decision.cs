namespace PatchWindow;

/// <summary>What happens to one patch on one host at one moment, and why.</summary>
public sealed record Decision
{
    public ReasonCode Reason { get; init; }

    /// <summary>The host's name; null where the decision is about a policy's time alone.</summary>
    public string? Host { get; init; }

    /// <summary>The patch, as <c>openssl 3.0.16-1 → 3.0.17-1</c>; null where the decision is about none.</summary>
    public string? Patch { get; init; }

    /// <summary>Whether the patch may be applied at <see cref="At"/>.</summary>
    public bool Applies => Reason is ReasonCode.Apply or ReasonCode.Emergency or ReasonCode.DeadlinePassed or ReasonCode.BehindLimit;

    /// <summary>A sentence for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>The rule that decided, as a path into the policy (<c>prod-web:approve:exclude</c>) or a name.</summary>
    public string Rule { get; init; } = "";

    public string? Policy { get; init; }

    /// <summary>The moment it was made for.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it will change by itself; null when only a person can change it.</summary>
    public DateTimeOffset? ChangesAt { get; init; }

    /// <summary>The window it was made in, or the next one.</summary>
    public Window? Window { get; init; }

    /// <summary>The moment by which the policy wants the patch applied; null for none.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The last window that opens before the deadline; null where there is no deadline, or no such window.</summary>
    public Window? LastWindow { get; init; }

    /// <summary>Limits that are near or passed.</summary>
    public DecisionFlags Flags { get; init; }

    /// <summary>Every rule asked, in order, the winning one last.</summary>
    public string[] Trace { get; init => field = value ?? []; } = [];

    /// <summary>The reason code and its sentence.</summary>
    public override string ToString() => $"{Reason}: {Message}";
}
