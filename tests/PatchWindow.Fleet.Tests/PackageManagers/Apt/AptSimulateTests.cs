using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptSimulateTests : AptSandboxTest
{
    [Fact]
    public async Task It_names_what_is_asked_for_and_what_that_pulls_in()
    {
        var simulation = await SimulateAsync("pw-needs=2.0", "pw-sec=2.0");

        Assert.Equal(["pw-needs=2.0", "pw-new=1.0", "pw-sec=2.0"],
            simulation.Installs.Select(install => $"{install.Name}={install.Version}").Order());
        Assert.Empty(simulation.Removes);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task It_names_what_would_be_removed() =>
        Assert.Equal(["pw-victim"], (await SimulateAsync("pw-plain=9.0")).Removes);

    [Fact]
    public async Task A_disk_too_full_to_download_does_not_keep_it_from_being_told() =>
        Assert.Equal(["pw-sec"], (await Apt.SimulateAsync(Host, Packages("pw-sec=2.0"), WithShim("apt-get",
            "case \" $* \" in *' --print-uris '*) echo \"E: You don't have enough free space in /var/cache/apt/archives/.\" >&2; exit 100 ;; esac; real \"$@\""), Cancellation))
            .Value.Installs.Select(i => i.Name));

    [Theory]
    [InlineData("pw-held=2.0", "PackageHeld", "pw-held is held")]
    [InlineData("pw-kept=2.0", "DependenciesUnmet", "pw-kept : Depends: pw-missing (>= 2) but it is not installable")]
    [InlineData("pw-sec=7.0", "PackageVersionGone", "pw-sec 7.0")]
    [InlineData("pw-nobody=1.0", "PackageNotInstalled", "pw-nobody")]
    public async Task What_apt_cannot_do_is_a_problem(string package, string code, string words)
    {
        var problem = (await Apt.SimulateAsync(Host, Packages(package), Transport, Cancellation)).Problem;

        Assert.Equal(code, problem?.Code);
        Assert.Contains(words, problem?.Message);
    }

    private async Task<Simulation> SimulateAsync(params string[] packages)
    {
        var outcome = await Apt.SimulateAsync(Host, Packages(packages), Transport, Cancellation);
        Assert.Null(outcome.Problem);
        return outcome.Value;
    }
}
