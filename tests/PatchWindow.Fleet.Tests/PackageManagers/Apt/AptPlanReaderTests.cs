using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptPlanReaderTests
{
    private const string Upgraded = "The following packages will be upgraded:";

    [Fact]
    public void What_comes_is_told_from_what_is_kept_back_and_what_is_phased()
    {
        var plan = Read(
            "Reading package lists...",
            "The following packages were automatically installed and are no longer required:",
            "   libold (1.0)",
            "The following NEW packages will be installed:",
            "   linux-image-6.1.0-41-amd64 (6.1.158-1)",
            "The following packages will be REMOVED:",
            "   libgone:i386 (1.0)",
            "   libold",
            "   libpurged*",
            "The following packages have been kept back:",
            "   linux-generic (5.15.0.100.98 => 5.15.0.101.98)",
            "The following upgrades have been deferred due to phasing:",
            "   systemd (249.11-0ubuntu3.11 => 249.11-0ubuntu3.12)",
            Upgraded,
            "   libc6:i386 (2.36-9+deb12u9 => 2.36-9+deb12u10)",
            "   tzdata (1 => 2)",
            "The following packages will be DOWNGRADED:",
            "   nginx (2:1.1 => 1.0)",
            "2 upgraded, 1 newly installed, 1 downgraded, 3 to remove and 2 not upgraded.").Value;

        Assert.Equal(
            [
                new("linux-generic", "5.15.0.100.98", "5.15.0.101.98", AptKeepReason.KeptBack),
                new("systemd", "249.11-0ubuntu3.11", "249.11-0ubuntu3.12", AptKeepReason.Phased),
                new("libc6:i386", "2.36-9+deb12u9", "2.36-9+deb12u10", null),
                new("tzdata", "1", "2", null),
                new("nginx", "2:1.1", "1.0", null),
            ],
            plan.Changes);
        Assert.Equal([new("linux-image-6.1.0-41-amd64", "6.1.158-1")], plan.Added);
        Assert.Equal(["libgone:i386", "libold", "libpurged"], plan.Removed);
    }

    [Fact]
    public void What_a_hook_of_Ubuntus_client_prints_is_no_patch()
    {
        var plan = Read(
            Upgraded,
            "   tzdata (1 => 2)",
            "Get more security updates through Ubuntu Pro with 'esm-apps' enabled:",
            "  libavcodec60 ffmpeg libopenexr-3-1-30",
            "Learn more about Ubuntu Pro at https://ubuntu.com/pro",
            "The following security updates require Ubuntu Pro with 'esm-infra' enabled:",
            "   openssl (1 => 2)",
            "1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.").Value;

        Assert.Equal([new("tzdata", "1", "2", null)], plan.Changes);
    }

    [Fact]
    public void A_file_whose_architecture_is_none_is_unreadable_and_shown_without_what_a_terminal_obeys()
    {
        var problem = Read("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.", "' openssl_3.0_\u001b[2J.deb 10 ").Problem!;

        Assert.Equal("OutputUnreadable", problem.Code);
        Assert.DoesNotContain('\u001b', problem.Message);
    }

    [Theory]
    [InlineData("' tzdata_2_all.deb 20672 SHA256:abc", "tzdata 2 all 20672")]
    [InlineData("' pw-epoch_2%3a0.5-1~deb12u1_all.deb 20672 ", "pw-epoch 2:0.5-1~deb12u1 all 20672")]
    [InlineData("' my%5fown_1.0_amd64.deb 1 MD5Sum:x", "my_own 1.0 amd64 1")]
    public void A_file_to_download_tells_its_package_and_its_size(string line, string expected)
    {
        var file = Assert.Single(Read("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.", line).Value.Files);

        Assert.Equal(expected, $"{file.Package} {file.Version} {file.Architecture} {file.Size}");
    }

    [Theory]
    [InlineData("libc6", "2", "amd64 3")]
    [InlineData("libc6:i386", "2", "i386 4")]
    [InlineData("libc6:arm64", "2", null)]
    [InlineData("tzdata", "2", "all 5")]
    [InlineData("tzdata", "3", null)]
    [InlineData("foreign", "2", null)]
    public void The_file_of_a_change_is_the_hosts_own_or_alls_or_that_of_its_architecture(string name, string version, string? expected)
    {
        var plan = Read(
            "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.", "' libc6_2_i386.deb 4 ", "' libc6_2_amd64.deb 3 ",
            "' tzdata_2_all.deb 5 ", "' foreign_2_i386.deb 6 ").Value;

        var file = plan.FileOf(new AptChange(name, "1", version, null), "amd64");

        Assert.Equal(expected, file is null ? null : $"{file.Architecture} {file.Size}");
    }

    [Theory]
    [InlineData("' ")]
    [InlineData("' tzdata.deb 20672")]
    [InlineData("' tzdata_2_all.deb many")]
    [InlineData("' tzdata_2_all.deb 99999999999999999999")]
    [InlineData("' tzdata_2_a\u001b[31mll.deb 20672 SHA256:abc", @"' tzdata_2_a\u001b[31mll.deb 20672 SHA256:abc")]
    [InlineData("   tzdata")]
    [InlineData("   tzdata (1 => )")]
    [InlineData("   tzdata (2)")]
    [InlineData("   $(id) (1 => 2)")]
    [InlineData("   -oX=y (1 => 2)")]
    [InlineData("   tzdata (1 => 2;id)")]
    public void A_line_that_is_not_whole_is_a_problem_that_quotes_it(string line, string? quoted = null)
    {
        var problem = Read(Upgraded, line).Problem;

        Assert.Equal("OutputUnreadable", problem?.Code);
        Assert.Contains($"'{quoted ?? line}'", problem?.Message);
    }

    [Theory]
    [InlineData("2 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.")]
    [InlineData("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.")]
    [InlineData("1 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.")]
    [InlineData("1 upgraded, 0 newly installed, 1 to remove and 0 not upgraded.")]
    [InlineData("1 upgraded, 0 newly installed")]
    public void Numbers_that_the_lines_do_not_keep_mean_output_cut_short(string summary) =>
        Assert.Equal("OutputCutShort", Read(Upgraded, "   tzdata (1 => 2)", summary).Problem?.Code);

    [Fact]
    public void An_installed_version_is_shown_without_its_escapes() =>
        Assert.Equal(@"1\u001b2", Read(Upgraded, "   tzdata (1\u001b2 => 2)", "1 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.").Value.Changes[0].Installed);

    [Fact]
    public void Advertisements_and_other_prose_are_not_read() =>
        // Ubuntu Pro's hook.
        Assert.Empty(Read(
            "Get another security update through Ubuntu Pro with 'esm-apps' enabled:", "  python2.7-minimal", "Learn more",
            "0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.").Value.Changes);

    private static Core.Outcomes.Outcome<AptPlan> Read(params string[] lines) =>
        AptPlanReader.Read("web01", [.. lines.Select((line, index) => new OutputLine(index + 1, line))]);
}
