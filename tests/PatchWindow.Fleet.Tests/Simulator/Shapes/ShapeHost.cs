namespace PatchWindow.Fleet.Tests.Simulator.Shapes;

/// <summary>A host of a fleet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Site">Its tag <c>site</c>.</param>
/// <param name="Ring">The place of its ring.</param>
/// <param name="Zone">The zone of its clock.</param>
internal sealed record ShapeHost(string Name, string Site, int Ring, string Zone);
