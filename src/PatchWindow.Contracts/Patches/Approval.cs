namespace PatchWindow;

/// <summary>A person's word about a pending patch, which stands above the policy's approval rule: approved or denied.</summary>
public sealed record Approval
{
    /// <summary>The store's number for it.</summary>
    public long Id { get; init; }

    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The package's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version it is about; a newer version is a new question.</summary>
    public string Version { get; init; } = "";

    public ApprovalVerdict Verdict { get; init; }

    /// <summary>The policy of the host when it was said; null where the host had none.</summary>
    public string? Policy { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>The moment at which it ends by itself; null never.</summary>
    public DateTimeOffset? Until { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Who said it.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was taken back by hand; null when it was not.</summary>
    public DateTimeOffset? Withdrawn { get; init; }

    /// <summary>Who took it back; null when nobody did.</summary>
    public string? WithdrawnBy { get; init; }

    /// <summary>The newer version that made it void; null when none did.</summary>
    public string? SupersededByVersion { get; init; }

    public ApprovalState State { get; init; }

    public override string ToString() =>
        $"{Host} {Name} {Version} {Verdict}{(Until is { } until ? " until " + MomentText.Format(until) : "")}: {Reason}";
}
