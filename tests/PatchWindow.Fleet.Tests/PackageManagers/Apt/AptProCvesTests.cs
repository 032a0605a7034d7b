using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptProCvesTests
{
    private readonly List<Finding> notices = [];
    private string? securityFix;
    private string age = "60";
    private string name = "openssl";

    [Fact]
    public void A_patch_has_what_it_mends_and_nothing_that_is_mended_already_or_only_later()
    {
        var patch = Read(
            0,
            "openssl\t3.0.2-0ubuntu1.9\tCVE-2026-0001\tcritical\t9.8\tUSN-1-1",
            "openssl\t3.0.2-0ubuntu1.10\tCVE-2026-0002\tmedium\t\tUSN-2-1 USN-3-1",
            "openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0003\thigh\t7\tUSN-4-1",
            "openssl\t3.0.2-0ubuntu1.13\tCVE-2026-0004\tcritical\t10\tUSN-5-1",
            "other\t3.0.2-0ubuntu1.12\tCVE-2026-0005\tcritical\t10\tUSN-6-1");

        Assert.Equal(["CVE-2026-0002", "CVE-2026-0003"], patch.Cves);
        Assert.Equal(["USN-4-1"], patch.Advisories);
        Assert.Equal((PatchSeverity.Important, 7.0, PatchClassification.Security), (patch.Severity, patch.Cvss!.Value, patch.Classification));
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("critical", PatchSeverity.Critical)]
    [InlineData("high", PatchSeverity.Important)]
    [InlineData("medium", PatchSeverity.Moderate)]
    [InlineData("low", PatchSeverity.Low)]
    [InlineData("negligible", PatchSeverity.Low)]
    [InlineData("untriaged", PatchSeverity.Unknown)]
    [InlineData("", PatchSeverity.Unknown)]
    public void A_priority_of_Ubuntu_is_a_severity(string priority, PatchSeverity expected) =>
        Assert.Equal(expected, Read(0, $"openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0001\t{priority}\t\t").Severity);

    [Theory]
    // What the data has not heard of yet may be worse than all it has.
    [InlineData("1.12", "1.10", "low", PatchSeverity.Unknown)]
    [InlineData("1.12", "1.10", "medium", PatchSeverity.Unknown)]
    [InlineData("1.12", "1.10", "high", PatchSeverity.Important)]
    [InlineData("1.12", "1.10", "critical", PatchSeverity.Critical)]
    [InlineData("1.12", "1.12", "low", PatchSeverity.Low)]
    [InlineData("1.11", "1.11", "low", PatchSeverity.Low)]
    [InlineData("1.11", "1.10", "low", PatchSeverity.Unknown)]
    [InlineData("1.11", "1.12", "low", PatchSeverity.Unknown)]
    [InlineData(null, "1.10", "low", PatchSeverity.Low)]
    public void Data_that_does_not_know_the_newest_security_fix_says_which_CVEs_are_mended_and_not_how_bad_all_of_it_is(
        string? fix, string known, string priority, PatchSeverity expected)
    {
        securityFix = fix is null ? null : "3.0.2-0ubuntu" + fix;

        var patch = Read(0, $"openssl\t3.0.2-0ubuntu{known}\tCVE-2026-0001\t{priority}\t5.0\tUSN-1-1");

        Assert.Equal(expected, patch.Severity);
        Assert.Equal((5.0, PatchClassification.Security), (patch.Cvss!.Value, patch.Classification));
        Assert.Equal(["CVE-2026-0001"], patch.Cves);
        Assert.Equal(["USN-1-1"], patch.Advisories);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("openssl\t3.0.2-0ubuntu1.12\tCVE-1\tlow\t1.0\t")]
    [InlineData("openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0001\tlow\t11\t")]
    [InlineData("openssl\t-o=x\tCVE-2026-0001\tlow\t1.0\t")]
    [InlineData("openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0001\tlow\t1.0\tanything")]
    public void What_cannot_be_read_is_a_warning_that_quotes_the_line_and_loses_no_patch(string line)
    {
        var patch = Read(0, "openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0009\tlow\t\t", line);

        Assert.Equal(("openssl", PatchClassification.Bugfix), (patch.Name, patch.Classification));
        Assert.Empty(patch.Cves);
        var notice = Assert.Single(notices);
        Assert.Equal(("ProCvesUnreadable", FindingSeverity.Warning, "web01"), (notice.Code, notice.Severity, notice.HostName));
        Assert.Contains(line.Split('\t')[0], notice.Message);
        Assert.Contains("pro cves", notice.Suggestion);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(124)]
    [InlineData(127)]
    public void A_reading_that_fails_or_takes_too_long_is_a_warning_and_loses_no_patch(int code)
    {
        Assert.Equal("openssl", Read(code).Name);

        Assert.Equal("ProCvesUnreadable", Assert.Single(notices).Code);
    }

    [Fact]
    public void A_kernel_has_none_as_what_is_pending_is_the_metapackage_and_the_data_names_what_that_needs()
    {
        name = "linux-image-generic";

        var patch = Read(0, "linux-image-6.8.0-50-generic\t3.0.2-0ubuntu1.12\tCVE-2026-0001\tcritical\t9.8\tUSN-1-1");

        Assert.Equal((PatchSeverity.Unknown, null, PatchClassification.Bugfix), (patch.Severity, patch.Cvss, patch.Classification));
        Assert.Empty(patch.Cves);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData(7 * 86400, null)]
    [InlineData(8 * 86400, "'pro cves' last ran on web01 8 days ago: which CVEs newer patches mend is not known, nor how bad those are.")]
    [InlineData(-8 * 86400, null)]
    public void Data_that_nobody_refreshes_is_listed_with_a_warning(int seconds, string? warning)
    {
        age = $"{seconds}";

        Assert.Equal(["CVE-2026-0001"], Read(0, "openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0001\thigh\t\t").Cves);

        Assert.Equal(warning, notices.SingleOrDefault()?.Message);
        Assert.All(notices, n => Assert.Equal(("ProCvesOld", FindingSeverity.Warning, "web01"), (n.Code, n.Severity, n.HostName)));
    }

    [Fact]
    public void Data_without_its_age_is_not_read()
    {
        age = "soon";

        Assert.Empty(Read(0, "openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0001\thigh\t\t").Cves);

        Assert.Equal("ProCvesUnreadable", Assert.Single(notices).Code);
    }

    private PendingPatch Read(int code, params string[] lines)
    {
        var frames = new Dictionary<string, OutputFrame>
        {
            ["pro-cves"] = new OutputFrame("pro-cves", code, [.. lines.Prepend(age).Select((line, i) => new OutputLine(i + 1, line))]),
        };
        var patch = new PendingPatch
        {
            Host = "web01", Name = name, InstalledVersion = "3.0.2-0ubuntu1.9", Version = "3.0.2-0ubuntu1.12", Classification = PatchClassification.Bugfix,
        };
        return Assert.Single(AptProCves.Add("web01", frames, new HostOutput(0, "", ""), [new AptPatch(patch, securityFix)], notices));
    }
}
