namespace PatchWindow;

/// <summary>Something wrong or worth knowing: what, where, and what to do about it.</summary>
public sealed record Finding
{
    /// <summary>A stable name; it is also the id of the error record it becomes.</summary>
    public string Code { get; init; } = "";

    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>The kind of fault, in PowerShell's categories.</summary>
    public FindingKind Kind { get; init; } = FindingKind.InvalidData;

    public string? Policy { get; init; }

    public string? HostName { get; init; }

    /// <summary>The place: a file and a path in it, or the name of what is meant.</summary>
    public string? Path { get; init; }

    /// <summary>What happened and what it means.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do next.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The place and the message; a place that the message names anyway is not said twice.</summary>
    public override string ToString() => Path is null || Message.Contains(Path) ? Message : $"{Path}: {Message}";
}
