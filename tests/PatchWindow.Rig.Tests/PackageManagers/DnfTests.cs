using PatchWindow.Fleet.PackageManagers.Dnf;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>dnf 4 on real hosts.</summary>
public sealed class DnfTests(RigFixture rig) : RigDnfTest(rig, RigKind.Dnf, new DnfPackageManager(), "/var/cache/dnf");
