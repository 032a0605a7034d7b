using PatchWindow.Core.Advisories;

namespace PatchWindow.Core.Tests.Advisories;

public sealed class AdvisoryKnowledgeTests
{
    private static readonly PendingPatch Patch = new() { Name = "liblzma5", Severity = PatchSeverity.Important, Cvss = 7, Cves = ["CVE-2026-1"], Advisories = ["DSA-1-1"] };

    [Theory]
    [InlineData("CVE-2026-1", "CVE-2026-1", "DSA-1-1")]
    [InlineData("dsa-1-1", "CVE-2026-1", "DSA-1-1")]
    [InlineData("CVE-2026-2", "CVE-2026-1 CVE-2026-2", "DSA-1-1")]
    [InlineData("DSA-2-1", "CVE-2026-1", "DSA-1-1 DSA-2-1")]
    public void A_patch_of_the_packages_takes_on_the_id_unless_it_carries_it(string id, string cves, string advisories)
    {
        var patch = Complete(Patch, new() { Id = id, Packages = ["liblzma*"], Exploited = true });
        Assert.Equal((true, cves, advisories), (patch.Exploited, string.Join(" ", patch.Cves), string.Join(" ", patch.Advisories)));
    }

    [Theory]
    [InlineData("CVE-2026-9", "xz-utils")]
    [InlineData("CVE-2026-9", "")]
    public void A_patch_that_neither_carries_the_id_nor_is_of_the_packages_stays_as_it_is(string id, string package) =>
        Assert.Same(Patch, Complete(Patch, new() { Id = id, Packages = package.Length > 0 ? [package] : [], Exploited = true }));

    [Fact]
    public void What_is_known_makes_a_patch_graver_and_never_lighter()
    {
        var light = Complete(Patch, new() { Id = "CVE-2026-1", Severity = PatchSeverity.Low, Cvss = 3 });
        Assert.Equal((PatchSeverity.Important, 7, false), (light.Severity, light.Cvss, light.Exploited));
        var grave = Complete(Patch with { Cvss = null }, new() { Id = "CVE-2026-1", Severity = PatchSeverity.Critical, Cvss = 9.8 });
        Assert.Equal((PatchSeverity.Critical, 9.8), (grave.Severity, grave.Cvss));
    }

    private static PendingPatch Complete(PendingPatch patch, KnownAdvisory advisory) => new AdvisoryKnowledge([advisory]).Complete(patch);
}
