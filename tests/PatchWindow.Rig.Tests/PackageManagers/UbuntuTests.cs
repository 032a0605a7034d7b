using System.Text.Json;
using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>apt on real Ubuntu hosts (noble, apt 2.8), over SSH: what is Ubuntu's own.</summary>
public sealed class UbuntuTests(RigFixture rig) : RigAptTest(rig, RigKind.Ubuntu)
{
    private const string ProFolder = "/var/lib/ubuntu-advantage/apt-esm";

    [Fact]
    public async Task What_is_pending_is_told_as_on_Debian_and_is_installed()
    {
        await using var lent = await LendAsync();

        Assert.Equal(15, (await ListAsync(lent, "plain")).Count);
        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-sec", "2.0"), new PackageVersion("pw-needs", "2.0")));
        Assert.Equal("ii 2.0", await lent.Host.StateOfAsync("pw-sec"));
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-new"));
    }

    [Fact]
    public async Task Security_fixes_of_Ubuntu_itself_are_told_by_their_source()
    {
        await using var lent = await LendAsync();
        var (patches, security) = await ListOfVendorAsync(lent, "ubuntu", "noble-security");

        var others = patches.Where(p => p.Classification != PatchClassification.Security && p.Source!.Contains("noble-updates")).ToList();
        Assert.All(others, p => Assert.Equal(PatchClassification.Bugfix, p.Classification));
        Assert.Contains(security, p => p.Name == "openssh-server" || p.Name == "openssl" || p.Name == "libssl3t64");
    }

    [Fact]
    public async Task What_Ubuntu_Pro_has_is_listed_as_its_own_client_tells_it_and_held_back()
    {
        await using var lent = await LendAsync();
        var without = await ListAsync(lent, "plain");
        await GiveProListsAsync(lent);

        var listed = await ListAsync(lent, "plain");

        var client = JsonDocument.Parse(await lent.Host.MustAsync("pro api u.pro.packages.updates.v1 2>/dev/null"));
        var told = client.RootElement.GetProperty("data").GetProperty("attributes").GetProperty("updates").EnumerateArray()
            .Where(u => u.GetProperty("status").GetString() == "pending_attach")
            .Select(u => $"{u.GetProperty("package").GetString()} {u.GetProperty("version").GetString()}").Order().ToList();
        Assert.Equal(["pw-drag 3.0+esm1", "pw-plain 1.1+esm1", "pw-victim 1.0+esm2"], told);

        // pw-plain has a patch that apt can install, and is listed with that.
        var pro = listed.Where(p => p.HeldBack?.Contains("Ubuntu Pro") == true).ToList();
        Assert.Equal(told.Where(t => !t.StartsWith("pw-plain", StringComparison.Ordinal)), pro.Select(p => $"{p.Name} {p.Version}"));
        Assert.Equal(without, listed.Except(pro));
        Assert.All(pro, p => Assert.Equal(
            ("1.0", PatchClassification.Security, "UbuntuESMApps:24.04/noble-apps-security", "needs Ubuntu Pro (esm-apps): 'pro attach' on the host, or 'pro enable esm-apps' where it is attached"),
            (p.InstalledVersion, p.Classification, p.Source, p.HeldBack)));
        Assert.Equal(4711, pro.Single(p => p.Name == "pw-victim").Size);
    }

    [Fact]
    public async Task A_default_release_of_the_hosts_own_does_not_keep_what_Ubuntu_Pro_has_from_being_listed()
    {
        await using var lent = await LendAsync();
        await GiveProListsAsync(lent);
        _ = await lent.Host.MustAsync("echo 'APT::Default-Release \"stable\";' >/etc/apt/apt.conf.d/99release");

        var listed = await ListAsync(lent, "plain");

        Assert.Equal(["pw-drag", "pw-victim"], listed.Where(p => p.HeldBack?.Contains("Ubuntu Pro") == true).Select(p => p.Name));
    }

    [Fact]
    public async Task Lists_of_Ubuntu_Pro_that_cannot_be_read_lose_nothing_else_and_are_a_warning()
    {
        await using var lent = await LendAsync();
        await GiveProListsAsync(lent);
        _ = await lent.Host.MustAsync($"echo garbage >{ProFolder}/etc/apt/sources.list");

        Assert.Contains("pro security-status", (await ListWithWarningAsync(lent, "ProListUnreadable")).Suggestion);
    }

    [Fact]
    public async Task An_update_whose_phase_has_not_reached_the_host_is_held_back_and_says_so()
    {
        await using var lent = await LendAsync();

        // The machine's number and the version decide; of 0 per cent no machine is one.
        await MakeRepositoryAsync(lent, "phased", "Ubuntu", "noble-updates", ("pw-victim", "1.5", "Phased-Update-Percentage: 0"));
        _ = await lent.Host.MustAsync("echo 'deb [trusted=yes] file:/srv/phased ./' >>/etc/apt/sources.list && apt-get -q -o APT::Sandbox::User=root update");

        var patch = Assert.Single(await ListAsync(lent, "plain"), p => p.Name == "pw-victim");

        Assert.Equal(("1.5", PatchClassification.Bugfix), (patch.Version, patch.Classification));
        Assert.Equal("kept back: the vendor's phased roll-out has not reached this host", patch.HeldBack);
    }

    // What Ubuntu publishes of a release (com.ubuntu.noble.pkg.json.xz), with a package of the rig's; the client itself reads it.
    private const string Vulnerabilities = """
        set -eu
        mkdir -p /srv/vulnerabilities
        cd /srv/vulnerabilities
        python3 - <<'PROGRAM'
        import json, lzma
        def cve(priority, score, *notices):
            return {"description": "a \u00fc\tb\nc", "published_at": "2026-09-01T10:00:00", "notes": ["n"], "mitigation": "", "ubuntu_priority": priority,
                "cvss_score": score, "cvss_severity": None, "related_usns": list(notices), "related_packages": ["pw-sec"]}
        def fixed(version): return {"source_fixed_version": version, "status": "fixed" if version else "vulnerable"}
        told = {
            "published_at": "2026-11-20T10:00:00+00:00",
            "packages": {"pw-sec": {
                "source_versions": {v: {"binary_packages": {"pw-sec": v}, "pocket": "security"} for v in ("1.5", "2.0", "3.0")},
                "cves": {"CVE-2026-1001": fixed("1.5"), "CVE-2026-1002": fixed("2.0"), "CVE-2026-1003": fixed("3.0"), "CVE-2026-1004": fixed(None)}}},
            "security_issues": {
                "cves": {"CVE-2026-1001": cve("high", 8.1, "USN-7001-1"), "CVE-2026-1002": cve("low", None, "USN-7001-1", "USN-7002-1"),
                    "CVE-2026-1003": cve("critical", 9.9, "USN-7003-1"), "CVE-2026-1004": cve("critical", 9.9)},
                "usns": {}}}
        open("com.ubuntu.noble.pkg.json.xz", "wb").write(lzma.compress(json.dumps(told).encode()))
        PROGRAM
        python3 -m http.server -b 127.0.0.1 8081 >/dev/null 2>&1 &
        until ss -Hltn 'sport = :8081' | grep -q .; do kill -0 $!; done
        pro config set vulnerability_data_url_prefix=http://127.0.0.1:8081/
        pro cves >/dev/null
        kill $!
        """;

    [Fact]
    public async Task What_the_client_found_out_about_CVEs_is_listed_for_any_user_and_without_a_network()
    {
        await using var lent = await LendAsync();
        var before = await ListAsync(lent, "plain");
        Assert.All(before, p => Assert.Empty(p.Cves));
        _ = await lent.Host.MustAsync(Vulnerabilities);

        var patches = await ListAsync(lent, "plain");

        // 3.0 is not to be had yet, and of the last one nobody has a fix.
        var patch = patches.Single(p => p.Name == "pw-sec");
        Assert.Equal(["CVE-2026-1001", "CVE-2026-1002"], patch.Cves);
        Assert.Equal(["USN-7001-1"], patch.Advisories);
        Assert.Equal((PatchSeverity.Important, 8.1), (patch.Severity, patch.Cvss!.Value));
        Assert.Equal(before.Where(p => p.Name != "pw-sec"), patches.Where(p => p.Name != "pw-sec"));
    }

    [Fact]
    public async Task What_the_client_found_out_more_than_a_week_ago_is_listed_with_a_warning_and_its_severity_only_where_it_knows_the_newest_fix()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync(Vulnerabilities);
        _ = await lent.Host.MustAsync("""
            file=/var/lib/ubuntu-advantage/vulnerability-data/noble/cves/vulnerability-result.json
            sed -i 's/"2\.0"/"3.0"/g; s/"high"/"medium"/g' $file
            touch -d '9 days ago' $file
            """);
        var notices = new List<Finding>();

        var patch = (await Manager.ListAsync(lent.Name, lent.Ssh("plain"), notices, Cancellation)).Value.Single(p => p.Name == "pw-sec");

        Assert.Equal(("ProCvesOld", FindingSeverity.Warning), (Assert.Single(notices).Code, notices[0].Severity));
        Assert.Contains("9 days ago", notices[0].Message);
        Assert.Equal(["CVE-2026-1001"], patch.Cves);
        Assert.Equal(PatchSeverity.Unknown, patch.Severity);
    }

    [Fact]
    public async Task What_the_client_left_half_written_loses_no_patch_and_is_a_warning()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("cves=/var/lib/ubuntu-advantage/vulnerability-data/noble/cves; mkdir -p $cves; echo '{\"packages\": {' >$cves/vulnerability-result.json");

        Assert.Contains("vulnerability-result.json: JSONDecodeError", (await ListWithWarningAsync(lent, "ProCvesUnreadable")).Message);
    }

    [Fact]
    public async Task The_hook_of_the_client_that_advertises_Ubuntu_Pro_adds_no_patch()
    {
        await using var lent = await LendAsync();
        var before = await ListAsync(lent);

        // Any hook of apt's own that prints as Ubuntu's does, with what could be taken for packages.
        _ = await lent.Host.MustAsync("""
            printf '#!/bin/sh\necho "Get more security updates through Ubuntu Pro with '"'esm-apps'"' enabled:"\necho "   pw-victim (1.0 => 6.6)"\necho "  pw-drag pw-hurts"\n' >/usr/local/bin/advertise
            chmod 755 /usr/local/bin/advertise
            printf 'AptCli::Hooks::Upgrade { "/usr/local/bin/advertise"; };\nAptCli::Hooks::Install { "/usr/local/bin/advertise"; };\n' >/etc/apt/apt.conf.d/99advertise
            """);
        Assert.Contains("Get more security updates", await lent.Host.MustAsync("apt-get -s dist-upgrade"));

        Assert.Equal(before, await ListAsync(lent));
        Assert.Equal(["pw-sec 2.0"], (await SimulateAsync(lent, new PackageVersion("pw-sec", "2.0"))).Value.Installs.Select(i => $"{i.Name} {i.Version}"));
        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-sec", "2.0")));
    }

    // The lists of Ubuntu Pro as Ubuntu's client keeps them (uaclient/apt.py), of a repository that needs no contract.
    private static async Task GiveProListsAsync(LentHost lent)
    {
        await MakeRepositoryAsync(lent, "esm", "UbuntuESMApps", "noble-apps-security",
            ("pw-plain", "1.1+esm1", ""), ("pw-victim", "1.0+esm2", ""), ("pw-drag", "3.0+esm1", "Depends: pw-absent (>= 9)"));
        _ = await lent.Host.MustAsync($"""
            set -eu
            for folder in etc/apt/apt.conf.d etc/apt/preferences.d etc/apt/sources.list.d var/lib/dpkg var/cache/apt/archives/partial var/lib/apt/lists/partial; do
                mkdir -p {ProFolder}/$folder
            done
            : >{ProFolder}/var/lib/dpkg/status
            echo 'deb [trusted=yes] file:/srv/esm ./' >{ProFolder}/etc/apt/sources.list
            apt-get -q -o Dir={ProFolder} -o Dir::State::status={ProFolder}/var/lib/dpkg/status -o APT::Sandbox::User=root update
            """);
    }

    // A repository in /srv, of one folder and without the packages themselves: it needs no network.
    private static async Task MakeRepositoryAsync(LentHost lent, string name, string origin, string suite, params (string Package, string Version, string Field)[] packages)
    {
        var stanzas = packages.Select(p => $"""
            Package: {p.Package}
            Version: {p.Version}
            Architecture: all
            Maintainer: rig
            Filename: ./{p.Package}.deb
            Size: 4711
            SHA256: {new string('0', 64)}
            Description: x
            {p.Field}
            """.TrimEnd() + "\n");
        _ = await lent.Host.MustAsync($"""
            set -eu
            mkdir -p /srv/{name}
            cd /srv/{name}
            cat >Packages <<'PACKAGES'
            {string.Join('\n', stanzas)}
            PACKAGES
            cat >Release <<RELEASE
            Origin: {origin}
            Label: {origin}
            Suite: {suite}
            Codename: noble
            Version: 24.04
            Date: $(date -Ru)
            SHA256:
             $(sha256sum Packages | cut -d ' ' -f 1) $(stat -c %s Packages) Packages
            RELEASE
            """);
    }

    // All that apt has is listed, and what could not be read beside it is a warning.
    private async Task<Finding> ListWithWarningAsync(LentHost lent, string code)
    {
        var notices = new List<Finding>();

        var listed = (await Manager.ListAsync(lent.Name, lent.Ssh("plain"), notices, Cancellation)).Value;

        Assert.Equal(15, listed.Count);
        var notice = Assert.Single(notices);
        Assert.Equal((code, FindingSeverity.Warning), (notice.Code, notice.Severity));
        return notice;
    }
}
