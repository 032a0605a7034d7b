namespace PatchWindow.Fleet.Tests.Simulator.Runners;

/// <summary>
/// The runner is gone. Thrown out of whatever it would do next, so that its code comes to an end; nothing of what that does on its way out has an effect.
/// </summary>
#pragma warning disable CA1032 // It says all there is to say.
internal sealed class RunnerGoneException : Exception;
#pragma warning restore CA1032
