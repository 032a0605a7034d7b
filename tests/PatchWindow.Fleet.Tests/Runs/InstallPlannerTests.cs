using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class InstallPlannerTests : StepTest
{
    [Fact]
    public async Task What_comes_along_is_in_the_plan_with_why_it_would_not_have_come_by_itself()
    {
        Box.Offer();
        Approve("""  "include": [ "pw-drags" ] """);

        var plan = await PlanAsync();

        Assert.Equal("install pw-drags 2.0; with it as dependencies pw-drag 2.0 (NotApproved), pw-new 1.0 (new)", plan.Description);
    }

    [Theory]
    [InlineData("pw-new", "pw-new (Excluded: the policy excludes 'pw-new')")]
    [InlineData("pw-drag", "pw-drag (Excluded: the policy excludes 'pw-drag')")]
    public async Task What_the_policy_excludes_comes_along_with_nothing_and_stops_only_the_patch_that_needs_it(string excluded, string words)
    {
        Box.Offer();
        Approve($$""" "include": [ "pw-drags", "pw-sec", "pw-fix", "pw-plain" ], "exclude": [ "{{excluded}}" ] """);

        var plan = await PlanAsync();

        Assert.Equal(["pw-fix", "pw-plain", "pw-sec"], plan.Patches.Select(p => p.Name).Order());
        var refused = Assert.Single(plan.Refused);
        Assert.Equal(("WouldInstallExcluded", "day"), (refused.Code, refused.Policy));
        Assert.Equal($"'pw-drags' on 'web01' is not installed: that would bring in {words}.", refused.Message);
    }

    [Fact]
    public async Task What_is_denied_comes_along_with_nothing_either()
    {
        Box.Offer();
        Store.AddApproval(new Approval { Host = Host, Name = "pw-drag", Version = "2.0", Verdict = ApprovalVerdict.Denied, Created = Now, Reason = "breaks", By = "kari" });

        var plan = await PlanAsync("pw-drags", "pw-sec");

        Assert.Equal(["pw-sec"], plan.Patches.Select(p => p.Name));
        Assert.Contains("bring in pw-drag (Denied: denied by kari: breaks)", Assert.Single(plan.Refused).Message);
    }

    [Fact]
    public async Task What_is_deferred_comes_along_with_nothing()
    {
        Box.Offer();
        Store.AddDeferral(new Deferral { Host = Host, Name = "pw-drag", Version = "2.0", Created = Now, Until = Now.AddDays(9), Reason = "testing", By = "kari" });

        var plan = await PlanAsync("pw-drags", "pw-sec");

        Assert.Equal(["pw-sec"], plan.Patches.Select(p => p.Name));
        Assert.Contains("bring in pw-drag (Deferred: deferred by kari until", Assert.Single(plan.Refused).Message);
    }

    [Fact]
    public async Task What_is_deferred_comes_along_with_nothing_although_the_policy_does_not_approve_it_either()
    {
        Box.Offer();
        Approve("""  "include": [ "pw-drags", "pw-sec" ] """);
        Store.AddDeferral(new Deferral { Host = Host, Name = "pw-drag", Version = "2.0", Created = Now, Until = Now.AddDays(9), Reason = "testing", By = "kari" });

        var plan = await PlanAsync();

        Assert.Equal(["pw-sec"], plan.Patches.Select(p => p.Name));
        Assert.Contains("bring in pw-drag (Deferred: deferred by kari until", Assert.Single(plan.Refused).Message);
    }

    [Fact]
    public async Task On_a_host_in_no_policy_an_override_installs_neither_what_is_denied_nor_what_is_deferred()
    {
        Box.Offer();
        InNoPolicy();
        Store.AddApproval(new Approval { Host = Host, Name = "pw-sec", Version = "2.0", Verdict = ApprovalVerdict.Denied, Created = Now, Reason = "breaks", By = "kari" });
        Store.AddDeferral(new Deferral { Host = Host, Name = "pw-fix", Version = "1.1", Created = Now, Until = Now.AddDays(9), Reason = "testing", By = "kari" });

        var named = await OverrideAsync("pw-sec", "pw-fix", "pw-plain");

        Assert.Equal(["pw-plain"], named.Patches.Select(p => p.Name));
        Assert.Equal(["Denied", "Deferred"], named.Refused.Select(r => r.Code));
        Assert.Equal("'pw-sec' on 'web01' is not applied (Denied): denied by kari: breaks.", named.Refused[0].Message);
        Assert.DoesNotContain((await OverrideAsync()).Patches, p => p.Name is "pw-sec" or "pw-fix");
    }

    [Fact]
    public async Task A_patch_that_would_remove_a_package_is_named_with_it_and_all_others_are_installed()
    {
        Box.Offer();
        Approve("""  "exclude": [ "pw-fail", "pw-hurts" ] """);
        var others = (await PlanAsync()).Patches.Select(p => p.Name).Where(n => n != "pw-ousts").ToArray();
        Assert.True(others.Length > 10);

        var plan = await PlanAsync([.. others, "pw-ousts"]);

        Assert.Equal(others.Order(), plan.Patches.Select(p => p.Name).Order());
        var refused = Assert.Single(plan.Refused);
        Assert.Equal("WouldRemovePackages", refused.Code);
        Assert.Equal("'pw-ousts' on 'web01' is not installed: apt would remove pw-victim for that.", refused.Message);
    }

    [Fact]
    public async Task Several_culprits_are_each_named()
    {
        Box.Offer();
        Approve("""  "exclude": [ "pw-new" ] """);

        var plan = await PlanAsync("pw-drags", "pw-fix", "pw-needs", "pw-ousts", "pw-plain", "pw-sec");

        Assert.Equal(["pw-fix", "pw-plain", "pw-sec"], plan.Patches.Select(p => p.Name).Order());
        Assert.Equal(["'pw-drags'", "'pw-needs'", "'pw-ousts'"], plan.Refused.Select(r => r.Message.Split(' ')[0]).Order());
    }

    [Fact]
    public async Task A_fault_of_the_host_is_not_looked_for_in_each_patch()
    {
        const string broken = """case "$*" in *" install "*) echo "E: Unmet dependencies. Try 'apt --fix-broken install' with no packages"; exit 100 ;; esac; real "$@" """;
        _ = WithShim("apt-get", broken);

        var plan = await PlanAsync("pw-fix", "pw-plain", "pw-sec", "pw-multi");

        Assert.Empty(plan.Patches);
        var refused = Assert.Single(plan.Refused);
        Assert.Equal("DependenciesBroken", refused.Code);
        Assert.StartsWith("'pw-fix', 'pw-plain', 'pw-sec', 'pw-multi' on 'web01' are not installed: Installed packages of web01 lack", refused.Message);
        Assert.Equal(3, Manager.Simulations);
    }

    [Fact]
    public async Task What_apt_itself_refuses_is_laid_on_the_patch_that_it_is_about()
    {
        // Gone from the lists between the listing and the simulation.
        const string gone = """case "$*" in *" install "*pw-plain=*) echo "E: Version '1.1' for 'pw-plain' was not found"; exit 100 ;; esac; real "$@" """;
        _ = WithShim("apt-get", gone);

        var plan = await PlanAsync("pw-fix", "pw-plain", "pw-sec", "pw-multi");

        Assert.Equal(["pw-fix", "pw-multi", "pw-sec"], plan.Patches.Select(p => p.Name).Order());
        Assert.Equal(("PackageVersionGone", FindingKind.ObjectNotFound), (Assert.Single(plan.Refused).Code, plan.Refused[0].Kind));
        Assert.StartsWith("'pw-plain' on 'web01' is not installed: pw-plain 1.1 is not in the package lists", plan.Refused[0].Message);
    }

    [Fact]
    public async Task An_apt_that_cannot_be_understood_is_one_problem_and_not_one_of_each_patch()
    {
        _ = WithShim("apt-get", """case "$*" in *" install "*) printf 'The following packages will be upgraded:\n   oops\n'; exit 0 ;; esac; real "$@" """);

        var plan = await TryPlanAsync("pw-fix", "pw-plain", "pw-sec");

        Assert.Equal("OutputUnreadable", plan.Problem?.Code);
        Assert.Equal(1, Manager.Simulations);
    }
}
