namespace PatchWindow.Fleet.Hooks;

/// <summary>Runs a hook's PowerShell script on the runner. The engine is not referenced from here; whoever has one brings this.</summary>
/// <param name="call">What to run.</param>
/// <param name="cancellationToken">Ends it.</param>
public delegate Task<RunnerHookAnswer> RunnerHook(RunnerHookCall call, CancellationToken cancellationToken);

/// <summary>A hook's script and what it is told; it finds that in the variables HostName, Policy, Step and Stage, never in its text.</summary>
/// <param name="Script">The script, as the configuration has it.</param>
/// <param name="HostName">The host's name.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Step">The step's id.</param>
/// <param name="Stage"><c>before</c>, <c>health</c> or <c>after</c>.</param>
public sealed record RunnerHookCall(string Script, string HostName, string Policy, string Step, string Stage);

/// <summary>How a hook's script ended.</summary>
/// <param name="Output">What it wrote.</param>
/// <param name="Fault">Why it failed; null where it did not.</param>
public sealed record RunnerHookAnswer(string Output, string? Fault);
