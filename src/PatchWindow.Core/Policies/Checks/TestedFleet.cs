namespace PatchWindow.Core.Policies.Checks;

/// <summary>The hosts and who claims them.</summary>
/// <param name="Hosts">Every host with the policies that claim it.</param>
/// <param name="Asked">The names of the policies that are asked about.</param>
/// <param name="IsWhole">Whether these are all policies there are.</param>
public sealed record TestedFleet(IReadOnlyList<ClaimedHost> Hosts, IReadOnlyCollection<string> Asked, bool IsWhole);
