using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

/// <summary>
/// Every row of RIG.md's table about apt, with apt's own words made in the sandbox where they can be.
/// </summary>
public sealed class AptErrorsTests : AptSandboxTest
{
    [Fact]
    public void A_dpkg_lock_held()
    {
        using var held = Hold("var/lib/dpkg/lock-frontend");

        var finding = Explain("apt-get", "-y", "-o", "DPkg::Lock::Timeout=1", "install", "pw-sec=2.0");

        Assert.Equal(("PackageManagerLocked", FindingKind.ResourceBusy), (finding.Code, finding.Kind));
        Assert.Contains($"(process {Environment.ProcessId}, ", finding.Message);
        Assert.Contains($"ps -fp {Environment.ProcessId}", finding.Suggestion);
    }

    [Fact]
    public void A_lists_lock_held()
    {
        using var held = Hold("var/lib/apt/lists/lock");

        Assert.Equal(("PackageListsLocked", FindingKind.ResourceBusy), CodeAndKind(Explain("apt-get", "update")));
    }

    [Fact]
    public void A_conffile_prompt()
    {
        var finding = Explain("apt-get", "-y", "install", "pw-conf=2.0");

        Assert.Equal(("ConffilePrompt", FindingKind.InvalidOperation), CodeAndKind(finding));
        Assert.Contains("(pw-conf)", finding.Message);
    }

    [Fact]
    public void A_postinst_that_fails()
    {
        var finding = Explain("apt-get", "-y", "install", "pw-fail=2.0");

        Assert.Equal(("PackageScriptFailed", FindingKind.InvalidOperation), CodeAndKind(finding));
        Assert.Contains("post-installation script of pw-fail failed with exit status 3", finding.Message);
    }

    [Fact]
    public void A_held_package() => Assert.Equal("PackageHeld", Explain("apt-get", "-y", "install", "pw-held=2.0").Code);

    [Theory]
    [InlineData("E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem. ",
        "PackageManagerInterrupted", FindingKind.InvalidOperation, "dpkg --force-confdef --force-confold --configure -a")]
    [InlineData("E: Failed to fetch http://deb.debian.org/debian/pool/main/a/apt_2.0_amd64.deb  404  Not Found [IP: 151.101.2.132 80]\n"
        + "E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?",
        "PackageListsStale", FindingKind.ResourceUnavailable, "apt-get update")]
    [InlineData("E: Failed to fetch http://deb.debian.org/x.deb  Could not connect to deb.debian.org:80 (151.101.2.132), connection timed out",
        "PackageDownloadFailed", FindingKind.ResourceUnavailable, "mirror")]
    [InlineData("E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\n"
        + "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?",
        "NoPrivilege", FindingKind.PermissionDenied, "sudo")]
    [InlineData("E: You don't have enough free space in /var/cache/apt/archives/.",
        "DiskFull", FindingKind.LimitsExceeded, "df -h")]
    [InlineData("dpkg: error processing archive /var/cache/apt/archives/pw-sec_2.0_all.deb (--unpack):\n"
        + " cannot copy extracted data for './usr/x' to '/usr/x.dpkg-new': failed to write (No space left on device)\n"
        + "E: Sub-process /usr/bin/dpkg returned an error code (1)",
        "DiskFull", FindingKind.LimitsExceeded, "df -h")]
    // Debian 10, apt 1.8: no holder.
    [InlineData("E: Could not get lock /var/lib/dpkg/lock-frontend - open (11: Resource temporarily unavailable)\n"
        + "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?",
        "PackageManagerLocked", FindingKind.ResourceBusy, "Never delete the lock")]
    [InlineData("dpkg: error processing archive /var/cache/apt/archives/pw-b_2.0_all.deb (--unpack):\n"
        + " trying to overwrite '/usr/x', which is also in package pw-a 1.0\nErrors were encountered while processing:\n"
        + " /var/cache/apt/archives/pw-b_2.0_all.deb\nE: Sub-process /usr/bin/dpkg returned an error code (1)",
        "PackageFileConflict", FindingKind.InvalidOperation, "apt-cache policy")]
    [InlineData("E: Sub-process /usr/bin/dpkg returned an error code (2)",
        "PackageInstallFailed", FindingKind.InvalidOperation, "term.log")]
    [InlineData("E: There were unauthenticated packages and -y was used without --allow-unauthenticated",
        "PackageUnauthenticated", FindingKind.PermissionDenied, "apt-get update")]
    [InlineData("E: Unmet dependencies. Try 'apt --fix-broken install' with no packages (or specify a solution).",
        "DependenciesBroken", FindingKind.InvalidOperation, "apt-get -s --fix-broken install")]
    [InlineData("E: Something that nobody has seen before \u001b[31m",
        "PackageManagerFailed", FindingKind.InvalidOperation, "by hand")]
    [InlineData("", "PackageManagerFailed", FindingKind.InvalidOperation, "by hand")]
    [InlineData("E: Unable to locate package pw-nobody", "PackageUnknown", FindingKind.ObjectNotFound, "apt-get update")]
    // The wait ended well; something else did not.
    [InlineData("Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 39 (apt-get)...\n"
        + "E: Sub-process /usr/bin/dpkg returned an error code (1)",
        "PackageInstallFailed", FindingKind.InvalidOperation, "term.log")]
    public void Words_of_apt(string text, string code, FindingKind kind, string next)
    {
        var finding = Apt.Explain(Host, new HostOutput(100, text, ""));

        Assert.Equal((code, kind), CodeAndKind(finding));
        Assert.Equal(Host, finding.HostName);
        Assert.Contains(Host, finding.Message);
        Assert.Contains(next, finding.Suggestion);
        Assert.DoesNotContain('\u001b', finding.Message);
        Assert.DoesNotContain('\n', finding.Message + finding.Suggestion);
        Assert.Equal(finding, Apt.Explain(Host, new HostOutput(100, "", text)));
    }

    [Fact]
    public void Several_packages_that_failed_are_all_named()
    {
        var finding = Apt.Explain(Host, new HostOutput(100,
            "dpkg: error processing package a1 (--configure):\n installed a1 package post-installation script subprocess returned error exit status 1\n"
            + "dpkg: dependency problems prevent configuration of b1:\n b1 depends on a1; however:\n  Package a1 is not configured yet.\n\n"
            + "dpkg: error processing package b1 (--configure):\n dependency problems - leaving unconfigured\n"
            + "Errors were encountered while processing:\n a1\n b1\nE: Sub-process /usr/bin/dpkg returned an error code (1)", ""));

        Assert.StartsWith("The post-installation script of a1 failed with exit status 1", finding.Message);
        Assert.Contains("b1 failed too", finding.Message);
    }

    private static (string Code, FindingKind Kind) CodeAndKind(Finding finding) => (finding.Code, finding.Kind);

    private FileStream Hold(string path)
    {
        var file = File.Open(Box.In(path), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        AptListTests.Lock(file);
        return file;
    }

    private Finding Explain(string program, params string[] arguments)
    {
        var (code, output) = Box.Run(program, arguments);
        Assert.Equal(100, code);
        return Apt.Explain(Host, new HostOutput(code, output, ""));
    }
}
