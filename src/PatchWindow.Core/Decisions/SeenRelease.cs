namespace PatchWindow.Core.Decisions;

/// <summary>A release of a package that a host was offered and still lacks, in this version or a newer one.</summary>
/// <param name="Seen">When it was first seen on the host.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Classification">Its classification.</param>
public readonly record struct SeenRelease(DateTimeOffset Seen, PatchSeverity Severity, PatchClassification Classification);
