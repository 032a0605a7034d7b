using PatchWindow.Fleet.Transports;
using PatchWindow.StandIn;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

public sealed class WindowsUpdateListTests : WindowsUpdateTest
{
    private const string Security = "0fa1201d-4330-4fa8-8ae9-b877473b6441";

    [Fact]
    public async Task An_update_becomes_a_pending_patch_with_all_that_the_agent_says_of_it()
    {
        Windows.Updates.Add(new StandInUpdate(First.ToUpperInvariant(), 200, "2026-11 Cumulative Update for Windows Server 2022 (KB5031354)", "5031354")
        {
            Categories = [new StandInCategory("ba0ae9cc-5f01-40b4-ac3f-50192b5d6aaf"), new StandInCategory(Security.ToUpperInvariant())],
            MsrcSeverity = "Critical",
            CveIDs = ["CVE-2026-2", "CVE-2026-1"],
            SecurityBulletinIDs = ["MS26-001"],
            MaxDownloadSize = 741_093_376,
            InstallationBehavior = new StandInBehavior { RebootBehavior = 1 },
            LastDeploymentChangeTime = new DateTime(2026, 11, 10, 18, 0, 0),
        });

        var patch = Assert.Single(await ListAsync());

        Assert.Equal(
            (Host, "KB5031354", First + ".200", "2026-11 Cumulative Update for Windows Server 2022 (KB5031354)", "Windows Update"),
            (patch.Host, patch.Name, patch.Version, patch.Title, patch.Source));
        Assert.Equal((PatchClassification.Security, PatchSeverity.Critical), (patch.Classification, patch.Severity));
        Assert.Equal(["KB5031354", "MS26-001"], patch.Advisories);
        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], patch.Cves);
        Assert.Equal((741_093_376L, true, null, null), (patch.Size, patch.RequiresReboot, patch.InstalledVersion, patch.HeldBack));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 18, 0, 0, TimeSpan.Zero), patch.Released);
        Assert.Empty(Notices);
        Assert.Equal(["offline (IsInstalled=0 and IsHidden=0) or (IsInstalled=0 and IsHidden=1)"], Windows.Searches);
    }

    [Theory]
    [InlineData("0fa1201d-4330-4fa8-8ae9-b877473b6441", PatchClassification.Security)]
    [InlineData("e0789628-ce08-4437-be74-2495b842f43b", PatchClassification.Security)]
    [InlineData("e6cf1350-c01b-414d-a61f-263d14d133b4", PatchClassification.Bugfix)]
    [InlineData("28bc880e-0592-4cbf-8f95-c79b17911d5f", PatchClassification.Bugfix)]
    [InlineData("3689bdc8-b205-4af4-8d4a-a63924c5e9d5", PatchClassification.Enhancement)]
    [InlineData("ebfc1fc5-71a4-4f7b-9aca-3b9a503104a0", PatchClassification.Other)]
    [InlineData("11111111-2222-3333-4444-555555555555", PatchClassification.Other)]
    public async Task What_an_update_is_for_is_told_by_the_ids_of_its_categories(string category, PatchClassification expected)
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, "x", "1") { Categories = [new StandInCategory(category)] });
        Assert.Equal(expected, Assert.Single(await ListAsync()).Classification);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, null)]
    public async Task Whether_it_needs_a_reboot_is_known_only_where_it_always_or_never_does(int behavior, bool? expected)
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, "x", "1") { InstallationBehavior = new StandInBehavior { RebootBehavior = behavior } });
        Assert.Equal(expected, Assert.Single(await ListAsync()).RequiresReboot);
    }

    [Theory]
    [InlineData("quote \" backslash \\ brace } end")]
    [InlineData("a line\r\n@@end 0 and $(throw 'run') `n ${x} \"; Remove-Item /")]
    [InlineData("'; { \"format\": \"PatchWindow.WindowsUpdate/1\" }")]
    [InlineData("Größe 更新 \U0001F600 \u2028 end")]
    [InlineData("\u0000\u001b[31mred\u0007")]
    public async Task A_hostile_title_arrives_as_it_is_and_cannot_be_anything_else(string title)
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, title, "1"));
        Windows.Updates.Add(new StandInUpdate(Second, 1, "the next one", "2"));

        var patches = await ListAsync();

        Assert.Equal(["KB1", "KB2"], patches.Select(p => p.Name));
        Assert.All(LastOutput.TrimEnd('\n'), c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(Quoted.Line(title), patches[0].Title);
    }

    [Fact]
    public async Task Half_a_character_in_a_title_does_not_cost_the_list()
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, "half \ud83d of it", "1"));
        Assert.Equal("half \ufffd of it", Assert.Single(await ListAsync()).Title);
    }

    [Fact]
    public async Task Updates_of_one_article_have_names_of_their_own_and_one_without_an_article_its_id()
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, ".NET for this", "5031988"));
        Windows.Updates.Add(new StandInUpdate(Second, 1, ".NET for that", "5031988"));
        Windows.Updates.Add(new StandInUpdate("aaaaaaaa-8f52-4d3b-a6f0-1d2c3b4a5e6f", 7, "Intel - net - 12.18"));

        Assert.Equal(
            ["KB5031988-0b7a1c9e", "KB5031988-d2ef5c30", "aaaaaaaa-8f52-4d3b-a6f0-1d2c3b4a5e6f"],
            (await ListAsync()).Select(p => p.Name));
    }

    [Fact]
    public async Task What_the_host_will_not_install_by_itself_is_listed_with_the_reason()
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, "hidden", "1") { IsHidden = true });
        Windows.Updates.Add(new StandInUpdate(First, 2, "terms", "2") { EulaAccepted = false });
        Windows.Updates.Add(new StandInUpdate(First, 3, "asks", "3") { InstallationBehavior = new StandInBehavior { CanRequestUserInput = true } });
        Windows.Updates.Add(new StandInUpdate(First, 4, "of unknown behavior", "4") { InstallationBehavior = null });

        Assert.Equal(
            ["it is hidden on the host", "its license terms are not accepted on the host", "its installer may ask someone at the host", null],
            (await ListAsync()).Select(p => p.HeldBack));
    }

    [Fact]
    public async Task An_update_that_only_waits_for_a_reboot_is_not_pending_any_more()
    {
        Windows.Updates.Add(new StandInUpdate(First, 1, "done", "1") { IsInstalled = true, RebootRequired = true });
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_managed_host_says_which_server_its_updates_come_from()
    {
        (Windows.ServiceId, Windows.ServiceName, Windows.Managed) = ("3da21691-e39d-4da6-8a4b-b43877bcb1b7", "Windows Server Update Service", true);
        Windows.Registry[@"SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate::WUServer"] = "http://wsus:8530";
        Windows.Updates.Add(new StandInUpdate(First, 1, "x", "1"));
        Assert.Equal("WSUS http://wsus:8530", Assert.Single(await ListAsync()).Source);
    }

    [Fact]
    public async Task A_host_that_never_searched_searches_now_so_that_an_empty_list_is_a_true_one()
    {
        Windows.LastSearch = null;
        Assert.Empty(await ListAsync());
        Assert.StartsWith("online ", Assert.Single(Windows.Searches), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_long_ago_is_said_to_be_one()
    {
        Windows.LastSearch = DateTime.UtcNow.AddDays(-8.5);
        _ = await ListAsync();
        var notice = Assert.Single(Notices);
        Assert.Equal(("PackageListsOld", FindingSeverity.Warning), (notice.Code, notice.Severity));
        Assert.Contains("8 days ago", notice.Message);
    }

    [Fact]
    public async Task A_search_that_fails_is_a_sentence_with_its_code_and_never_an_empty_list()
    {
        Windows.SearchFails = unchecked((int)0x8024402C);
        var problem = Problem(await Agent.ListAsync(Host, Transport, Notices, Cancellation));
        Assert.Equal("PackageDownloadFailed", problem.Code);
        Assert.Equal("Windows Update on win01: the name of the server, or of the proxy, is not resolved (0x8024402C, in 'search').", problem.Message);
        Assert.Contains("netsh winhttp show proxy", problem.Suggestion);
    }

    [Fact]
    public async Task A_search_that_may_have_missed_some_is_no_list()
    {
        Windows.SearchResult = 3;
        Windows.Updates.Add(new StandInUpdate(First, 1, "x", "1"));
        var problem = Problem(await Agent.ListAsync(Host, Transport, Notices, Cancellation));
        Assert.Contains("0x80241001", problem.Message);
        Assert.Contains("Windows Installer is too old", problem.Message);
    }

    [Fact]
    public async Task A_host_without_the_agent_has_no_package_manager()
    {
        Windows.ObjectsFail = unchecked((int)0x80040154);
        Assert.Equal("PackageManagerMissing", Problem(await Agent.ListAsync(Host, Transport, Notices, Cancellation)).Code);
    }

    [Fact]
    public async Task Refreshing_searches_online_and_fails_with_the_search()
    {
        Assert.Null(await Agent.RefreshAsync(Host, Transport, Cancellation));
        Assert.StartsWith("online ", Assert.Single(Windows.Searches), StringComparison.Ordinal);
        Windows.SearchFails = unchecked((int)0x80072EE2);
        Assert.Equal(FindingKind.OperationTimeout, (await Agent.RefreshAsync(Host, Transport, Cancellation))!.Kind);
    }
}
