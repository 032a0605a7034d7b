namespace PatchWindow.Tests.Patches;

public sealed class PatchSeverityTests
{
    [Fact]
    public void Severities_ascend_so_that_scripts_can_compare_them() =>
        Assert.Equal(["Unknown", "Low", "Moderate", "Important", "Critical"], Enum.GetValues<PatchSeverity>().Order().Select(s => s.ToString()));
}
