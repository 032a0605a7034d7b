using PatchWindow.Fleet.PackageManagers.Apt;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptClassificationTests
{
    [Theory]
    [InlineData("Debian-Security:12/oldstable-security", PatchClassification.Security)]
    [InlineData("Debian:12.15/oldstable, Debian-Security:12/oldstable-security", PatchClassification.Security)]
    [InlineData("Debian-Security:10/oldoldstable", PatchClassification.Security)]
    [InlineData("Ubuntu:22.04/jammy-security", PatchClassification.Security)]
    [InlineData("UbuntuESM:22.04/jammy-infra-security", PatchClassification.Security)]
    [InlineData("UbuntuESMApps:22.04/jammy-apps-security", PatchClassification.Security)]
    [InlineData("UbuntuESM:16.04/xenial", PatchClassification.Security)]
    [InlineData("Debian:12-updates/oldstable-updates", PatchClassification.Bugfix)]
    [InlineData("Ubuntu:22.04/jammy-updates", PatchClassification.Bugfix)]
    [InlineData("Ubuntu:22.04/jammy-proposed", PatchClassification.Bugfix)]
    [InlineData("Debian:12-updates/oldstable-proposed-updates", PatchClassification.Bugfix)]
    [InlineData("Debian:12.15/oldstable", PatchClassification.Bugfix)]
    [InlineData("Debian Backports:bookworm-backports/stable-backports", PatchClassification.Enhancement)]
    [InlineData("Debian:12.15/oldstable, Debian Backports:stable-backports", PatchClassification.Bugfix)]
    // Testing and unstable have no point releases, Ubuntu's first suite no updates; vendors do not say.
    [InlineData("Debian:testing", PatchClassification.Other)]
    [InlineData("Ubuntu:22.04/jammy", PatchClassification.Other)]
    [InlineData("Docker CE:bookworm", PatchClassification.Other)]
    [InlineData("Security Tools Ltd:1.2/stable", PatchClassification.Other)]
    [InlineData("insecurity:1.2/insecurity", PatchClassification.Other)]
    [InlineData("localhost", PatchClassification.Other)]
    public void The_sources_tell(string sources, PatchClassification expected) =>
        Assert.Equal(expected, AptClassification.Of([.. sources.Split(", ").Select(PackageOrigin.Parse)], []));

    [Fact]
    public void A_security_fix_between_the_installed_version_and_the_candidate_counts() =>
        // openssh-client on Debian 12.15: deb12u9 came through security, deb12u10 through the point release.
        Assert.Equal(PatchClassification.Security, AptClassification.Of(
            [PackageOrigin.Parse("Debian:12.15/oldstable")], [PackageOrigin.Parse("Debian-Security:12/oldstable-security")]));

    [Theory]
    [InlineData("Debian:12.15/oldstable", "Debian", "12.15", "oldstable")]
    [InlineData("Docker CE:bookworm", "Docker CE", "", "bookworm")]
    [InlineData("1/stable", "", "1", "stable")]
    [InlineData("localhost", "", "", "localhost")]
    [InlineData("Debian:7/wheezy/updates", "Debian", "7", "wheezy/updates")]
    public void An_origin_is_read_and_written_as_apt_does(string text, string label, string version, string suite)
    {
        var origin = PackageOrigin.Parse(text);

        Assert.Equal(new PackageOrigin(label, version, suite), origin);
        Assert.Equal(text, origin.ToString());
    }
}
