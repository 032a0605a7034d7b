using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Suspend-PendingPatch, Get-PatchDeferral and Resume-PendingPatch, in a scratch store.</summary>
public sealed class DeferralTests : SessionTest
{
    private const string Limited = """
        {
          "hosts": [ { "name": "web01", "transport": "ssh" }, { "name": "web02", "transport": "ssh" } ],
          "policies": { "p": { "targets": "name = web01", "schedules": [ { "text": "Sat 22:00 for 4h" } ], "defer": { "maxDays": 10, "maxTimes": 2 } } },
        }
        """;

    // A patch in hand; the store does not ask apt.
    private const string Patch = "[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'openssl'; Version = '3.0' }";

    private const string Other = "[PatchWindow.PendingPatch]@{ Host = 'web02'; Name = 'curl'; Version = '8.1' }";

    public DeferralTests(Engine engine)
        : base(engine)
    {
        Configure(Limited);
        ClockShows("2026-12-09T13:00Z");
    }

    [Fact]
    public void A_deferral_is_kept_with_its_reason_and_ends_by_itself()
    {
        var made = Run($"{Patch} | Suspend-PendingPatch -For 7d -Reason 'vendor testing' -By kari").Single;

        Assert.Equal("PatchWindow.Deferral", made.BaseObject.GetType().FullName);
        Assert.Equal("web01 openssl 3.0 until 2026-12-16 13:00 +00:00: vendor testing", made.ToString());
        Assert.Equal("p Active kari 2026-12-09 13:00 +00:00", $"{made.Text("Policy")} {made.Text("State")} {made.Text("By")} {made.Text("Created")}");
        Assert.Equal(made.ToString(), Run("Get-PatchDeferral").Single.ToString());

        ClockShows("2026-12-16T12:59:59Z");
        Assert.Equal("Active", Run("Get-PatchDeferral").Single.Text("State"));
        ClockShows("2026-12-16T13:00:00Z");
        Assert.Empty(Run("Get-PatchDeferral").MustSucceed().Output);
        Assert.Equal("Expired", Run("Get-PatchDeferral -All").Single.Text("State"));
        Assert.Equal("DeferralNotFound", Run("Resume-PendingPatch web01 openssl").SingleError.Id());
    }

    [Theory]
    [InlineData("-For 7d", "2026-12-16 13:00 +00:00")]
    [InlineData("-For 36h", "2026-12-11 01:00 +00:00")]
    [InlineData("-For 90m", "2026-12-09 14:30 +00:00")]
    [InlineData("-For P1DT1H", "2026-12-10 14:00 +00:00")]
    [InlineData("-For ([TimeSpan]::FromDays(2))", "2026-12-11 13:00 +00:00")]
    [InlineData("-Until 2026-12-15T06:00+01:00", "2026-12-15 06:00 +01:00")]
    public void It_lasts_for_a_time_or_until_a_moment(string arguments, string until) =>
        Assert.Equal(Moment(until), Run($"{Patch} | Suspend-PendingPatch {arguments} -Reason r").Single.Get("Until"));

    [Fact]
    public void Defer_PendingPatch_is_another_name_for_it()
    {
        Assert.Single(Run($"Defer-PendingPatch -Patch ({Patch}) -For 1d -Reason r").MustSucceed().Output);
        Assert.Equal("web01", Run("Get-PatchDeferral").Single.Text("Host"));
    }

    [Fact]
    public void Without_a_name_it_is_by_the_account_that_runs_it_and_behind_sudo_by_the_person()
    {
        Set("SUDO_USER", null);
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", Run($"{Patch} | Suspend-PendingPatch -For 1d -Reason r").Single.Text("By"));

        Set("SUDO_USER", "alice");
        var to = Environment.UserName == "root" ? "" : " to " + Environment.UserName;
        Assert.Equal($"alice (sudo{to}) @{Environment.MachineName}", Run($"{Patch} | Suspend-PendingPatch -For 1d -Reason r").Single.Text("By"));
    }

    [Theory]
    [InlineData("\"p\": {", "\"q\": { \"targets\": \"*\", \"schedules\": [ { \"text\": \"Sun 22:00 for 4h\" } ] }, \"p\": {", "PolicyConflict")]
    [InlineData("maxDays", "maxDay", "PolicyInvalid")]
    public void Where_it_is_not_certain_which_limit_holds_nothing_is_deferred(string what, string instead, string id)
    {
        Configure(Limited.Replace(what, instead));

        var result = Run($"{Patch} | Suspend-PendingPatch -For 300d -Reason r");

        Assert.Empty(result.Output);
        Assert.Equal("openssl", Assert.Single(result.Errors, e => e.Id() == id).Finding().Text("Path").Split(' ')[1]);
    }

    [Theory]
    [InlineData("-For 11d -Reason r", "DeferralTooLong", "LimitsExceeded", "10 days or less")]
    [InlineData("-Until 2027-01-31 -Reason r", "DeferralTooLong", "LimitsExceeded", "10 days or less")]
    [InlineData("-Until 2026-12-09T12:59Z -Reason r", "DeferralInThePast", "InvalidArgument", "in the future")]
    [InlineData("-For 0m -Reason r", "DeferralInThePast", "InvalidArgument", "in the future")]
    public void What_the_policy_forbids_is_refused_with_what_would_do(string arguments, string id, string category, string hint)
    {
        var result = Run($"{Patch} | Suspend-PendingPatch {arguments}");

        Assert.Empty(result.Output);
        Assert.Equal($"{id},PatchWindow.Cmdlets.SuspendPendingPatchCmdlet {category}", $"{result.SingleError.FullyQualifiedErrorId} {result.SingleError.CategoryInfo.Category}");
        Assert.Contains(hint, result.SingleError.ToString());
        Assert.Contains("openssl", result.SingleError.Finding().Text("Path"));
        Assert.Empty(Run("Get-PatchDeferral -All").Output);
    }

    [Fact]
    public void One_refusal_hides_no_other_and_a_host_that_is_not_there_is_one()
    {
        var result = Run($$"""
            [PatchWindow.PendingPatch]@{ Host = 'gone'; Name = 'x'; Version = '1' }, ({{Patch}}), ({{Other}}) | Suspend-PendingPatch -For 8d -Reason r
            """);

        Assert.Equal(["web01", "web02"], result.Texts("Host"));
        Assert.Equal("HostNotFound ObjectNotFound", $"{result.SingleError.Id()} {result.SingleError.CategoryInfo.Category}");
    }

    [Fact]
    public void Deferring_again_replaces_the_one_in_force_and_only_so_often_as_the_policy_allows()
    {
        _ = Run($"{Patch} | Suspend-PendingPatch -For 1d -Reason first").MustSucceed();
        _ = Run($"{Patch} | Suspend-PendingPatch -For 2d -Reason second").MustSucceed();
        var third = Run($"{Patch} | Suspend-PendingPatch -For 3d -Reason third");

        Assert.Equal("DeferralTooOften LimitsExceeded", $"{third.SingleError.Id()} {third.SingleError.CategoryInfo.Category}");
        Assert.Equal("second", Run("Get-PatchDeferral").Single.Text("Reason"));
        Assert.Equal(["Superseded", "Active"], Run("Get-PatchDeferral -All").Texts("State"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Reason r")]
    [InlineData("-For 1d -Until 2026-12-15 -Reason r")]
    [InlineData("-For 1d -Reason ''")]
    [InlineData("-For soon -Reason r")]
    public void Without_a_time_and_a_reason_nothing_is_deferred(string arguments)
    {
        // What is mandatory would be asked for at a prompt; here nobody answers.
        var result = Run($"{Patch} | Suspend-PendingPatch {arguments}");

        Assert.True(result.Stopped is not null || result.Errors.Count > 0);
        Assert.Empty(result.Output);
        Assert.Empty(Run("Get-PatchDeferral -All").Output);
    }

    [Fact]
    public void A_deferral_is_ended_by_name_or_through_the_pipeline_and_stays_in_the_record()
    {
        _ = Run($"({Patch}), ({Other}) | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();
        ClockShows("2026-12-10T13:00Z");

        var byName = Run("Resume-PendingPatch web01 openssl -By ola").Single;
        var piped = Run("Get-PatchDeferral web02 | Resume-PendingPatch").Single;

        Assert.Equal("web01 Resumed 2026-12-10 13:00 +00:00", $"{byName.Text("Host")} {byName.Text("State")} {byName.Text("Resumed")}");
        Assert.Equal("web02 Resumed", $"{piped.Text("Host")} {piped.Text("State")}");
        Assert.Empty(Run("Get-PatchDeferral").Output);
        Assert.Equal(2, Run("Get-PatchDeferral -All").Output.Count);
    }

    [Fact]
    public void A_pending_patch_piped_in_ends_its_own_deferral_and_no_other_version()
    {
        _ = Run($"{Patch} | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();

        var other = Run("[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'openssl'; Version = '3.1' } | Resume-PendingPatch");
        Assert.Equal("DeferralNotFound ObjectNotFound", $"{other.SingleError.Id()} {other.SingleError.CategoryInfo.Category}");
        Assert.Contains("Get-PatchDeferral", other.SingleError.ToString());
        Assert.Single(Run($"{Patch} | Resume-PendingPatch").MustSucceed().Output);
    }

    [Fact]
    public void A_patch_piped_in_finds_its_own_deferral_so_that_piped_on_no_other_is_ended()
    {
        const string neighbour = "[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'curl'; Version = '8.1' }";
        _ = Run($"({Patch}), ({Other}), ({neighbour}) | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();

        Assert.Equal("web01 openssl", Run($"{Patch} | Get-PatchDeferral | ForEach-Object {{ $_.Host + ' ' + $_.Name }}").Single.ToString());
        Assert.Empty(Run("[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'openssl'; Version = '3.1' } | Get-PatchDeferral").MustSucceed().Output);

        Assert.Equal(["openssl"], Run($"{Patch} | Get-PatchDeferral | Resume-PendingPatch").MustSucceed().Texts("Name"));
        Assert.Equal(["web01 curl", "web02 curl"], Run("Get-PatchDeferral").Output.Select(d => $"{d.Text("Host")} {d.Text("Name")}").Order());
    }

    [Theory]
    [InlineData("'web01', 'web*', 'web01' | Get-PatchDeferral")]
    [InlineData("$p, $p | Get-PatchDeferral -All")]
    [InlineData("Get-PatchDeferral -Patch $p, $p -All")]
    [InlineData("Get-PatchDeferral | Get-PatchDeferral")]
    [InlineData("Get-PatchDeferral -Patch (Get-PatchDeferral)")]
    public void A_deferral_is_written_once_however_often_it_is_asked_for(string script)
    {
        _ = Run($"{Patch} | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();

        Assert.Equal("openssl", Run($"$p = {Patch}; {script}").Single.Text("Name"));
    }

    [Fact]
    public void A_deferral_that_was_ended_says_by_whom_and_when()
    {
        _ = Run($"({Patch}), ({Other}) | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();
        ClockShows("2026-12-10T13:00Z");
        _ = Run("Resume-PendingPatch web01 openssl -By ola").MustSucceed();

        Assert.Equal("ola 2026-12-10 13:00 +00:00", string.Join(",", Run("Get-PatchDeferral web01 -All").Output.Select(d => $"{d.Text("ResumedBy")} {d.Text("Resumed")}")));
        Assert.Equal("", Run("Get-PatchDeferral web02 -All").Single.Text("ResumedBy"));
    }

    [Theory]
    [InlineData("Get-PatchDeferral", "curl,openssl")]
    [InlineData("Get-PatchDeferral web01", "openssl")]
    [InlineData("Get-PatchDeferral WEB*", "curl,openssl")]
    [InlineData("Get-PatchDeferral -Name o*", "openssl")]
    [InlineData("Get-PatchDeferral web02 open*", "")]
    [InlineData("Get-PatchHost web02 | Get-PatchDeferral", "curl")]
    [InlineData("[pscustomobject]@{ Host = 'web01' } | Get-PatchDeferral", "openssl")]
    [InlineData("'web02' | Get-PatchDeferral", "curl")]
    public void Deferrals_are_chosen_by_host_and_name(string script, string names)
    {
        _ = Run($"({Patch}), ({Other}) | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();

        Assert.Equal(names, string.Join(",", Run(script).MustSucceed().Texts("Name").Order()));
    }

    [Fact]
    public void WhatIf_says_what_would_be_and_changes_nothing()
    {
        var suspend = Run($"{Patch} | Suspend-PendingPatch -For 7d -Reason r -WhatIf").MustSucceed();
        Assert.Empty(suspend.Output);
        Assert.Contains("defer until 2026-12-16 13:00 +00:00", suspend.Shown);
        Assert.Contains("web01 openssl", suspend.Shown);
        Assert.Empty(Run("Get-PatchDeferral -All").Output);

        _ = Run($"{Patch} | Suspend-PendingPatch -For 7d -Reason r").MustSucceed();
        var resume = Run("Get-PatchDeferral | Resume-PendingPatch -WhatIf").MustSucceed();
        Assert.Empty(resume.Output);
        Assert.Contains("end the deferral", resume.Shown);
        Assert.Equal("Active", Run("Get-PatchDeferral").Single.Text("State"));
    }

    [Theory]
    [InlineData("Yes", 1)]
    [InlineData("No", 0)]
    public void Confirm_asks_first(string answer, int deferrals)
    {
        Engine.Screen.Answer = answer;

        var result = Run($"{Patch} | Suspend-PendingPatch -For 7d -Reason r -Confirm").MustSucceed();

        Assert.Single(result.Questions);
        Assert.Equal(deferrals, Run("Get-PatchDeferral").Output.Count);
    }

    [Theory]
    [InlineData("-For 99999d", "DeferralTooLong", "10 days or less")]
    [InlineData("-For ([TimeSpan]::MaxValue)", "DeferralTooLong", "10 days or less")]
    [InlineData("-Until 9999-12-31", "DeferralTooLong", "10 days or less")]
    [InlineData("-Until 0001-01-01Z", "DeferralInThePast", "in the future")]
    [InlineData("-For ([TimeSpan]::FromDays(-1))", "DeferralInThePast", "in the future")]
    [InlineData("-For ([TimeSpan]::MinValue)", "DeferralInThePast", "in the future")]
    [InlineData("-For 0", "ParameterArgumentTransformationError", "number without a unit")]
    [InlineData("-For -1d", "ParameterArgumentTransformationError", "is not a duration")]
    [InlineData("-For 999999d", "ParameterArgumentTransformationError", "is too long")]
    public void A_time_that_makes_no_sense_is_one_clear_error(string arguments, string id, string hint)
    {
        var result = Run($"{Patch} | Suspend-PendingPatch {arguments} -Reason r");

        Assert.Empty(result.Output);
        var error = result.Stopped ?? result.SingleError;
        Assert.Equal(id, error.Id());
        Assert.Contains(hint, error.ToString());
        Assert.Empty(Run("Get-PatchDeferral -All").Output);
    }

    [Theory]
    [InlineData("Resume-PendingPatch web01 open*", "Get-PatchDeferral web01 open* | Resume-PendingPatch")]
    [InlineData("Resume-PendingPatch web* openssl", "Get-PatchDeferral web* openssl | Resume-PendingPatch")]
    [InlineData("[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'open*'; Version = '3.0' } | Suspend-PendingPatch -For 1d -Reason r", "Get-PendingPatch")]
    [InlineData("[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'openssl' } | Suspend-PendingPatch -For 1d -Reason r", "Get-PendingPatch")]
    public void Where_one_patch_is_meant_a_wildcard_is_refused_with_what_to_type(string script, string hint)
    {
        _ = Run($"{Patch} | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();

        var error = Run(script).SingleError;

        Assert.Equal("PatchNameInvalid InvalidArgument", $"{error.Id()} {error.CategoryInfo.Category}");
        Assert.Contains(hint, error.ToString());
        Assert.Single(Run("Get-PatchDeferral").Output);
    }

    [Theory]
    [InlineData(Patch + " | Suspend-PendingPatch -For 7d -Reason r")]
    [InlineData(Patch + " | Suspend-PendingPatch -For 7d -Reason r -WhatIf")]
    [InlineData("Resume-PendingPatch web01 openssl")]
    [InlineData("Resume-PendingPatch web01 openssl -WhatIf")]
    public void Where_the_store_may_only_be_read_it_is_read_and_to_change_it_is_refused(string script)
    {
        _ = Run($"{Patch} | Suspend-PendingPatch -For 2d -Reason r").MustSucceed();
        Set("PATCHWINDOW__store__connectionString", $"Data Source={StoreFile};Mode=ReadOnly");

        var error = Run(script).Stopped!;

        Assert.Equal("StoreUnavailable PermissionDenied", $"{error.Id()} {error.CategoryInfo.Category}");
        Assert.Contains(StoreFile, error.ToString());
        Assert.Equal("r", Run("Get-PatchDeferral").Single.Text("Reason"));
    }

    [Fact]
    public void WhatIf_tells_of_a_refusal_too() =>
        Assert.Equal("DeferralTooLong", Run($"{Patch} | Suspend-PendingPatch -For 11d -Reason r -WhatIf").SingleError.Id());
}
