namespace PatchWindow.Fleet.Transports;

/// <summary>
/// What a script printed on a host. It is data: strictly parsed, never evaluated, escaped wherever it is shown.
/// </summary>
/// <param name="ExitCode">The script's exit code; 128 + n where signal n ended it.</param>
/// <param name="Output">Its standard output, decoded as UTF-8.</param>
/// <param name="Error">Its standard error.</param>
public sealed record HostOutput(int ExitCode, string Output, string Error);
