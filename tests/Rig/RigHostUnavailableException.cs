namespace PatchWindow.Rig;

/// <summary>Hosts of a kind cannot be had on this machine, where others can; the message says why.</summary>
public sealed class RigHostUnavailableException(string message) : Exception(message);
