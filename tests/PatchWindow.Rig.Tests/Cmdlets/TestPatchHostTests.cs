using System.Text.Json;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>Test-PatchHost on real hosts, through the module's manifest.</summary>
public sealed class TestPatchHostTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    [Theory]
    [InlineData(RigKind.Apt, "root", "apt, root,")]
    [InlineData(RigKind.Apt, "patch", "apt, root by sudo,")]
    [InlineData(RigKind.Ubuntu, "patch", "apt, root by sudo,")]
    [InlineData(RigKind.Dnf, "patch", "dnf, root by sudo,")]
    [InlineData(RigKind.Dnf5, "patch", "dnf5, root by sudo,")]
    public async Task A_host_that_could_be_patched_says_so_and_with_what(RigKind kind, string user, string expected)
    {
        await using var lent = await rig.LendAsync(kind);
        Configure(lent, user);

        var finding = Run("Test-PatchHost").Single;

        Assert.Equal(("HostReady", "Information", lent.Name), (finding.Text("Code"), finding.Text("Severity"), finding.Text("HostName")));
        Assert.Contains(kind == RigKind.Ubuntu ? "Ubuntu" : "Debian", finding.Text("Message"));
        Assert.Contains(expected, finding.Text("Message"));
    }

    [Fact]
    public async Task Everything_that_stands_in_the_way_is_found_at_once_each_with_what_to_do()
    {
        await using var lent = await rig.LendAsync();
        await using var full = await lent.Host.FillDiskAsync("/var/cache");
        await using var skewed = await lent.Host.SkewClockAsync(TimeSpan.FromMinutes(10));
        await using var held = await lent.Host.HoldLockAsync();
        _ = await lent.Host.MustAsync(": >/run/reboot-required; printf 'APT::Periodic::Unattended-Upgrade \"1\";\\n' >/etc/apt/apt.conf.d/20auto-upgrades; ln -s /bin/true /usr/bin/unattended-upgrade");
        Configure(lent);

        var found = Run("Test-PatchHost").MustSucceed().Output.ToDictionary(f => f.Text("Code"));

        Assert.Equal(["ClockOffset", "DiskLow", "PackageManagerLocked", "RebootPending", "RivalUpdater"], found.Keys.Order());
        Assert.Equal("Error", found["DiskLow"].Text("Severity"));
        Assert.Contains("/var/cache", found["DiskLow"].Text("Message"));
        Assert.Matches("(10m|9m59s) ahead", found["ClockOffset"].Text("Message"));
        Assert.Contains("python3", found["PackageManagerLocked"].Text("Message"));
        Assert.Contains("unattended-upgrades", found["RivalUpdater"].Text("Message"));
        Assert.All(found.Values, f => Assert.NotEqual("", f.Text("Suggestion")));
        Assert.All(found.Values, f => Assert.Equal(lent.Name, f.Text("HostName")));
    }

    [Theory]
    [InlineData("plain", "NoPrivilege")]
    [InlineData("asks", "NoPrivilege")]
    [InlineData("stranger", "AuthenticationFailed")]
    [InlineData("nologin", "ShellMissing")]
    public async Task An_account_that_cannot_patch_is_found_once(string user, string code)
    {
        await using var lent = await rig.LendAsync();
        Configure(lent, user);

        Assert.Equal((code, "Error"), Run("Test-PatchHost").Single is var f ? (f.Text("Code"), f.Text("Severity")) : default);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("True")]
    [InlineData("on")]
    [InlineData("1")]
    public async Task Dnf_5_that_installs_by_itself_is_a_rival_in_all_of_its_words_for_yes(string yes)
    {
        await using var lent = await rig.LendAsync(RigKind.Dnf5);
        _ = await lent.Host.MustAsync($"printf '[commands]\\n\\tapply_updates = {yes}\\n' >/etc/dnf/automatic.conf; mkdir -p /run/systemd/system; "
            + "printf '#!/bin/sh\\n[ \"$1 $2\" = \"is-enabled dnf5-automatic.timer\" ] && echo enabled\\n' >/usr/bin/systemctl; chmod 755 /usr/bin/systemctl");
        Configure(lent);

        var finding = Run("Test-PatchHost").MustSucceed().Output.Single(f => f.Text("Code") == "RivalUpdater");

        Assert.Contains($"/etc/dnf/automatic.conf has apply_updates = {yes} (dnf5-automatic.timer)", finding.Text("Message"));
    }

    [Fact]
    public async Task An_interrupted_installation_and_a_missing_package_manager_are_found()
    {
        await using var lent = await rig.LendAsync();
        Configure(lent);
        await lent.Host.HalfConfigureAsync();
        Assert.Equal("PackageManagerInterrupted", Run("Test-PatchHost").Single.Text("Code"));

        await using var away = await lent.Host.RemoveAsync("apt-get");
        _ = await lent.Host.MustAsync("rm -f /usr/bin/dnf-3 /usr/bin/zypper");
        Assert.Equal("PackageManagerMissing", Run("Test-PatchHost").Single.Text("Code"));
    }

    [Fact]
    public async Task Management_that_can_be_reached_from_elsewhere_is_reported_and_left_as_it_is()
    {
        await using var lent = await rig.LendAsync();
        var address = lent.Host.Address;
        _ = await lent.Host.MustAsync("ip addr add 203.0.113.7/24 dev eth0");
        Configure(lent);
        string[] Codes(string network) => [.. Run($"Test-PatchHost -ManagementNetwork {network}").MustSucceed().Texts("Code").Where(c => c.StartsWith("Management", StringComparison.Ordinal)).Order()];

        Assert.Equal(["ManagementExposed", "ManagementShared"], Codes($"{address}/24"));
        Assert.Equal(["ManagementAddressMissing", "ManagementExposed"], Codes("192.0.2.0/24"));
        Assert.Contains("203.0.113.7 (eth0)", Run($"Test-PatchHost -ManagementNetwork {address}/24 | Where-Object Code -eq ManagementExposed").Single.Text("Message"));

        // Listening on the management address alone it is no longer reached at the other.
        _ = await lent.Host.MustAsync($"echo 'ListenAddress {address}' >>/etc/ssh/sshd_config; kill -HUP $(cat /run/sshd.pid); until [ \"$(ss -Hltn 'sport = :22' | wc -l)\" = 1 ]; do :; done");
        Assert.Equal(["ManagementShared"], Codes($"{address}/24"));

        _ = await lent.Host.MustAsync("ip addr del 203.0.113.7/24 dev eth0");
        Assert.Empty(Codes($"{address}/24"));
    }

    [Theory]
    [InlineData("ten")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10")]
    public void A_network_that_is_none_is_refused_before_anybody_is_asked(string network)
    {
        Configure(AlwaysOpen);

        Assert.Equal("NetworkInvalid", Run($"Test-PatchHost -ManagementNetwork {network}").Stopped?.Id());
    }

    private void Configure(LentHost lent, string user = "root") => Configure(
        $$"""{ "ssh": { "configFile": {{JsonSerializer.Serialize(lent.Rig.SshConfigPath)}}, "controlPersist": "20s" }, "hosts": [ { "name": "{{lent.Name}}", "user": "{{user}}" } ], "policies": { "all": { "targets": "name like *", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ] } } }""");
}
