using PatchWindow.Sandbox;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptListTests : AptSandboxTest
{
    private const string Security = "PatchWindow-Security:1/stable-security";
    private readonly List<Finding> notices = [];

    [Fact]
    public async Task An_update_whose_phase_has_not_come_says_so_where_apt_itself_only_says_that_it_is_kept_back()
    {
        foreach (var list in Directory.EnumerateFiles(Box.In("var/lib/apt/lists"), "*Packages"))
            File.WriteAllText(list, File.ReadAllText(list).Replace("Package: pw-plain\n", "Package: pw-plain\nPhased-Update-Percentage: 10\n"));
        File.AppendAllText(Path.Combine(Box.Folder, "apt.conf"), "APT::Get::Never-Include-Phased-Updates \"true\";\n");
        Assert.DoesNotContain("phasing", Box.Run("apt-get", "-s", "dist-upgrade").Output);

        var patch = (await Apt.ListAsync(Host, Transport, [], Cancellation)).Value.Single(p => p.Name == "pw-plain");

        Assert.Equal("kept back: the vendor's phased roll-out has not reached this host", patch.HeldBack);
    }

    [Fact]
    public async Task A_host_that_calls_its_architecture_something_odd_is_told_and_nothing_of_its_list_is_used()
    {
        var problem = (await Apt.ListAsync(Host, WithShim("dpkg", """case "$1" in --print-architecture) printf 'am\033[2Jd64\n' ;; *) real "$@" ;; esac"""), [], Cancellation)).Problem;

        Assert.Equal("OutputUnreadable", problem?.Code);
        Assert.DoesNotContain('\u001b', problem!.Message);
    }

    [Fact]
    public async Task Every_pending_patch_is_listed_with_all_that_apt_knows_of_it()
    {
        var foreign = AptSandbox.ForeignArchitecture;

        var patches = await ListAsync();

        Assert.Equal(
            [
                Line("pw-conf", "1.0", "2.0", "all", Security, "Security"),
                Line("pw-epoch", "1:1.0", "2:0.5-1~deb12u1", "all", "PatchWindow:1-updates/stable-updates", "Bugfix"),
                Line("pw-fail", "1.0", "2.0", "all", Security, "Security"),
                Line("pw-fix", "1.0", "1.1", "all", "PatchWindow:1-updates/stable-updates", "Bugfix"),
                Line("pw-held", "1.0", "2.0", "all", Security, "Security", "held by apt-mark hold"),
                Line("pw-kept", "1.0", "2.0", "all", Security, "Security",
                    "kept back: Depends: pw-missing (>= 2) but it is not installable"),
                Line("pw-lib", "1.0", "2.0", AptSandbox.Architecture, Security, "Security"),
                Line($"pw-lib:{foreign}", "1.0", "2.0", foreign, Security, "Security"),
                Line("pw-multi", "1.0", "2.0", "all", $"PatchWindow:1/stable, {Security}", "Security"),
                // pw-new, which it needs, is no patch of its own.
                Line("pw-needs", "1.0", "2.0", "all", Security, "Security"),
                Line("pw-plain", "1.0", "1.1", "all", "PatchWindow:1/stable", "Other"),
                Line("pw-reboot", "1.0", "2.0", "all", Security, "Security"),
                Line("pw-sec", "1.0", "2.0", "all", Security, "Security"),
                Line("pw-slow", "1.0", "2.0", "all", Security, "Security"),
                // 3.0 comes from stable, but 2.0 in stable-security stands between: the fix is in it.
                Line("pw-swallowed", "1.0", "3.0", "all", "PatchWindow:1/stable", "Security"),
            ],
            patches.Select(patch => Line(
                patch.Name, patch.InstalledVersion, patch.Version, patch.Architecture, patch.Source,
                patch.Classification.ToString(), patch.HeldBack)));
        Assert.All(patches, patch =>
        {
            Assert.Equal(Host, patch.Host);
            Assert.Equal(PatchSeverity.Unknown, patch.Severity);
            Assert.Null(patch.RequiresReboot);
            Assert.Null(patch.Decision);
        });
    }

    [Fact]
    public async Task A_size_is_that_of_the_file_to_download()
    {
        var file = new FileInfo(Path.Combine(AptSandbox.Repositories, "stable-updates", "pw-epoch_2%3a0.5-1~deb12u1_all.deb"));

        var patch = (await ListAsync()).Single(patch => patch.Name == "pw-epoch");

        Assert.Equal(file.Length, patch.Size);
    }

    [Fact]
    public async Task A_size_is_known_of_what_apt_has_downloaded_already_and_of_what_it_leaves_alone()
    {
        var archives = Box.In("var/cache/apt/archives");
        File.Copy(Path.Combine(AptSandbox.Repositories, "stable-security", "pw-sec_2.0_all.deb"), Path.Combine(archives, "pw-sec_2.0_all.deb"));

        var sizes = (await ListAsync()).ToDictionary(patch => patch.Name, patch => patch.Size);

        Assert.Equal(new FileInfo(Path.Combine(archives, "pw-sec_2.0_all.deb")).Length, sizes["pw-sec"]);
        Assert.True(sizes["pw-held"] > 0);
    }

    [Fact]
    public async Task A_disk_too_full_to_download_does_not_keep_the_list_from_being_read() =>
        // What apt says to --print-uris there.
        Assert.NotEmpty((await Apt.ListAsync(Host, WithShim("apt-get",
            "case \" $* \" in *' --print-uris '*) echo \"E: You don't have enough free space in /var/cache/apt/archives/.\" >&2; exit 100 ;; esac; real \"$@\""), notices, Cancellation)).Value);

    [Fact]
    public async Task A_host_with_nothing_pending_has_an_empty_list()
    {
        File.WriteAllText(Box.In("etc/apt/sources.list"), "");

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_host_that_never_fetched_its_package_lists_is_told_so_instead_of_shown_an_empty_list()
    {
        foreach (var file in Directory.EnumerateFiles(Box.In("var/lib/apt/lists")))
            File.Delete(file);

        var problem = await ProblemAsync(Transport);

        Assert.Equal(("PackageListsMissing", FindingSeverity.Error, Host), (problem.Code, problem.Severity, problem.HostName));
        Assert.Contains("'apt-get update' as root", problem.Suggestion);
    }

    [Theory]
    [InlineData(7, null)]
    [InlineData(8, "'apt-get update' last ran on web01 8 days ago: newer patches may be missing.")]
    [InlineData(-8, null)]
    public async Task Package_lists_that_nobody_refreshes_are_listed_with_a_warning(int days, string? warning)
    {
        // The moment is the kernel's own (ctime), which no test can set: the host's clock goes on instead. In hours, a bit
        // less than the day: the seconds that pass until it is asked.
        var later = WithShim("date", $"[ \"$1\" = +%s ] && echo $(($(real +%s) + {days} * 86400 - 3600 * ({days} == 7)))");

        Assert.NotEmpty((await Apt.ListAsync(Host, later, notices, Cancellation)).Value);

        Assert.Equal(warning, notices.SingleOrDefault()?.Message);
        Assert.All(notices, n => Assert.Equal(("PackageListsOld", FindingSeverity.Warning), (n.Code, n.Severity)));
    }

    [Fact]
    public void An_update_that_finds_nothing_new_still_renews_what_the_age_is_read_from()
    {
        string Ran() => Box.Must("stat", "-c", "%z", Box.In("var/lib/apt/lists/partial"));
        var before = Ran();

        Box.Must("apt-get", "-q", "update");

        Assert.NotEqual(before, Ran());
    }

    [Fact]
    public async Task What_a_repository_calls_itself_reaches_no_terminal()
    {
        var release = Path.Combine(Box.OwnRepositories(), "stable-updates", "Release");
        File.WriteAllText(release, File.ReadAllText(release).Replace("Label: PatchWindow\n", "Label: Patch\u001b[31mWindow\n"));
        Box.Must("apt-get", "-q", "update", "--allow-releaseinfo-change");

        Assert.Equal(@"Patch\u001b[31mWindow:1-updates/stable-updates", (await ListAsync()).Single(p => p.Name == "pw-fix").Source);
    }

    [Fact]
    public async Task A_hold_that_is_over_is_an_ordinary_patch()
    {
        Box.Must("apt-mark", "unhold", "pw-held");

        Assert.Null((await ListAsync()).Single(patch => patch.Name == "pw-held").HeldBack);
    }

    [Fact]
    public async Task It_works_while_another_package_manager_holds_the_lock()
    {
        using var dpkg = File.Open(Box.In("var/lib/dpkg/lock-frontend"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        Lock(dpkg);

        Assert.NotEmpty(await ListAsync());
    }

    [Fact]
    public async Task A_machine_without_apt_is_told_so()
    {
        var problem = await ProblemAsync(WithPath(Directory.CreateDirectory(Path.Combine(Box.Folder, "empty")).FullName));

        Assert.Equal(("PackageManagerMissing", FindingKind.NotInstalled, Host), (problem.Code, problem.Kind, problem.HostName));
        Assert.Contains("apt-get", problem.Message);
    }

    [Theory]
    // The shim ends well, and the framing is whole: only apt's own summary tells.
    [InlineData("real \"$@\" | grep -v '^   pw-s'", "announced 13 upgrades and printed 10")]
    [InlineData("real \"$@\" | head -n 3", "no summary")]
    // The shell of the script itself, whose number the script's own environment does not have.
    [InlineData("kill -9 $(ps -o ppid= -p $(ps -o ppid= -p $PPID))", "cut short in 'upgrade' (exit code 137)")]
    public async Task Output_that_was_cut_short_is_never_a_list(string shim, string expected)
    {
        var problem = await ProblemAsync(WithShim("apt-get", shim));

        Assert.Equal("OutputCutShort", problem.Code);
        if (!shim.Contains("PPID"))
            Assert.Contains(expected, problem.Message);
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_quoted_with_its_number_and_without_its_escapes()
    {
        var problem = await ProblemAsync(WithShim("apt-get", "real \"$@\" | sed 's/^   pw-sec.*/   pw-sec \\x1b[31m oops/'"));

        Assert.Equal("OutputUnreadable", problem.Code);
        Assert.Contains(@"'   pw-sec \u001b[31m oops'", problem.Message);
        Assert.Matches(@"^Line \d+ of the output of web01", problem.Message);
    }

    [Theory]
    [InlineData("dpkg-query", "echo 'no tabs here'")]
    [InlineData("apt-cache", "[ \"$2\" != -- ] || echo 'neither table nor version'; real \"$@\"")]
    [InlineData("apt-cache", "[ \"$1\" != show ] || echo 'Size: many'; real \"$@\"")]
    public async Task The_other_programs_are_read_as_strictly(string program, string shim) =>
        Assert.Equal("OutputUnreadable", (await ProblemAsync(WithShim(program, shim))).Code);

    [Fact]
    public async Task What_a_host_calls_its_own_architecture_is_read_as_strictly()
    {
        var transport = WithShim("dpkg", "[ \"$1\" = --print-architecture ] || exit 0; printf 'amd\\03364\\n'");

        Finding?[] problems = [await ProblemAsync(transport), (await Apt.VerifyAsync(Host, [], transport, Cancellation)).Problem];

        Assert.All(problems, problem => Assert.Equal("OutputUnreadable", problem?.Code));
        Assert.All(problems, problem => Assert.Contains(@"the host's architecture: 'amd\u001b64'", problem?.Message));
    }

    [Fact]
    public async Task Without_the_sources_a_security_fix_could_pass_for_something_else() =>
        Assert.Equal("PackageManagerFailed", (await ProblemAsync(WithShim("apt-cache", "exit 100"))).Code);

    [Fact]
    public async Task An_apt_that_fails_is_a_problem_with_its_own_words()
    {
        File.WriteAllText(Box.In("etc/apt/sources.list"), "deb nonsense\n");

        var problem = await ProblemAsync(Transport);

        Assert.Equal("PackageManagerFailed", problem.Code);
        Assert.Contains("Malformed entry 1 in list file", problem.Message);
    }

    [Fact]
    public async Task A_cancellation_ends_listing_at_once_and_leaves_nothing_running()
    {
        var fifo = Path.Combine(Box.Folder, "alive");
        Box.Must("mkfifo", fifo);
        var transport = WithShim("apt-get", $"exec 3>'{fifo}'; echo here >&3; exec tail -f /dev/null");
        using var source = new CancellationTokenSource();

        var listing = Apt.ListAsync(Host, transport, notices, source.Token);
        using var alive = new StreamReader(await Task.Run(() => File.OpenRead(fifo)).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("here", await alive.ReadLineAsync(Cancellation));
        source.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listing.WaitAsync(TimeSpan.FromSeconds(1)));
        // The fifo ends when the last process that holds it has.
        Assert.Null(await alive.ReadLineAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task This_very_machine_can_be_listed()
    {
        var here = await Apt.ListAsync("here", new Fleet.Transports.LocalTransport(), notices, Cancellation);

        Assert.SkipWhen(here.Problem?.Code == "PackageListsMissing", "This machine has no package lists.");
        Assert.Null(here.Problem);
        Assert.All(here.Value, patch =>
        {
            Assert.NotNull(patch.InstalledVersion);
            Assert.NotEqual(patch.InstalledVersion, patch.Version);
            Assert.NotEqual("", patch.Source);
            Assert.True(patch.Size > 0, patch.ToString());
        });
    }

    internal static void Lock(FileStream file)
    {
        if (!OperatingSystem.IsMacOS())
            file.Lock(0, 0);
    }

    private static string Line(
        string name, string? installed, string version, string? architecture, string source, string classification,
        string? held = null) =>
        $"{name} | {installed} | {version} | {architecture} | {source} | {classification} | {held}";

    private async Task<IReadOnlyList<PendingPatch>> ListAsync()
    {
        var outcome = await Apt.ListAsync(Host, Transport, notices, Cancellation);
        Assert.Null(outcome.Problem);
        return outcome.Value;
    }

    private async Task<Finding> ProblemAsync(Fleet.Transports.ITransport transport)
    {
        var problem = (await Apt.ListAsync(Host, transport, notices, Cancellation)).Problem;
        Assert.NotNull(problem);
        return problem;
    }
}
