namespace PatchWindow.Fleet.Repair;

/// <summary>Whether an installation on a host was interrupted.</summary>
/// <param name="Host">The host.</param>
/// <param name="Interrupted">What was interrupted there; null where nothing was.</param>
/// <param name="Problem">What kept it from being found out, such as a lock or no way to the host; null otherwise.</param>
public sealed record HostCondition(ManagedHost Host, Finding? Interrupted, Finding? Problem);
