namespace PatchWindow.Fleet.Preflight;

/// <summary>The network that hosts should be managed from alone.</summary>
/// <param name="Network">Null where nobody asked for one.</param>
public sealed record AskedNetwork(Network? Network);
