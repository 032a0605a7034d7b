using PatchWindow.StandIn;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

public sealed class WindowsUpdateStateTests : WindowsUpdateTest
{
    [Fact]
    public async Task A_host_with_everything_in_order_is_ready_and_says_which_boot_it_is() =>
        Assert.Equal("2026-11-26T05:45:10Z", (await Agent.CheckAsync(Host, Transport, Cancellation)).Value.BootId);

    [Fact]
    public async Task What_stands_in_the_way_of_an_installation_is_said()
    {
        async Task<string> CodeAsync() => Problem(await Agent.CheckAsync(Host, Transport, Cancellation)).Code;

        Windows.RebootFirst = true;
        Assert.Equal("RebootPending", await CodeAsync());
        Windows.IsBusy = true;
        Assert.Equal("PackageManagerLocked", await CodeAsync());
        Windows.DisabledServices.Add("TrustedInstaller");
        Assert.Equal("ServiceDisabled", await CodeAsync());
        Windows.IsAdministrator = false;
        Assert.Equal("NoPrivilege", await CodeAsync());
    }

    [Fact]
    public async Task A_simulation_says_that_exactly_what_was_asked_for_would_come()
    {
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1") { BundledUpdates = [new StandInUpdate(Second, 1, "a part of it")] });
        var simulated = await Agent.SimulateAsync(Host, [Package("KB1", First)], Transport, Cancellation);
        Assert.Equal([Package("KB1", First)], simulated.Value.Installs);
        Assert.Empty(simulated.Value.Removes);
        Assert.Empty(Windows.Done);
    }

    [Fact]
    public async Task A_simulation_names_what_cannot_be_installed_and_why()
    {
        var update = new StandInUpdate(First, 200, "one", "1");
        Windows.Updates.Add(update);
        Windows.Updates.Add(new StandInUpdate(Second, 200, "two", "2"));
        async Task<(string, FindingKind)> AnswerAsync(params (string Name, string Id, int Revision)[] wanted)
        {
            var problem = Problem(await Agent.SimulateAsync(Host, [.. wanted.Select(w => Package(w.Name, w.Id, w.Revision))], Transport, Cancellation));
            Assert.Contains("KB1", problem.Message);
            Assert.DoesNotContain("KB2", problem.Message);
            return (problem.Code, problem.Kind);
        }

        // Another revision is another update.
        Assert.Equal(("PackageVersionGone", FindingKind.ObjectNotFound), await AnswerAsync(("KB1", First, 201), ("KB2", Second, 200)));
        update.InstallationBehavior = new StandInBehavior { Impact = 2 };
        Assert.Equal(("DependenciesUnmet", FindingKind.InvalidOperation), await AnswerAsync(("KB1", First, 200), ("KB2", Second, 200)));
        Assert.True((await Agent.SimulateAsync(Host, [Package("KB1", First)], Transport, Cancellation)).IsSuccess);
        update.InstallationBehavior = new StandInBehavior { CanRequestUserInput = true };
        Assert.Equal(("PackageHeld", FindingKind.InvalidOperation), await AnswerAsync(("KB1", First, 200)));
        update.EulaAccepted = false;
        Assert.Equal(("PackageHeld", FindingKind.InvalidOperation), await AnswerAsync(("KB1", First, 200)));
        update.IsHidden = true;
        Assert.Equal(("PackageHeld", FindingKind.InvalidOperation), await AnswerAsync(("KB1", First, 200)));
    }

    [Theory]
    [InlineData("200")]
    [InlineData("d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11")]
    [InlineData("d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11.200\n")]
    [InlineData("d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11.200' or IsInstalled=1")]
    [InlineData("$(Get-Date)")]
    public async Task What_is_no_identity_is_not_handed_to_the_host(string version)
    {
        PatchWindow.Fleet.PackageManagers.PackageVersion[] wanted = [new("KB1", version)];
        Assert.Equal("PackageNameInvalid", Problem(await Agent.SimulateAsync(Host, wanted, Transport, Cancellation)).Code);
        Assert.Equal("PackageNameInvalid", Problem(await Agent.ApplyAsync(Host, "step", wanted, Transport, Cancellation)).Code);
        Assert.Equal("PackageNameInvalid", Problem(await Agent.VerifyAsync(Host, wanted, Transport, Cancellation)).Code);
        Assert.Empty(Windows.Searches);
    }

    [Fact]
    public async Task Nothing_is_searched_for_where_only_the_reboot_is_asked_for()
    {
        var state = (await Agent.VerifyAsync(Host, [], Transport, Cancellation)).Value;
        Assert.Equal((false, 0), (state.RebootRequired, state.RebootReasons.Count));
        Assert.Empty(Windows.Searches);
    }

    [Theory]
    [InlineData(@"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired", "WindowsUpdate", true)]
    [InlineData(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending", "ComponentBasedServicing", true)]
    [InlineData(@"SYSTEM\CurrentControlSet\Control\Session Manager::PendingFileRenameOperations", "PendingFileRenameOperations", false)]
    public async Task Every_sign_of_a_reboot_is_named_and_files_to_be_renamed_alone_are_none(string key, string reason, bool required)
    {
        Windows.Registry[key] = new[] { @"\??\C:\x", "" };
        var state = (await Agent.VerifyAsync(Host, [], Transport, Cancellation)).Value;
        Assert.Equal(required, state.RebootRequired);
        Assert.Equal([reason], state.RebootReasons);
        Windows.RebootRequired = true;
        Assert.Equal(["SystemInfo", reason], (await Agent.VerifyAsync(Host, [], Transport, Cancellation)).Value.RebootReasons);
    }

    [Fact]
    public async Task An_update_is_installed_where_the_agent_or_its_history_says_so()
    {
        Windows.Updates.Add(new StandInUpdate(First, 200, "installed") { IsInstalled = true });
        Windows.Updates.Add(new StandInUpdate(First, 201, "waits for the reboot") { IsInstalled = true, RebootRequired = true });
        Windows.Updates.Add(new StandInUpdate(First, 202, "rolled back: offered again, whatever the history says"));
        StandInEntry Entry(int revision, int result, int operation = 1) => new(new StandInIdentity(First.ToUpperInvariant(), revision), operation, result);
        // The newest first.
        foreach (var entry in new[] { new(null, 1, 2), Entry(202, 2), Entry(203, 2), Entry(204, 4), Entry(204, 2), Entry(205, 2, operation: 2), Entry(205, 2) })
            Windows.History.Add(entry);

        var wanted = Enumerable.Range(200, 7).Select(revision => Package($"KB{revision}", First, revision)).ToList();
        var state = (await Agent.VerifyAsync(Host, wanted, Transport, Cancellation)).Value;

        Assert.Equal(["KB200", "KB201", "KB203"], state.Installed.Keys.Order());
        Assert.Equal(First + ".200", state.Installed["KB200"]);
    }

    [Fact]
    public async Task There_is_nothing_to_repair_and_what_is_waited_for_is_said()
    {
        Windows.RebootRequired = true;
        var repaired = (await Agent.RepairAsync(Host, Transport, Cancellation)).Value;
        Assert.Equal(0, repaired.ExitCode);
        Assert.Contains("with the next reboot", repaired.Output);
        Assert.Empty(Windows.Done);
    }
}
