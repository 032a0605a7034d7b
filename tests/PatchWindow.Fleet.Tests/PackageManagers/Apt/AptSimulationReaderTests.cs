using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptSimulationReaderTests
{
    [Theory]
    // Debian 12, apt 2.6.1.
    [InlineData("Inst libssl3 [3.0.19-1~deb12u2] (3.0.22-1~deb12u2 Debian-Security:12/oldstable-security [amd64])",
        "libssl3 | 3.0.19-1~deb12u2 | 3.0.22-1~deb12u2 | Debian-Security:12/oldstable-security | amd64")]
    [InlineData("Inst libgcrypt20 [1.10.1-3] (1.10.1-3+deb12u1 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64]) []",
        "libgcrypt20 | 1.10.1-3 | 1.10.1-3+deb12u1 | Debian:12.15/oldstable, Debian-Security:12/oldstable-security | amd64")]
    [InlineData("Inst libperl5.36 [5.36.0-7+deb12u2] (5.36.0-7+deb12u4 Debian-Security:12/oldstable-security [amd64]) [perl:amd64 ]",
        "libperl5.36 | 5.36.0-7+deb12u2 | 5.36.0-7+deb12u4 | Debian-Security:12/oldstable-security | amd64")]
    [InlineData("Inst libcap2 [1:2.66-4+deb12u2+b2] (1:2.66-4+deb12u3+b1 Debian:12.15/oldstable [amd64])",
        "libcap2 | 1:2.66-4+deb12u2+b2 | 1:2.66-4+deb12u3+b1 | Debian:12.15/oldstable | amd64")]
    [InlineData("Inst libc6:i386 [2.36-9+deb12u9] (2.36-9+deb12u10 Debian:12.10/stable [i386]) [libc6:amd64 on libc6:i386] [libc6:i386 on libc6:amd64] [libc6:amd64 ]",
        "libc6:i386 | 2.36-9+deb12u9 | 2.36-9+deb12u10 | Debian:12.10/stable | i386")]
    [InlineData("Inst linux-image-6.1.0-40-amd64 (6.1.153-1 Debian-Security:12/stable-security [amd64])",
        "linux-image-6.1.0-40-amd64 | (new) | 6.1.153-1 | Debian-Security:12/stable-security | amd64")]
    [InlineData("Inst tzdata [2024a-0ubuntu0.22.04] (2025b-0ubuntu0.22.04.1 Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security [all])",
        "tzdata | 2024a-0ubuntu0.22.04 | 2025b-0ubuntu0.22.04.1 | Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security | all")]
    [InlineData("Inst python2.7-minimal [2.7.18-13ubuntu1.1] (2.7.18-13ubuntu1.5+esm2 UbuntuESMApps:22.04/jammy-apps-security [amd64])",
        "python2.7-minimal | 2.7.18-13ubuntu1.1 | 2.7.18-13ubuntu1.5+esm2 | UbuntuESMApps:22.04/jammy-apps-security | amd64")]
    // Vendors: no version in Release; blanks in the label; no Release file at all.
    [InlineData("Inst google-cloud-cli [534.0.0-0] (535.0.0-0 cloud-sdk-bookworm:cloud-sdk-bookworm [amd64])",
        "google-cloud-cli | 534.0.0-0 | 535.0.0-0 | cloud-sdk-bookworm:cloud-sdk-bookworm | amd64")]
    [InlineData("Inst nodejs [20.18.0-1nodesource1] (20.19.5-1nodesource1 Node Source (the vendor):nodistro [amd64])",
        "nodejs | 20.18.0-1nodesource1 | 20.19.5-1nodesource1 | Node Source (the vendor):nodistro | amd64")]
    [InlineData("Inst zoom [5.0] (6.0 localhost [amd64])", "zoom | 5.0 | 6.0 | localhost | amd64")]
    [InlineData("Inst mine [5.0] (6.0  [all])", "mine | 5.0 | 6.0 |  | all")]
    [InlineData("Inst g++ [4:12.2.0-3] (4:12.2.0-4 . Backports [x86]:bookworm-backports/x [amd64])",
        "g++ | 4:12.2.0-3 | 4:12.2.0-4 | . Backports [x86]:bookworm-backports/x | amd64")]
    public void An_Inst_line_is_taken_apart(string line, string expected)
    {
        var isNew = expected.Contains("(new)");

        var install = Assert.Single(Read(Summary(isNew ? 0 : 1, isNew ? 1 : 0), line).Value.Installs);

        Assert.Equal(expected, string.Join(" | ", install.Name, install.Installed ?? "(new)", install.Version,
            string.Join(", ", install.Origins), install.Architecture));
    }

    [Theory]
    [InlineData("Inst ")]
    [InlineData("Inst pw-sec")]
    [InlineData("Inst pw-sec [1.0]")]
    [InlineData("Inst pw-sec [1.0] (2.0 Debian:12/stable [all]")]
    [InlineData("Inst pw-sec [1.0] (2.0 Debian:12/stable)")]
    [InlineData("Inst pw-sec [1.0] (2.0 Debian:12/stable [all]) and more")]
    [InlineData("Inst pw-sec [1.0] [2.0] (3.0 Debian:12/stable [all])")]
    [InlineData("Inst $(id) [1.0] (2.0 Debian:12/stable [all])")]
    [InlineData("Inst -oX=y [1.0] (2.0 Debian:12/stable [all])")]
    [InlineData("Inst pw-sec [1.0] (2.0;id Debian:12/stable [all])")]
    [InlineData("Remv pw-sec")]
    [InlineData("Remv ;id [1.0]")]
    public void A_line_that_is_not_whole_is_a_problem_that_quotes_it(string line)
    {
        var problem = Read(line).Problem;

        Assert.Equal("OutputUnreadable", problem?.Code);
        Assert.Contains($"'{line}'", problem?.Message);
    }

    [Fact]
    public async Task Lines_made_to_keep_a_reader_busy_are_read_quickly()
    {
        var line = "Inst a" + string.Concat(Enumerable.Repeat(" [x", 20_000));

        var code = await Task.Run(() => Read(line).Problem?.Code).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal("OutputUnreadable", code);
    }

    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 0, 1)]
    public void Numbers_that_the_lines_do_not_keep_mean_output_cut_short(int upgraded, int added, int removed) =>
        Assert.Equal("OutputCutShort",
            Read(Summary(upgraded, added, removed), "Inst tzdata [1] (2 Ubuntu:22.04/jammy-updates [all])").Problem?.Code);

    [Fact]
    public void A_package_printed_twice_is_one_package() =>
        Assert.Equal(
            ["a1"],
            Read(Summary(1, 0), "Inst a1 [1] (2 x:y [all]) [b2:amd64 ]", "Inst a1 [1] (2 x:y [all])").Value.Installs.Select(i => i.Name));

    [Fact]
    public void An_installed_version_is_shown_without_its_escapes() =>
        Assert.Equal(@"1\u001b2", Read(Summary(1, 0), "Inst a1 [1\u001b2] (2 x:y [all])").Value.Installs[0].Installed);

    [Fact]
    public void Advertisements_and_other_prose_are_not_read() =>
        // Ubuntu Pro's hook.
        Assert.Empty(Read(
            "Get another security update through Ubuntu Pro with 'esm-apps' enabled:", "  python2.7-minimal", "Learn more",
            Summary(0, 0)).Value.Installs);

    [Theory]
    [InlineData("0 upgraded, 0 newly installed, 1 reinstalled, 1 downgraded, 0 to remove and 3 not upgraded.")]
    public void Downgrades_and_reinstallations_count(string summary) =>
        Assert.Null(Read(summary, "Inst a1 [2] (1 x:y [all])", "Inst b1 [2] (2 x:y [all])").Problem);

    private static string Summary(int upgraded, int added, int removed = 0) =>
        $"{upgraded} upgraded, {added} newly installed, {removed} to remove and 0 not upgraded.";

    private static Core.Outcomes.Outcome<AptSimulation> Read(params string[] lines) =>
        AptSimulationReader.Read("web01", [.. lines.Select((line, index) => new OutputLine(index + 1, line))]);
}
