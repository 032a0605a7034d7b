using System.Management.Automation;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Against the real apt, in a sandbox.</summary>
public sealed class GetPendingPatchTests(Engine engine) : SessionTest(engine)
{
    private const string Strict = """
        {
          "hosts": [ { "name": "localhost", "transport": "local" }, { "name": "far01", "address": "far01.invalid" } ],
          "policies": {
            "strict": {
              "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 4h", "cutoff": "1h" } ],
              "approve": { "classification": [ "Security" ], "exclude": [ "pw-slow" ] },
            },
          },
        }
        """;

    private const string OneHost = """
        { "policies": { "open": { "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }
        """;

    [Fact]
    public void A_patch_says_what_it_is_and_where_it_comes_from()
    {
        _ = UseApt();
        Configure(OneHost);
        ClockShows("2026-12-09T13:00Z");

        var patch = Run("Get-PendingPatch localhost pw-sec").Single;

        Assert.Equal("PatchWindow.PendingPatch", patch.BaseObject.GetType().FullName);
        Assert.Equal(
            "localhost pw-sec 1.0 2.0 Security 2026-12-09 13:00 +00:00",
            string.Join(" ", new[] { "Host", "Name", "InstalledVersion", "Version", "Classification", "FirstSeen" }.Select(patch.Text)));
        Assert.Contains("PatchWindow-Security", patch.Text("Source"));
    }

    [Theory]
    [InlineData("", "pw-sec", "OutsideWindow", "2026-12-12 22:00 +00:00")]
    [InlineData("-At 2026-12-12T22:00Z", "pw-sec", "Apply", "2026-12-13 01:00 +00:00")]
    [InlineData("-At 2026-12-13T01:00Z", "pw-sec", "CutoffReached", "2026-12-19 22:00 +00:00")]
    [InlineData("-At 2026-12-12T22:00Z", "pw-fix", "NotApproved", "")]
    [InlineData("-At 2026-12-12T22:00Z", "pw-slow", "Excluded", "")]
    [InlineData("-At 2026-12-12T22:00Z", "pw-held", "HeldBack", "")]
    public void The_decision_about_it_is_for_now_or_for_the_moment_asked_about(string at, string name, string reason, string changes)
    {
        _ = UseApt();
        Configure(Strict);
        ClockShows("2026-12-09T13:00Z");

        var patch = Run($"Get-PendingPatch localhost {name} {at}").Single;

        Assert.Equal($"{reason} {changes} strict", $"{patch.Text("Decision.Reason")} {patch.Text("Decision.ChangesAt")} {patch.Text("Decision.Policy")}");
        Assert.NotEmpty(patch.Text("Decision.Message"));
    }

    [Fact]
    public void Where_a_policy_of_the_host_is_faulty_no_other_applies_anything()
    {
        _ = UseApt();
        Configure(Given.FaultyBesideOpen);

        var decisions = Run("Get-PendingPatch localhost | ForEach-Object Decision").Output;

        Assert.Equal(["PolicyInvalid"], decisions.Select(d => d.Text("Reason")).Distinct());
        Assert.All(decisions, d => Assert.Contains("'a-strict' has a fault", d.Text("Message")));
        Assert.All(decisions, d => Assert.Contains("policies.a-strict.aprove: 'aprove' is not known here. Did you mean 'approve'?", d.Text("Message")));
        Assert.All(decisions, d => Assert.Equal("a-strict", d.Text("Policy")));
    }

    [Fact]
    public void Where_two_policies_claim_the_host_neither_applies_anything()
    {
        _ = UseApt();
        Configure(Given.TwoOpen);

        var decisions = Run("Get-PendingPatch localhost | ForEach-Object Decision").MustSucceed().Output;

        Assert.Equal(["PolicyConflict"], decisions.Select(d => d.Text("Reason")).Distinct());
        Assert.All(decisions, d => Assert.Contains("'a-strict' and 'b-open'", d.Text("Message")));
    }

    [Fact]
    public void Where_the_store_may_only_be_read_deferrals_and_first_sightings_count_as_they_are()
    {
        _ = UseApt();
        Configure(AlwaysOpen);
        ClockShows("2026-12-09T13:00Z");
        _ = Run("Get-PendingPatch localhost pw-sec | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();
        Set("PATCHWINDOW__store__connectionString", $"Data Source={StoreFile};Mode=ReadOnly");
        ClockShows("2026-12-10T13:00Z");

        var patches = Run("Get-PendingPatch localhost pw-sec, pw-fix").MustSucceed();

        Assert.Empty(patches.Warnings);
        Assert.Equal(["pw-fix Apply", "pw-sec Deferred"], patches.Output.Select(p => $"{p.Text("Name")} {p.Text("Decision.Reason")}").Order());
        Assert.All(patches.Texts("FirstSeen"), seen => Assert.Equal("2026-12-09 13:00 +00:00", seen));
    }

    [Fact]
    public void Where_a_first_sighting_cannot_be_recorded_and_the_policy_asks_for_it_that_is_said()
    {
        _ = UseApt();
        ClockShows("2026-12-09T13:00Z");
        Configure(AlwaysOpen);
        _ = Run("Get-PatchDeferral").MustSucceed();
        Set("PATCHWINDOW__store__connectionString", $"Data Source={StoreFile};Mode=ReadOnly");
        Assert.Empty(Run("Get-PendingPatch localhost pw-sec").MustSucceed().Warnings);

        Configure("""
            {
              "hosts": [ { "name": "localhost", "transport": "local" } ],
              "policies": { "urgent": { "targets": "*", "timeZone": "UTC", "schedules": [ { "text": "daily 14:00 for 4h" } ],
                "emergency": { "when": "*", "within": "24h" } } }
            }
            """);
        var listed = Run("Get-PendingPatch localhost pw-sec").MustSucceed();

        Assert.Contains(listed.Warnings, w => w.ToString()!.Contains("not recorded when they were first seen", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_the_store_cannot_be_read_patches_are_listed_with_one_warning_and_none_applies()
    {
        _ = UseApt();
        Configure("""
            {
              "hosts": [ { "name": "localhost", "transport": "local" }, { "name": "again", "transport": "local" } ],
              "policies": { "open": { "targets": "*", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ] } },
            }
            """);
        Directory.CreateDirectory(Path.GetDirectoryName(StoreFile)!);
        File.WriteAllText(StoreFile, string.Concat(Enumerable.Repeat("no database\n", 400)));

        var result = Run("Get-PendingPatch -Name pw-sec, pw-fix").MustSucceed();

        Assert.Equal(4, result.Output.Count);
        Assert.All(result.Texts("Decision.Reason"), reason => Assert.Equal("Deferred", reason));
        Assert.All(result.Texts("Decision.Message"), message => Assert.Contains("the store could not be read", message));
        Assert.All(result.Texts("FirstSeen"), seen => Assert.Equal("", seen));
        var warning = Assert.Single(result.Warnings);
        Assert.Contains(StoreFile, warning);
        Assert.Contains("not known what is deferred or denied and when a patch was first seen", warning);

        var install = Run("Install-PendingPatch localhost -WhatIf").SingleError;
        Assert.Equal("StoreDamaged", install.Id());
        Assert.Equal("StoreDamaged", Run("Get-PatchDeferral").Stopped!.Id());
    }

    [Fact]
    public void Patches_are_chosen_by_name_and_by_reason()
    {
        _ = UseApt();
        Configure(Strict);
        ClockShows("2026-12-12T22:00Z");

        Assert.Equal("pw-fail,pw-fix", string.Join(",", Run("Get-PendingPatch localhost pw-f*").Texts("Name").Order()));
        Assert.Equal("pw-fix,pw-sec", string.Join(",", Run("Get-PendingPatch localhost pw-fix, PW-SEC").Texts("Name").Order()));
        Assert.Equal("Excluded,HeldBack", string.Join(",", Run("Get-PendingPatch localhost -Reason Excluded, HeldBack").Texts("Decision.Reason").Distinct().Order()));
        Assert.All(Run("Get-PendingPatch localhost -Reason Apply").MustSucceed().Texts("Classification"), c => Assert.Equal("Security", c));
        Assert.Empty(Run("Get-PendingPatch localhost nothing-like-it").MustSucceed().Output);
    }

    [Fact]
    public void One_host_that_cannot_be_asked_is_an_error_and_hides_no_other()
    {
        _ = UseApt();
        Configure(Strict);

        var result = Run("Get-PendingPatch");

        Assert.Equal(["localhost"], result.Texts("Host").Distinct());
        Assert.Equal("far01", result.SingleError.Finding().Text("HostName"));
        Assert.NotEmpty(result.SingleError.Finding().Text("Suggestion"));
    }

    [Theory]
    [InlineData("Get-PatchHost localhost | Get-PendingPatch -Name pw-sec")]
    [InlineData("[pscustomobject]@{ Host = 'localhost' } | Get-PendingPatch -Name pw-sec")]
    [InlineData("[pscustomobject]@{ HostName = 'local*' } | Get-PendingPatch -Name pw-sec")]
    [InlineData("Get-PatchWindow -HostName localhost -First 1 | Get-PendingPatch -Name pw-sec")]
    [InlineData("'localhost' | Get-PendingPatch -Name pw-sec")]
    [InlineData("Get-PatchWindow open -First 2 | Get-PendingPatch -Name pw-sec")]
    [InlineData("'localhost', 'local*' | Get-PendingPatch -Name pw-sec")]
    [InlineData("Get-PendingPatch localhost pw-sec | Get-PendingPatch")]
    [InlineData("Get-PendingPatch -Patch (Get-PendingPatch localhost pw-sec)")]
    public void Hosts_are_piped_in(string script)
    {
        _ = UseApt();
        Configure(OneHost);

        Assert.Equal("pw-sec", Run(script).Single.Text("Name"));
    }

    [Fact]
    public void A_host_is_asked_once_whatever_is_piped_in_of_it_and_a_deferral_means_its_own_patch()
    {
        _ = UseApt();
        Configure(OneHost);
        _ = Run("Get-PendingPatch localhost pw-sec, pw-fix | Suspend-PendingPatch -For 7d -Reason r").MustSucceed();
        var asked = Path.Combine(Folder, "asked");
        PutInFront("apt-get", $"""case "$*" in *dist-upgrade*) echo asked >> '{asked}' ;; esac; real "$@" """);

        var listed = Run("Get-PatchDeferral | Get-PendingPatch").MustSucceed();

        Assert.Equal(["pw-fix", "pw-sec"], listed.Texts("Name").Order());
        Assert.Equal(["Deferred", "Deferred"], listed.Texts("Decision.Reason"));
        Assert.Single(File.ReadAllLines(asked));
    }

    [Fact]
    public void A_patch_that_is_not_pending_any_more_is_not_listed_and_a_host_that_is_gone_is_one_error()
    {
        _ = UseApt();
        Configure(OneHost);

        var result = Run("""
            @([PatchWindow.PendingPatch]@{ Host = 'gone'; Name = 'pw-sec'; Version = '1' }
            [PatchWindow.PendingPatch]@{ Host = 'gone'; Name = 'pw-fix'; Version = '1' }
            [PatchWindow.PendingPatch]@{ Host = 'localhost'; Name = 'pw-sec'; Version = '1.5' }) | Get-PendingPatch
            """);

        Assert.Empty(result.Output);
        Assert.Equal("HostNotFound", result.SingleError.Id());
    }

    [Theory]
    [InlineData("Get-PendingPatch localhost", "localhost")]
    [InlineData("Get-PendingPatch", "0 of 2 answered, waiting for localhost, far01")]
    [InlineData("'localhost', 'far01' | Get-PendingPatch", "localhost")]
    public void While_a_host_is_asked_its_name_is_shown_and_gone_at_the_end(string script, string status)
    {
        _ = UseApt();
        Configure(Strict);

        var progress = Run(script).Progress;

        Assert.Contains(progress, p => p.RecordType == ProgressRecordType.Processing && p.StatusDescription == status);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.Single(progress.Select(p => p.ActivityId).Distinct());
    }

    [Fact]
    public void The_progress_is_gone_too_when_the_pipeline_ends_early()
    {
        _ = UseApt();
        Configure(Strict);

        var result = Run("Get-PendingPatch localhost | ForEach-Object { throw 'enough' }");

        Assert.NotNull(result.Stopped);
        Assert.Contains(result.Progress, p => p.RecordType == ProgressRecordType.Processing);
        Assert.Equal(ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Ctrl_C_while_a_host_is_asked_ends_it_and_what_follows_shows_its_own_progress_to_the_end()
    {
        var box = UseApt();
        Configure(Strict);
        box.MakeSlowWait();
        PutInFront("apt-get", $"""exec cat '{box.In("run/pw-slow")}'""");

        var result = await Engine.RunWhile("Get-PendingPatch localhost", async shell =>
        {
            using var goOn = await box.WaitForSlowAsync();
            await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        });

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
        Assert.Equal(ProgressRecordType.Completed, Run("Get-PendingPatch far01").Progress[^1].RecordType);
    }

    [Fact]
    public void Without_apt_there_is_one_clear_error_and_windows_are_still_shown()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "The local transport needs /bin/sh.");
        Configure(OneHost);
        Set("PATH", Folder);

        var error = Run("Get-PendingPatch localhost").SingleError;

        Assert.Equal("PackageManagerMissing NotInstalled", $"{error.Id()} {error.CategoryInfo.Category}");
        Assert.Equal("localhost", error.Finding().Text("HostName"));
        Assert.Single(Run("Get-PatchWindow -First 1").MustSucceed().Output);
    }

    [Theory]
    [InlineData("""for last; do :; done; [ "$last" != dist-upgrade ] || { real "$@" | head -c 200; kill -9 $(ps -o ppid= -p $(ps -o ppid= -p $PPID)); }; real "$@" """, "the shell was killed")]
    [InlineData("""for last; do :; done; if [ "$last" = dist-upgrade ]; then real "$@" | head -n 6; else real "$@"; fi""", "apt ended early")]
    public void Output_that_is_cut_short_is_one_clear_error_and_no_short_list(string shim, string what)
    {
        _ = UseApt();
        Configure(OneHost);
        PutInFront("apt-get", shim);

        var result = Run("Get-PendingPatch localhost");

        Assert.Empty(result.Output);
        Assert.True(result.SingleError.Id() is "OutputCutShort" or "OutputUnreadable", $"{what}: {result.SingleError.Id()}: {result.SingleError}");
        Assert.Single(Run("Get-PatchWindow -First 1").MustSucceed().Output);
    }
}
