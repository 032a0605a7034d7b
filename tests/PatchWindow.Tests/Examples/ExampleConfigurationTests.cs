using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Examples;

public sealed class ExampleConfigurationTests(Engine engine) : SessionTest(engine)
{
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
