namespace PatchWindow;

/// <summary>A pending patch put off until a moment, by someone, for a reason. It ends by itself.</summary>
public sealed record Deferral
{
    /// <summary>The store's number for it.</summary>
    public long Id { get; init; }

    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The package's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version put off; a newer version is a new question.</summary>
    public string Version { get; init; } = "";

    /// <summary>The policy whose limits it was checked against; null where the host has none.</summary>
    public string? Policy { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>The moment at which it ends by itself.</summary>
    public DateTimeOffset Until { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>Who put it off.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was resumed by hand; null when it was not.</summary>
    public DateTimeOffset? Resumed { get; init; }

    /// <summary>Who resumed it; null when nobody did.</summary>
    public string? ResumedBy { get; init; }

    /// <summary>The newer version that made it void; null when none did.</summary>
    public string? SupersededByVersion { get; init; }

    public DeferralState State { get; init; }

    public override string ToString() => $"{Host} {Name} {Version} until {MomentText.Format(Until)}: {Reason}";
}
