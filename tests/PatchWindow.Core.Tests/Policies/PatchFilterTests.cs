using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Policies;

public sealed class PatchFilterTests
{
    private static readonly PendingPatch[] Patches =
    [
        new()
        {
            Name = "xz-utils", Severity = PatchSeverity.Critical, Classification = PatchClassification.Security, Cvss = 9.8, Exploited = true,
            Cves = ["CVE-2026-1234", "CVE-2026-1235"], Advisories = ["DSA-5678-1"], Source = "Debian-Security:12/oldstable-security", PatchesBehind = 5,
        },
        new() { Name = "openssl", Severity = PatchSeverity.Important, Classification = PatchClassification.Security, Cvss = 7.5, PatchesBehind = 1 },
        new() { Name = "jq", Severity = PatchSeverity.Low, Classification = PatchClassification.Bugfix },
        new() { Name = "vim", Classification = PatchClassification.Enhancement },
    ];

    [Theory]
    [InlineData("*", "xz-utils openssl jq vim")]
    [InlineData("exploited", "xz-utils")]
    [InlineData("exploited = false", "openssl jq vim")]
    [InlineData("severity = critical", "xz-utils")]
    [InlineData("severity >= Important", "xz-utils openssl")]
    [InlineData("severity>Important", "xz-utils")]
    [InlineData("severity < Important", "jq vim")]
    [InlineData("severity <= Low and severity != Unknown", "jq")]
    [InlineData("severity in (Low, Unknown)", "jq vim")]
    [InlineData("cvss >= 7.5", "xz-utils openssl")]
    [InlineData("cvss < 9", "openssl")]
    [InlineData("not cvss >= 7.5", "jq vim")]
    [InlineData("cve = cve-2026-1235", "xz-utils")]
    [InlineData("cve != CVE-2026-1235", "openssl jq vim")]
    [InlineData("cve", "xz-utils")]
    [InlineData("cve like CVE-2026-*", "xz-utils")]
    [InlineData("advisory in (DSA-5678-1, DSA-1-1)", "xz-utils")]
    [InlineData("classification = Bugfix", "jq")]
    [InlineData("classification in (Bugfix, Enhancement)", "jq vim")]
    [InlineData("name like v* or name = jq", "jq vim")]
    [InlineData("source like Debian-Security*", "xz-utils")]
    [InlineData("behind > 4", "xz-utils")]
    [InlineData("(exploited or severity = Important) and not name like xz*", "openssl")]
    public void A_filter_chooses_the_patches_of_which_it_is_true(string text, string names) =>
        Assert.Equal(names, string.Join(" ", Patches.Where(PatchFilter.Parse(text).Value.Matches).Select(p => p.Name)));

    [Theory]
    [InlineData("severty = Critical", "'severty' is nothing that a patch has; it has exploited,", "^")]
    [InlineData("severity = Crit", "'Crit' is none of Unknown, Low, Moderate, Important, Critical", "           ^")]
    [InlineData("severity = Critcal", "Did you mean 'Critical'?", "           ^")]
    [InlineData("severity", "'severity' does not stand alone; write, for instance, 'severity >= Important'", "^")]
    [InlineData("cvss", "'cvss' does not stand alone; write, for instance, 'cvss >= 9'", "^")]
    [InlineData("cvss >= high", "'high' should be a number, such as 9 or 7.5", "        ^")]
    [InlineData("exploited = yes", "'yes' should be true or false; 'exploited' can stand alone", "            ^")]
    [InlineData("classification > Bugfix", "'>' compares numbers, and 'classification' is none; write 'classification = Bugfix'", "               ^")]
    [InlineData("name < a", "'<' compares numbers, and 'name' is none", "     ^")]
    [InlineData("severity like I*", "'severity' has no letters to compare with a pattern", "^")]
    [InlineData("cve = CVE-2026-*", "write 'cve like CVE-2026-*'", "      ^")]
    [InlineData("severity >= and exploited", "'and' is a word of the filter where a value should stand", "            ^")]
    [InlineData("severity in (Low, Hihg)", "'Hihg' is none of", "                  ^")]
    [InlineData("", "exploited, severity, cvss, cve, advisory, 'not' or '(' is missing", "^")]
    public void A_filter_that_cannot_be_read_says_what_is_wrong_and_where(string text, string message, string caret)
    {
        var problem = PatchFilter.Parse(text).Problem!;
        Assert.Equal("PatchFilterInvalid", problem.Code);
        Assert.Contains(message, problem.Message);
        Assert.EndsWith("\n  " + caret, problem.Message);
    }
}
