using System.Text.Json;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>Repair-PatchHost on real hosts, through the module's manifest.</summary>
public sealed class RepairPatchHostTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    [Fact]
    public async Task What_an_interrupted_installation_left_is_finished_once_it_is_asked_for()
    {
        await using var lent = await rig.LendAsync();
        await lent.Host.HalfConfigureAsync();
        Configure(lent);

        Assert.Empty(Run("Repair-PatchHost * -WhatIf").MustSucceed().Output);
        Assert.Equal("iF 1.0", await lent.Host.StateOfAsync("pw-plain"));
        Assert.Equal("PackageManagerInterrupted", Run("Test-PatchHost").Single.Text("Code"));

        // As an admin types it: from what was found to what mends it.
        var repaired = Run("Test-PatchHost | Where-Object Code -eq PackageManagerInterrupted | Repair-PatchHost").Single;
        Assert.Equal(("HostRepaired", "Information", lent.Name), (repaired.Text("Code"), repaired.Text("Severity"), repaired.Text("HostName")));
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-plain"));

        Assert.Equal("NothingToRepair", Run("Repair-PatchHost *").Single.Text("Code"));
    }

    [Fact]
    public async Task A_package_whose_script_fails_again_is_named_and_the_others_are_finished()
    {
        await using var lent = await rig.LendAsync();
        _ = await lent.Host.RunAsync("apt-get -q -y --only-upgrade install pw-fail");
        await lent.Host.HalfConfigureAsync();
        Configure(lent);

        var error = Run("Repair-PatchHost *").SingleError;

        Assert.Equal("PackageScriptFailed", error.Id());
        Assert.Contains("pw-fail", error.Exception.Message);
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-plain"));
    }

    [Fact]
    public async Task A_host_that_cannot_be_asked_keeps_no_other_from_being_repaired()
    {
        await using var lent = await rig.LendAsync();
        await using var busy = await rig.LendAsync();
        await lent.Host.HalfConfigureAsync();
        await using var held = await busy.Host.HoldLockAsync();
        Configure(lent, busy);

        var result = Run("Repair-PatchHost *");

        Assert.Equal("HostRepaired", Assert.Single(result.Output).Text("Code"));
        Assert.Equal("PackageManagerLocked", result.SingleError.Id());
    }

    private void Configure(params LentHost[] hosts) => Configure(
        $$"""{ "ssh": { "configFile": {{JsonSerializer.Serialize(hosts[0].Rig.SshConfigPath)}} }, "hosts": [ {{string.Join(", ", hosts.Select(h => $$"""{ "name": "{{h.Name}}", "user": "patch" }"""))}} ] }""");
}
