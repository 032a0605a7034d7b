using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptListReaderTests
{
    private const string Phased = "kept back: the vendor's phased roll-out has not reached this host";
    private const string NoWay = "kept back: apt finds no way to install it without removing or breaking another package";

    // Ubuntu 22.04 (apt 2.4.15) prints what is phased with what is kept back; 24.04 has a heading for it.
    [Theory]
    [InlineData("The following packages have been kept back:", "install", " (phased 0%)", "", Phased)]
    [InlineData("The following packages have been kept back:", "install", "", "", NoWay)]
    [InlineData("The following packages have been kept back:", "hold", " (phased 0%)", "", "held by apt-mark hold")]
    [InlineData("The following packages have been kept back:", "install", " (phased 0%)", "Depends: libx (>= 2)", "kept back: Depends: libx (>= 2)")]
    [InlineData("The following upgrades have been deferred due to phasing:", "install", " (phased 0%)", "", Phased)]
    [InlineData("The following upgrades have been deferred due to phasing:", "install", "", "", Phased)]
    [InlineData("The following upgrades have been deferred due to phasing:", "hold", " (phased 0%)", "", "held by apt-mark hold")]
    public void What_waits_for_its_phase_says_so_in_every_version_of_apt_where_nothing_else_stands_in_its_way(
        string heading, string want, string phased, string reason, string expected)
    {
        var output = Framed(
            ("upgrade", [heading, "   snapd (1.0 => 1.5)", "0 upgraded, 0 newly installed, 0 to remove and 1 not upgraded."]),
            ("lists", ["2 60"]),
            ("architecture", ["amd64"]),
            ("installed", [$"{want}\tsnapd\tamd64"]),
            ("sources", [" 500 http://a/ubuntu jammy-updates/main amd64 Packages", "     release v=22.04,o=Ubuntu,a=jammy-updates,n=jammy,l=Ubuntu,c=main,b=amd64"]),
            ("versions",
            [
                "snapd:", "  Installed: 1.0", "  Candidate: 1.5", "  Version table:",
                $"     1.5 500{phased}", "        500 http://a/ubuntu jammy-updates/main amd64 Packages",
                " *** 1.0 100", "        100 /var/lib/dpkg/status",
            ]),
            ("kept", reason.Length == 0 ? [] : ["The following packages have unmet dependencies:", $" snapd : {reason}"]));

        var patch = Assert.Single(AptListReader.Read("web01", output, []).Value);

        Assert.Equal(("1.5", "Ubuntu:22.04/jammy-updates", expected), (patch.Version, patch.Source, patch.HeldBack));
    }

    // A fix from jammy-security is in 1.12 of jammy-updates too. Data from before it knows the one of 1.10 alone.
    [Theory]
    [InlineData("1.11", PatchSeverity.Low)]
    [InlineData("1.10", PatchSeverity.Unknown)]
    public void How_bad_a_patch_is_is_known_where_the_data_knows_the_newest_fix_of_a_security_source_in_it(string known, PatchSeverity expected)
    {
        var output = Framed(
            ("upgrade", ["The following packages will be upgraded:", "   openssl (1.9 => 1.12)", "1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded."]),
            ("lists", ["2 60"]),
            ("architecture", ["amd64"]),
            ("installed", ["install\topenssl\tamd64"]),
            ("sources",
            [
                " 500 http://a/ubuntu jammy-updates/main amd64 Packages", "     release v=22.04,o=Ubuntu,a=jammy-updates,n=jammy,l=Ubuntu,c=main,b=amd64",
                " 500 http://a/ubuntu jammy-security/main amd64 Packages", "     release v=22.04,o=Ubuntu,a=jammy-security,n=jammy,l=Ubuntu,c=main,b=amd64",
            ]),
            ("versions",
            [
                "openssl:", "  Installed: 1.9", "  Candidate: 1.12", "  Version table:",
                "     1.12 500", "        500 http://a/ubuntu jammy-updates/main amd64 Packages",
                "     1.11 500", "        500 http://a/ubuntu jammy-security/main amd64 Packages",
                " *** 1.9 100", "        100 /var/lib/dpkg/status",
            ]),
            ("pro-cves", ["60", $"openssl\t{known}\tCVE-2026-0001\tlow\t\t"]));

        var patch = Assert.Single(AptListReader.Read("web01", output, []).Value);

        Assert.Equal((PatchClassification.Security, expected), (patch.Classification, patch.Severity));
        Assert.Equal(["CVE-2026-0001"], patch.Cves);
    }

    private static HostOutput Framed(params (string Name, string[] Lines)[] frames) => new(
        0, string.Concat(frames.Select(frame => $"@@{frame.Name}\n{string.Concat(frame.Lines.Select(line => $"|{line}\n"))}@@end 0\n")) + "@@done\n", "");
}
