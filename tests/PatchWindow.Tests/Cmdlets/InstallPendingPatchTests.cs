using System.Management.Automation;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Against the real apt, in a sandbox.</summary>
public sealed class InstallPendingPatchTests : SessionTest
{
    private const string Closed = """
        {
          "hosts": [ { "name": "localhost", "transport": "local" }, { "name": "far01", "address": "far01.invalid" } ],
          "policies": {
            "closed": {
              "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 4h" } ],
              "approve": { "exclude": [ "pw-plain" ] },
            },
          },
        }
        """;

    public InstallPendingPatchTests(Engine engine)
        : base(engine) => Configure(AlwaysOpen);

    [Fact]
    public void In_a_window_a_patch_is_installed_and_every_move_is_in_the_journal()
    {
        var box = UseApt();

        var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -Verbose");
        var step = result.Single;

        Assert.Equal("PatchWindow.StepResult", step.BaseObject.GetType().FullName);
        Assert.Equal("localhost open Succeeded", $"{step.Text("Host")} {step.Text("Policy")} {step.Text("State")}");
        Assert.Equal("pw-sec 2.0 (installed)", step.Text("Patches"));
        Assert.Equal("ii 2.0", box.StateOf("pw-sec"));
        Assert.Equal(
            ["Planned", "Claimed", "Checked", "Applying", "Verifying", "Succeeded"],
            Run("$args[0].Journal", step).Texts("State"));
        Assert.Equal([1, 2, 3, 4, 5, 6], Run("$args[0].Journal", step).Output.Select(e => e.Get("Sequence")));
        Assert.Contains(result.Progress, p => p.RecordType == ProgressRecordType.Completed);
        Assert.Contains(result.Verbose, v => v.Contains("Applying"));
        Assert.Empty(Run("Get-PendingPatch localhost pw-sec").MustSucceed().Output);
    }

    [Fact]
    public void Every_move_is_a_line_of_the_log_that_was_asked_for()
    {
        _ = UseApt();
        var log = Path.Combine(Folder, "moves.jsonl");

        _ = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -LogPath $args[0] -WhatIf", log).MustSucceed();
        Assert.False(File.Exists(log));
        var step = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -LogPath $args[0]", log).Single;

        var lines = File.ReadAllLines(log).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(Run("$args[0].Journal", step).Texts("State"), lines.Select(l => l.GetProperty("state").GetString()));
        Assert.All(lines, l => Assert.Equal(("localhost", "open", step.Text("Step")), (l.GetProperty("host").GetString(), l.GetProperty("policy").GetString(), l.GetProperty("step").GetString())));
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_the_command_before_anything_is_installed()
    {
        var box = UseApt();

        var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -LogPath $args[0]", Path.Combine(Folder, "nowhere", "moves.jsonl"));

        Assert.Equal("LogNotWritable", result.Stopped!.Id());
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
    }

    [Fact]
    public void A_host_name_installs_what_its_policy_applies_and_wildcards_find_hosts()
    {
        var box = UseApt();
        Configure(AlwaysOpen.Replace("\"timeZone\"", "\"approve\": { \"include\": [ \"pw-sec\", \"pw-fix\" ] }, \"timeZone\""));

        var step = Run("Install-PendingPatch local*").Single;

        Assert.Equal("pw-fix,pw-sec", string.Join(",", Run("$args[0].Patches", step).Texts("Name").Order()));
        Assert.Equal("ii 1.1 ii 2.0 ii 1.0", $"{box.StateOf("pw-fix")} {box.StateOf("pw-sec")} {box.StateOf("pw-plain")}");
    }

    [Theory]
    [InlineData("Get-PatchHost localhost | Install-PendingPatch -WhatIf")]
    [InlineData("'localhost' | Install-PendingPatch -WhatIf")]
    [InlineData("[pscustomobject]@{ HostName = 'localhost' } | Install-PendingPatch -WhatIf")]
    [InlineData("Get-PatchWindow -HostName localhost -First 1 | Install-PendingPatch -WhatIf")]
    [InlineData("Install-PendingPatch -HostName localhost -WhatIf")]
    [InlineData("Get-PendingPatch localhost -Reason Apply | Install-PendingPatch -WhatIf")]
    [InlineData("Install-PendingPatch -Patch (Get-PendingPatch localhost pw-sec) -WhatIf")]
    public void Hosts_and_patches_are_named_or_piped_in(string script)
    {
        _ = UseApt();

        Assert.Contains("pw-sec 2.0", Run(script).MustSucceed().Shown);
    }

    [Fact]
    public void A_host_that_gets_nothing_now_is_a_warning_that_counts_the_reasons_and_says_when_they_change()
    {
        _ = UseApt();
        Configure(Closed);
        ClockShows("2026-12-09T13:00Z");
        var pending = Run("Get-PendingPatch localhost").MustSucceed().Texts("Decision.Reason");
        int Of(string reason) => pending.Count(r => r == reason);

        var result = Run("Install-PendingPatch localhost").MustSucceed();

        Assert.Empty(result.Output);
        var warning = Assert.Single(result.Warnings);
        Assert.StartsWith($"Nothing is to be installed on 'localhost' now: {pending.Length} wait: {Of("OutsideWindow")} OutsideWindow until 2026-12-12 22:00 +00:00, ", warning);
        Assert.Contains($"{Of("HeldBack")} HeldBack", warning);
        Assert.Contains($"{Of("Excluded")} Excluded", warning);
        Assert.Contains("Get-PendingPatch localhost", warning);
    }

    [Fact]
    public void What_waits_while_others_are_installed_is_told_to_who_asks_for_more()
    {
        _ = UseApt();
        Configure(AlwaysOpen.Replace("\"timeZone\"", "\"approve\": { \"include\": [ \"pw-sec\" ] }, \"timeZone\""));

        var result = Run("Install-PendingPatch localhost -WhatIf -Verbose").MustSucceed();

        Assert.Contains(result.Verbose, v => v.Contains(" NotApproved") && v.Contains(" wait: "));
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("Install-PendingPatch nobody*", "")]
    [InlineData("Install-PendingPatch localhots", "HostNotFound")]
    [InlineData("Install-PendingPatch far01", "")]
    public void Hosts_that_are_not_there_or_not_reached_get_nothing(string script, string id)
    {
        Configure(Closed);

        var result = Run(script);

        Assert.Null(result.Stopped);
        Assert.Empty(result.Output);
        if (id.Length > 0) Assert.Equal(id, result.SingleError.Id());
    }

    [Fact]
    public void Outside_a_window_it_refuses_with_the_reason()
    {
        var box = UseApt();
        Configure(Closed);
        ClockShows("2026-12-09T13:00Z");

        var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch");

        Assert.Empty(result.Output);
        Assert.Equal("OutsideWindow,PatchWindow.Cmdlets.InstallPendingPatchCmdlet", result.SingleError.FullyQualifiedErrorId);
        Assert.Equal("InvalidOperation", result.SingleError.CategoryInfo.Category.ToString());
        Assert.Equal("closed localhost", $"{result.SingleError.Finding().Text("Policy")} {result.SingleError.Finding().Text("HostName")}");
        Assert.Contains("2026-12-12 22:00 +00:00", result.SingleError.ToString());
        Assert.Contains("-IgnoreWindow -Reason", result.SingleError.ToString());
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
    }

    [Theory]
    [InlineData("Install-PendingPatch localhost -IgnoreWindow")]
    [InlineData("Get-PendingPatch localhost pw-sec | Install-PendingPatch -IgnoreWindow -WhatIf")]
    public void To_ignore_the_window_needs_a_reason(string script)
    {
        _ = UseApt();
        Configure(Closed);

        var stopped = Run(script).Stopped;

        Assert.Equal("ReasonMissing InvalidArgument", $"{stopped!.Id()} {stopped!.CategoryInfo.Category}");
        Assert.Contains("-Reason '", stopped!.ToString());
    }

    [Theory]
    [InlineData("Install-PendingPatch localhost -Reason 'INC-2048'")]
    [InlineData("Install-PendingPatch localhost -Reason 'INC-2048' -IgnoreWindow:$false -WhatIf")]
    [InlineData("Get-PendingPatch localhost pw-sec | Install-PendingPatch -Reason 'INC-2048'")]
    public void A_reason_that_ignores_nothing_is_refused_rather_than_lost(string script)
    {
        var box = UseApt();

        var stopped = Run(script).Stopped;

        Assert.Equal("ReasonWithoutIgnoreWindow InvalidArgument", $"{stopped!.Id()} {stopped!.CategoryInfo.Category}");
        Assert.Contains("-IgnoreWindow", stopped!.ToString());
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
    }

    [Fact]
    public void A_deferral_piped_in_stands_for_its_patch_and_not_for_its_host()
    {
        var box = UseApt();
        _ = Run("Get-PendingPatch localhost pw-sec | Suspend-PendingPatch -For 7d -Reason testing").MustSucceed();

        var result = Run("Get-PatchDeferral | Install-PendingPatch");

        Assert.Equal("Deferred", result.SingleError.Id());
        Assert.Equal("ii 1.0 ii 1.0", $"{box.StateOf("pw-sec")} {box.StateOf("pw-fix")}");
    }

    [Fact]
    public void A_denial_piped_in_stands_for_its_patch_and_not_for_its_host()
    {
        var box = UseApt();
        _ = Run("Get-PendingPatch localhost pw-sec | Deny-PendingPatch -Reason breaks").MustSucceed();

        var result = Run("Get-PatchApproval | Install-PendingPatch");

        Assert.Equal("Denied", result.SingleError.Id());
        Assert.Equal("ii 1.0 ii 1.0", $"{box.StateOf("pw-sec")} {box.StateOf("pw-fix")}");
        Assert.Equal(["pw-sec"], Run("Get-PatchApproval | Get-PendingPatch").MustSucceed().Texts("Name"));
    }

    [Fact]
    public void With_a_reason_it_installs_outside_the_window_and_the_journal_has_it()
    {
        var box = UseApt();
        Configure(Closed);
        ClockShows("2026-12-09T13:00Z");

        var step = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -IgnoreWindow -Reason 'INC-2048, exploited'").Single;

        Assert.Equal("Succeeded", step.Text("State"));
        Assert.Contains("INC-2048, exploited", Run("$args[0].Journal[0].Message", step).Single.ToString());
        Assert.Equal("ii 2.0", box.StateOf("pw-sec"));
    }

    [Theory]
    [InlineData("pw-plain", "Excluded")]
    [InlineData("pw-held", "HeldBack")]
    public void A_reason_overrides_the_time_alone(string name, string reason)
    {
        var box = UseApt();
        Configure(Closed);
        ClockShows("2026-12-09T13:00Z");
        var before = box.StateOf(name);

        var result = Run($"Get-PendingPatch localhost {name} | Install-PendingPatch -IgnoreWindow -Reason r");

        Assert.Empty(result.Output);
        Assert.Equal(reason, result.SingleError.Id());
        Assert.Equal(before, box.StateOf(name));
    }

    public static TheoryData<string> Wishes => new(
        "Install-PendingPatch localhost",
        "Install-PendingPatch localhost -WhatIf",
        "Install-PendingPatch localhost -IgnoreWindow -Reason r",
        "Get-PendingPatch localhost pw-sec, pw-fix | Install-PendingPatch",
        "Get-PendingPatch localhost pw-sec | Install-PendingPatch -IgnoreWindow -Reason r");

    [Theory]
    [MemberData(nameof(Wishes))]
    public void A_faulty_policy_of_the_host_refuses_all_that_another_would_apply(string script)
    {
        var box = UseApt();
        Configure(Given.FaultyBesideOpen);

        var result = Run(script);

        Assert.Empty(result.Output);
        Assert.Empty(result.Shown);
        var refusal = Assert.Single(result.Errors, e => e.Id() == "PolicyInvalid");
        Assert.All(result.Errors, e => Assert.Contains(e.Id(), new[] { "PolicyInvalid", "SettingUnknown" }));
        Assert.Equal("localhost a-strict", $"{refusal.Finding().Text("HostName")} {refusal.Finding().Text("Policy")}");
        Assert.Contains("policies.a-strict.aprove", refusal.ToString());
        Assert.Equal("ii 1.0 ii 1.0", $"{box.StateOf("pw-sec")} {box.StateOf("pw-fix")}");
    }

    [Theory]
    [MemberData(nameof(Wishes))]
    public void Two_policies_that_claim_the_host_refuse_what_either_would_apply(string script)
    {
        var box = UseApt();
        Configure(Given.TwoOpen);

        var result = Run(script);

        Assert.Empty(result.Output);
        Assert.Empty(result.Shown);
        Assert.Equal("PolicyConflict InvalidOperation", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
        Assert.Contains("'a-strict' and 'b-open'", result.SingleError.ToString());
        Assert.Contains("and not name = localhost", result.SingleError.ToString());
        Assert.Equal("ii 1.0 ii 1.0", $"{box.StateOf("pw-sec")} {box.StateOf("pw-fix")}");
    }

    [Fact]
    public void What_is_deferred_in_the_store_of_a_misspelt_section_is_not_installed_from_another()
    {
        var box = UseApt();
        Set("PATCHWINDOW__store__connectionString", null);
        var section = $$""" "store": { "connectionString": "Data Source={{StoreFile}}" }, "policies" """;
        Configure(AlwaysOpen.Replace("\"policies\"", section));
        _ = Run("Get-PendingPatch localhost pw-sec | Suspend-PendingPatch -For 7d -Reason testing").MustSucceed();
        Configure(AlwaysOpen.Replace("\"policies\"", section.Replace("connectionString", "conectionString")));

        var result = Run("Install-PendingPatch localhost");

        Assert.Empty(result.Output);
        Assert.Null(result.Stopped);
        Assert.Equal(["SettingUnknown", "SettingUnknown"], result.Errors.Select(e => e.Id()));
        Assert.Contains("store.conectionString", result.Errors[1].ToString());
        Assert.Contains("not known what is deferred", result.Errors[1].ToString());
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
    }

    [Fact]
    public void What_is_deferred_stays_deferred_until_it_is_resumed()
    {
        var box = UseApt();
        _ = Run("Get-PendingPatch localhost pw-sec | Suspend-PendingPatch -For 7d -Reason testing").MustSucceed();

        var refused = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -IgnoreWindow -Reason r");
        Assert.Equal("Deferred", refused.SingleError.Id());
        Assert.Contains("testing", refused.SingleError.ToString());
        Assert.Contains("Resume-PendingPatch", refused.SingleError.ToString());
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));

        _ = Run("Resume-PendingPatch localhost pw-sec").MustSucceed();
        Assert.Equal("Succeeded", Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch").Single.Text("State"));
    }

    [Fact]
    public void WhatIf_says_what_would_be_installed_and_changes_nothing()
    {
        var box = UseApt();

        var result = Run("Get-PendingPatch localhost pw-sec, pw-fix | Install-PendingPatch -WhatIf").MustSucceed();

        Assert.Empty(result.Output);
        Assert.Contains("pw-fix 1.1", result.Shown);
        Assert.Contains("pw-sec 2.0", result.Shown);
        Assert.Contains("localhost", result.Shown);
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
    }

    [Theory]
    [InlineData("Yes", "ii 2.0")]
    [InlineData("No", "ii 1.0")]
    public void Confirm_asks_first(string answer, string state)
    {
        var box = UseApt();
        Engine.Screen.Answer = answer;

        var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch -Confirm").MustSucceed();

        Assert.Contains("pw-sec 2.0", Assert.Single(result.Questions));
        Assert.Equal(state, box.StateOf("pw-sec"));
    }

    [Fact]
    public void A_package_that_fails_is_an_error_and_a_result_that_says_which()
    {
        var box = UseApt();

        var result = Run("Get-PendingPatch localhost pw-fail | Install-PendingPatch");

        var step = Assert.Single(result.Output);
        Assert.Equal("Failed", step.Text("State"));
        Assert.Equal("StepFailed InvalidOperation", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
        Assert.Contains("pw-fail", result.SingleError.ToString());
        Assert.Contains("dpkg --force-confdef --force-confold --configure -a", result.SingleError.ToString());
        Assert.Equal(["Applying", "Verifying", "Failed"], Run("$args[0].Journal", step).Texts("State")[^3..]);
        Assert.StartsWith("iF", box.StateOf("pw-fail"));
    }

    [Fact]
    public void An_apt_that_fails_with_the_patch_installed_is_an_error_with_the_fault()
    {
        var box = UseApt();
        File.AppendAllText(Path.Combine(box.Folder, "apt.conf"), "DPkg::Post-Invoke { \"exit 7\"; };\n");

        var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch");

        var step = Assert.Single(result.Output);
        Assert.Equal("Failed pw-sec 2.0 (installed)", $"{step.Text("State")} {step.Text("Patches")}");
        Assert.Equal("StepFailed", result.SingleError.Id());
        Assert.Contains("(DPkg::Post-Invoke) failed: 'exit 7'. Now the host has 1 of 1.", result.SingleError.ToString());
    }

    [Fact]
    public void What_comes_along_is_said_before_and_shown_after()
    {
        _ = UseApt();

        Assert.Contains("pw-needs 2.0; with it as dependencies pw-new 1.0 (new)", Run("Get-PendingPatch localhost pw-needs | Install-PendingPatch -WhatIf").Shown);

        var step = Run("Get-PendingPatch localhost pw-needs | Install-PendingPatch").Single;
        Assert.Equal("pw-needs 2.0 (installed),pw-new 1.0 (installed, dependency)", step.Text("Patches"));
        Assert.Equal(["False", "True"], Run("$args[0].Patches", step).Texts("Dependency"));
    }

    [Fact]
    public void One_patch_that_would_remove_a_package_is_an_error_and_the_others_are_installed()
    {
        var box = UseApt();
        box.Offer();

        var result = Run("Get-PendingPatch localhost pw-fix, pw-ousts, pw-sec | Install-PendingPatch");

        Assert.Equal("WouldRemovePackages", result.SingleError.Id());
        Assert.Contains("'pw-ousts'", result.SingleError.ToString());
        Assert.Contains("pw-victim", result.SingleError.ToString());
        Assert.Equal("pw-fix 1.1 (installed),pw-sec 2.0 (installed)", Assert.Single(result.Output).Text("Patches"));
        Assert.Equal("ii 1.0 ii 1.0", $"{box.StateOf("pw-ousts")} {box.StateOf("pw-victim")}");
    }

    [Fact]
    public void A_host_without_package_lists_is_an_error_and_old_ones_are_a_warning()
    {
        var box = UseApt();
        PutInFront("date", """[ "$1" = +%s ] && echo $(($(real +%s) + 9 * 86400))""");
        Assert.Contains("9 days ago", Assert.Single(Run("Get-PendingPatch localhost").MustSucceed().Warnings));
        Assert.Contains("9 days ago", Assert.Single(Run("Install-PendingPatch localhost -WhatIf").MustSucceed().Warnings));

        foreach (var file in Directory.EnumerateFiles(box.In("var/lib/apt/lists"))) File.Delete(file);
        var result = Run("Get-PendingPatch localhost");
        Assert.Empty(result.Output);
        Assert.Equal("PackageListsMissing ResourceUnavailable", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
        Assert.Equal("PackageListsMissing", Run("Install-PendingPatch localhost").SingleError.Id());
    }

    [Fact]
    public void A_patch_that_is_no_longer_pending_is_an_error_and_the_others_are_installed()
    {
        var box = UseApt();

        var result = Run("""
            @([PatchWindow.PendingPatch]@{ Host = 'localhost'; Name = 'pw-gone'; Version = '1' }
            [PatchWindow.PendingPatch]@{ Host = 'localhost'; Name = 'pw-fix'; Version = '0.9' }
            Get-PendingPatch localhost pw-sec) | Install-PendingPatch
            """);

        Assert.Equal(["PatchNotPending", "PatchVersionChanged"], result.Errors.Select(e => e.Id()).Order());
        Assert.Equal("pw-sec 2.0 (installed)", Assert.Single(result.Output).Text("Patches"));
        Assert.Equal("ii 1.0", box.StateOf("pw-fix"));
    }

    [Fact]
    public void A_wanted_reboot_is_said()
    {
        _ = UseApt();

        Assert.Equal(true, Run("Get-PendingPatch localhost pw-reboot | Install-PendingPatch").Single.Get("RebootRequired"));
    }

    [Fact]
    public async Task While_another_holds_the_lock_there_is_one_clear_error_and_nothing_is_touched()
    {
        var box = UseApt();
        box.MakeSlowWait();
        using var other = box.Start("apt-get", "-y", "install", "pw-slow=2.0");
        using (await box.WaitForSlowAsync())
        {
            var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch");

            Assert.Empty(result.Output);
            Assert.Equal("PackageManagerLocked ResourceBusy", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
            Assert.Contains($"(process {other.Id}, apt-get)", result.SingleError.ToString());
            Assert.Contains("Never delete the lock file", result.SingleError.ToString());
            Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
            Assert.Equal(2, Run("Get-PatchWindow").MustSucceed().Output.Count);
        }

        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Succeeded", Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch").Single.Text("State"));
    }

    [Fact]
    public void When_apt_dies_while_it_simulates_there_is_one_error_and_nothing_is_installed()
    {
        var box = UseApt();
        PutInFront("apt-get", """case " $* " in *' --print-uris -y '* | *' -s '*' -y '*) kill -9 $PPID ;; *) real "$@" ;; esac""");

        var result = Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch");

        Assert.Empty(result.Output);
        Assert.Equal("PackageManagerFailed InvalidOperation", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task Ctrl_C_during_a_transaction_lets_it_end_and_the_journal_says_how()
    {
        var box = UseApt();
        box.MakeSlowWait();
        Task stopping = Task.CompletedTask;

        var result = await Engine.RunWhile("Get-PendingPatch localhost pw-slow | Install-PendingPatch -Verbose", async shell =>
        {
            using var goOn = await box.WaitForSlowAsync();
            var asked = new TaskCompletionSource();
            shell.InvocationStateChanged += (_, e) =>
            {
                if (e.InvocationStateInfo.State == PSInvocationState.Stopping) asked.TrySetResult();
            };
            stopping = Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
            await asked.Task;
        });
        await stopping;

        Assert.Empty(result.Output);
        Assert.Equal("ii 2.0", box.StateOf("pw-slow"));

        // The journal of a step that did not come to its end would make the host busy.
        Assert.Equal("Succeeded", Run("Get-PendingPatch localhost pw-sec | Install-PendingPatch").Single.Text("State"));
    }
}
