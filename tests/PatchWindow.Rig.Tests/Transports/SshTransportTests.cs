using System.Diagnostics;
using System.Text;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Rig.Tests.Transports;

public sealed class SshTransportTests(RigFixture rig)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("root")]
    [InlineData("csh")]
    [InlineData("noisy")]
    [InlineData("plain")]
    public async Task Hostile_words_arrive_byte_by_byte_whatever_the_login_shell(string user)
    {
        await using var lent = await rig.LendAsync();
        var seed = System.Random.Shared.Next();
        string[] words = [.. HostileWords.Known, .. HostileWords.Random(seed, 500)];

        var output = await MustAsync(lent.Ssh(user), "for word; do printf '%s\\0' \"$word\"; done | od -An -v -tx1 | tr -d ' \\n'", words);

        Assert.True(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(string.Concat(words.Select(w => w + "\0")))) == output.Output, $"seed {seed}");
    }

    [Fact]
    public async Task Exit_code_output_and_errors_are_told_apart()
    {
        await using var lent = await rig.LendAsync();

        Assert.Equal(new HostOutput(7, "på norsk\n", "oops\n"), await MustAsync(lent.Ssh(), "echo 'på norsk'; echo oops >&2; exit 7"));
    }

    [Fact]
    public async Task A_script_that_ends_as_ssh_itself_does_when_it_fails_is_no_loss()
    {
        await using var lent = await rig.LendAsync();
        var script = new HostScript("echo done; exit 255", [], Minute) { Interruptible = false };

        Assert.Equal((255, "done\n"), (await lent.Ssh().RunAsync(script, Cancellation)).Value is var output ? (output.ExitCode, output.Output) : default);
    }

    [Theory]
    [InlineData("root", false)]
    [InlineData("patch", true)]
    [InlineData("csh", true)]
    [InlineData("noisy", true)]
    public async Task A_script_that_needs_root_has_it_by_sudo_where_the_account_has_not(string user, bool plain)
    {
        await using var lent = await rig.LendAsync();

        Assert.Equal("0\n", (await RunAsync(lent.Ssh(user), "id -u", needsRoot: true)).Value.Output);
        Assert.Equal(plain, (await RunAsync(lent.Ssh(user), "id -u")).Value.Output != "0\n");
    }

    [Theory]
    [InlineData("asks", "password")]
    [InlineData("plain", "password")]
    public async Task A_sudo_that_would_ask_is_an_error_and_no_hang(string user, string word)
    {
        await using var lent = await rig.LendAsync();

        var problem = (await RunAsync(lent.Ssh(user), "id -u", needsRoot: true)).Problem!;

        Assert.Equal(("NoPrivilege", FindingKind.PermissionDenied, lent.Name), (problem.Code, problem.Kind, problem.HostName));
        Assert.Contains(word, problem.Message);
        Assert.Contains("NOPASSWD", problem.Suggestion);
    }

    [Fact]
    public async Task So_is_a_host_without_sudo()
    {
        await using var lent = await rig.LendAsync();
        await using var away = await lent.Host.RemoveAsync("sudo");

        Assert.Equal("NoPrivilege", (await RunAsync(lent.Ssh("patch"), "id -u", needsRoot: true)).Problem?.Code);
    }

    [Fact]
    public async Task An_account_without_a_shell_and_a_host_without_sh_are_named()
    {
        await using var lent = await rig.LendAsync();

        var refused = (await RunAsync(lent.Ssh("nologin"), "true")).Problem!;
        Assert.Equal("ShellMissing", refused.Code);
        Assert.Contains("This account is currently not available", refused.Message);

        await using (await lent.Host.RemoveAsync("sh"))
            Assert.Equal("ShellMissing", (await RunAsync(lent.Ssh("csh"), "true")).Problem?.Code);
    }

    [Fact]
    public async Task A_user_whom_nobody_knows_is_not_let_in()
    {
        await using var lent = await rig.LendAsync();

        var problem = (await RunAsync(lent.Ssh("stranger"), "true")).Problem!;

        Assert.Equal("AuthenticationFailed", problem.Code);
        Assert.Contains("'stranger'", problem.Message);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_a_port_that_is_closed_and_an_address_where_nobody_is_are_unreachable()
    {
        await using var lent = await rig.LendAsync();

        var nowhere = await ProblemAsync(new ManagedHost { Name = "nowhere.invalid" }, lent);
        Assert.Equal("Unreachable", nowhere.Code);
        Assert.Contains("nowhere.invalid", nowhere.Message);

        var silent = await ProblemAsync(new ManagedHost { Name = "silent", Address = lent.Rig.Network + ".250" }, lent);
        Assert.Equal("Unreachable", silent.Code);

        await using (await lent.Host.StopSshdAsync())
        {
            // Connections that are open stay so.
            var closed = (await RunAsync(lent.Ssh("asks", lent.Settings with { ControlPersist = TimeSpan.Zero }), "true")).Problem!;
            Assert.Equal("Unreachable", closed.Code);
            Assert.Contains("refused", closed.Message);
        }
    }

    [Fact]
    public async Task A_key_that_changed_is_refused_whatever_is_accepted_and_nothing_is_sent()
    {
        await using var lent = await rig.LendAsync();
        await using var changed = await lent.Host.ChangeHostKeyAsync();

        // A connection that an earlier test left open has seen the old key.
        var settings = lent.Settings with { ControlPersist = TimeSpan.Zero };

        foreach (var accept in new[] { false, true })
        {
            var problem = (await RunAsync(lent.Ssh("patch", settings, acceptNewHostKey: accept), "touch /tmp/was-here")).Problem!;
            Assert.Equal("HostKeyChanged", problem.Code);
            Assert.Contains("SHA256:", problem.Message);
            Assert.Contains("ssh-keygen", problem.Suggestion);
        }

        Assert.NotEqual(0, (await lent.Host.RunAsync("test -e /tmp/was-here")).ExitCode);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_refused_until_someone_accepts_it_and_then_known()
    {
        await using var lent = await rig.LendAsync();
        var folder = Directory.CreateTempSubdirectory("patchwindow-known-").FullName;
        try
        {
            var config = Path.Combine(folder, "config");
            await File.WriteAllTextAsync(config,
                $"Host new\n  HostName {lent.Host.Address}\n  User root\n  IdentityFile {lent.Rig.KeyPath}\n  UserKnownHostsFile {folder}/known\n  StrictHostKeyChecking no\n", Cancellation);
            var settings = lent.Settings with { ConfigFile = config, ControlPersist = TimeSpan.Zero };
            var host = new ManagedHost { Name = "new" };
            SshTransport Way(bool accept) => new(host, settings, () => accept, new ControlSockets());

            var problem = (await RunAsync(Way(false), "true")).Problem!;
            Assert.Equal("HostKeyUnknown", problem.Code);
            Assert.Contains("-AcceptNewHostKey", problem.Suggestion);
            Assert.False(File.Exists(folder + "/known"));

            Assert.Null((await RunAsync(Way(true), "true")).Problem);
            Assert.Null((await RunAsync(Way(false), "true")).Problem);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_host_of_another_name_at_the_same_address_does_not_go_through_the_open_connection()
    {
        await using var lent = await rig.LendAsync();
        _ = await MustAsync(lent.Ssh(), "true");

        var other = await ProblemAsync(new ManagedHost { Name = "somebody-else", Address = lent.Host.Address, User = "stranger" }, lent);

        Assert.Equal("AuthenticationFailed", other.Code);
    }

    [Fact]
    public async Task A_host_that_answers_and_then_hangs_costs_the_time_that_it_is_given()
    {
        await using var lent = await rig.LendAsync();
        var settings = lent.Settings with { AnswerTimeout = TimeSpan.FromSeconds(1) };

        var problem = (await RunAsync(lent.Ssh(settings: settings), "echo here; sleep 1000")).Problem!;

        Assert.Equal(("TimedOut", FindingKind.OperationTimeout), (problem.Code, problem.Kind));
    }

    [Fact]
    public async Task A_host_that_vanishes_behind_an_open_connection_costs_seconds()
    {
        await using var lent = await rig.LendAsync();
        _ = await MustAsync(lent.Ssh(), "true");
        await using var cut = await lent.Host.CutLinkAsync();

        var clock = Stopwatch.StartNew();
        var problem = (await RunAsync(lent.Ssh(), "true")).Problem!;

        Assert.Equal("Unreachable", problem.Code);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task A_host_that_was_restarted_behind_an_open_connection_is_reached_again()
    {
        await using var lent = await rig.LendAsync();
        var before = (await MustAsync(lent.Ssh(), "cat /proc/sys/kernel/random/boot_id")).Output;

        await lent.Host.RebootAsync();

        Assert.NotEqual(before, (await MustAsync(lent.Ssh(), "cat /proc/sys/kernel/random/boot_id")).Output);
    }

    [Fact]
    public async Task What_a_host_prints_without_end_is_cut_off()
    {
        await using var lent = await rig.LendAsync();
        var transport = new SshTransport(new ManagedHost { Name = lent.Name }, lent.Settings, () => false, new ControlSockets(), outputLimit: 1 << 20);

        Assert.Equal("OutputTooLarge", (await RunAsync(transport, "yes")).Problem?.Code);
    }

    [Fact]
    public async Task A_cancelled_question_ends_within_a_second()
    {
        await using var lent = await rig.LendAsync();
        _ = await MustAsync(lent.Ssh(), "true");
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = lent.Ssh().RunAsync(new HostScript("sleep 1000", [], Minute), source.Token);

        var clock = Stopwatch.StartNew();
        await source.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task What_must_not_be_ended_half_way_runs_to_its_end_though_the_connection_is_cut()
    {
        await using var lent = await rig.LendAsync();
        _ = await lent.Host.MustAsync("mkfifo /run/begun /run/go /run/ended");
        var script = new HostScript("echo begun >/run/begun; read word </run/go; echo $word >/run/ended", [], Minute) { Interruptible = false };
        var running = lent.Ssh().RunAsync(script, Cancellation);
        _ = await lent.Host.MustAsync("read word </run/begun");

        await using (await lent.Host.CutLinkAsync())
        {
            // It may have been done or not: no problem that says "not done", but an answer without its end.
            var answer = await running;
            Assert.Equal(255, answer.Value.ExitCode);
        }

        _ = await lent.Host.MustAsync("echo word >/run/go; read word </run/ended; test \"$word\" = word");
    }

    [Fact]
    public async Task A_jump_host_is_gone_through_and_one_whose_key_is_not_known_is_named()
    {
        await using var lent = await rig.LendAsync();
        await using var jump = await rig.LendAsync();
        var folder = Directory.CreateTempSubdirectory("patchwindow-jump-").FullName;
        try
        {
            var config = Path.Combine(folder, "config");
            await File.WriteAllTextAsync(config,
                $"""
                Host behind
                  HostName {lent.Host.Address}
                  ProxyJump {jump.Name}
                Host stuck
                  HostName {lent.Host.Address}
                  ProxyJump stranger
                Host stranger
                  HostName {jump.Host.Address}
                  UserKnownHostsFile {folder}/none
                Match all
                Include {lent.Rig.SshConfigPath}

                """, Cancellation);
            var settings = lent.Settings with { ConfigFile = config };

            var behind = new SshTransport(new ManagedHost { Name = "behind" }, settings, () => false, new ControlSockets());
            Assert.Equal($"{jump.Host.Address}\n", (await MustAsync(behind, "echo $SSH_CONNECTION | cut -d' ' -f1")).Output);

            var problem = await ProblemAsync(new ManagedHost { Name = "stuck" }, lent, settings);
            Assert.Equal("HostKeyUnknown", problem.Code);
            Assert.Contains("jump host", problem.Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("-oProxyCommand=reboot", null, null)]
    [InlineData("web01", "$(reboot)", null)]
    [InlineData("web01", null, "-oProxyCommand=reboot")]
    [InlineData("web01", null, "a;reboot")]
    public async Task A_name_that_no_host_and_no_user_has_never_reaches_ssh(string name, string? address, string? user)
    {
        await using var lent = await rig.LendAsync();

        Assert.Equal("SshNameInvalid", (await ProblemAsync(new ManagedHost { Name = name, Address = address, User = user }, lent)).Code);
    }

    [Fact]
    public async Task A_configuration_that_OpenSSH_does_not_accept_and_a_client_that_is_not_there_are_named()
    {
        await using var lent = await rig.LendAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "Hoost x\n", Cancellation);

        var host = new ManagedHost { Name = lent.Name };
        Assert.Equal("SshConfigurationInvalid", (await ProblemAsync(host, lent, lent.Settings with { ConfigFile = file })).Code);
        Assert.EndsWith("No such file or directory.", (await ProblemAsync(host, lent, lent.Settings with { ConfigFile = file + ".gone" })).Message);
        Assert.Equal("SshMissing", (await ProblemAsync(host, lent, lent.Settings with { Program = "/nowhere/ssh" })).Code);
        File.Delete(file);
    }

    private static async Task<Finding> ProblemAsync(ManagedHost host, LentHost lent, SshSettings? settings = null)
    {
        var transport = new SshTransport(host, (settings ?? lent.Settings) with { ConnectTimeout = TimeSpan.FromSeconds(2) }, () => true, new ControlSockets());
        var outcome = await RunAsync(transport, "true");
        Assert.NotNull(outcome.Problem);
        Assert.Equal(host.Name, outcome.Problem.HostName ?? host.Name);
        return outcome.Problem;
    }

    private static Task<Outcome<HostOutput>> RunAsync(ITransport transport, string text, bool needsRoot = false) =>
        transport.RunAsync(new HostScript(text, [], Minute) { NeedsRoot = needsRoot }, Cancellation);

    private static async Task<HostOutput> MustAsync(ITransport transport, string text, params string[] arguments)
    {
        var outcome = await transport.RunAsync(new HostScript(text, arguments, Minute), Cancellation);
        Assert.Null(outcome.Problem);
        return outcome.Value;
    }
}
