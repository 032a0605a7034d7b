using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Examples;

public sealed class ExampleConfigurationTests(Engine engine) : SessionTest(engine)
{
    private static readonly string Examples = Path.Combine(StagedModule.Repository, "examples");

    public static TheoryData<string> Configurations =>
        [.. Directory.GetFiles(Examples, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Examples, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Configurations))]
    public void An_example_loads_without_a_finding_and_each_of_its_hosts_is_in_one_policy(string file)
    {
        Set("PATCHWINDOW_CONFIG", Path.Combine(Examples, file));

        var policies = Run("Get-PatchPolicy").MustSucceed();
        var hosts = Run("Get-PatchHost | Where-Object { $_.Policies.Length -ne 1 }").MustSucceed();

        Assert.NotEmpty(policies.Texts("Name"));
        Assert.Empty(policies.Warnings);
        Assert.Empty(hosts.Warnings);
        Assert.Empty(hosts.Texts("Name"));
    }

    [Fact]
    public void The_example_configuration_loads_without_a_finding_and_all_its_policies_have_windows()
    {
        Set("PATCHWINDOW_CONFIG", Path.Combine(StagedModule.Repository, "examples", "patchwindow.json"));

        var policies = Run("Get-PatchPolicy").MustSucceed();
        var windows = Run("Get-PatchWindow -First 1").MustSucceed();

        Assert.Empty(policies.Warnings);
        Assert.Equal("db-cluster,lab,prod-web,this-machine", string.Join(",", policies.Texts("Name").Order()));
        Assert.Equal(policies.Texts("Name").Order(), windows.Texts("Policy").Order());
        Assert.Equal("localhost", Run("Get-PatchHost").Single.Text("Name"));
    }
}
