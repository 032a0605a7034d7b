using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptProCvesTests
{
    private readonly List<Finding> notices = [];
    private readonly Dictionary<string, OutputFrame> frames = [];
    private PatchClassification offered = PatchClassification.Bugfix;

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
    [InlineData("low", "3.0.2-0ubuntu1.10", PatchSeverity.Unknown)]
    [InlineData("medium", "3.0.2-0ubuntu1.10", PatchSeverity.Unknown)]
    [InlineData("high", "3.0.2-0ubuntu1.10", PatchSeverity.Important)]
    [InlineData("low", "3.0.2-0ubuntu1.12", PatchSeverity.Low)]
    public void A_security_fix_that_is_younger_than_the_data_is_not_held_for_harmless(string priority, string mendedIn, PatchSeverity expected)
    {
        offered = PatchClassification.Security;

        var patch = Read(0, $"openssl\t{mendedIn}\tCVE-2026-0001\t{priority}\t\t");

        Assert.Equal((expected, "CVE-2026-0001"), (patch.Severity, Assert.Single(patch.Cves)));
    }

    [Theory]
    [InlineData("604800", null)]
    [InlineData("2592000", "30 days ago")]
    public void Data_that_is_older_than_package_lists_may_be_is_a_warning(string age, string? said)
    {
        frames["pro-cves-age"] = new OutputFrame("pro-cves-age", 0, [new OutputLine(1, age)]);

        _ = Read(0, "openssl\t3.0.2-0ubuntu1.12\tCVE-2026-0001\tlow\t\t");

        Assert.Equal(said is null ? 0 : 1, notices.Count);
        if (said is not null) Assert.Equal(("ProCvesOld", true), (notices[0].Code, notices[0].Message.Contains(said, StringComparison.Ordinal)));
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

    private PendingPatch Read(int code, params string[] lines)
    {
        frames["pro-cves"] = new OutputFrame("pro-cves", code, [.. lines.Select((line, i) => new OutputLine(i + 1, line))]);
        PendingPatch[] patches =
        [
            new()
            {
                Host = "web01", Name = "openssl", InstalledVersion = "3.0.2-0ubuntu1.9", Version = "3.0.2-0ubuntu1.12", Classification = offered,
            },
        ];
        return Assert.Single(AptProCves.Add("web01", frames, new HostOutput(0, "", ""), patches, notices));
    }
}
