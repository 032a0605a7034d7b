using PatchWindow.Sandbox;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptVerifyTests : AptSandboxTest
{
    [Fact]
    public async Task A_name_without_an_architecture_is_the_hosts_own()
    {
        var native = AptSandbox.Architecture;
        var foreign = AptSandbox.ForeignArchitecture;
        var packages = Packages("pw-lib=2.0", $"pw-lib:{native}=2.0", $"pw-lib:{foreign}=2.0", "pw-held=2.0", "pw-new=1.0", "pw-nobody=1");

        var outcome = await Apt.VerifyAsync(Host, packages, Transport, Cancellation);

        Assert.Null(outcome.Problem);
        Assert.Equal(["pw-held=1.0", $"pw-lib:{native}=1.0", $"pw-lib:{foreign}=1.0", "pw-lib=1.0"],
            outcome.Value.Installed.Select(package => $"{package.Key}={package.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_package_whose_files_are_gone_is_not_installed()
    {
        Box.Must("apt-get", "-y", "remove", "pw-conf");

        var outcome = await Apt.VerifyAsync(Host, Packages("pw-conf=1.0"), Transport, Cancellation);

        Assert.Empty(outcome.Value.Installed);
    }

    [Fact]
    public async Task No_names_ask_for_the_reboot_only()
    {
        Directory.CreateDirectory(Box.In("var/run"));
        File.WriteAllText(Box.In("var/run/reboot-required"), "");

        var outcome = await Apt.VerifyAsync(Host, [], Transport, Cancellation);

        Assert.Empty(outcome.Value.Installed);
        Assert.True(outcome.Value.RebootRequired);
    }
}
