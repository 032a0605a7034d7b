using System.Diagnostics;
using System.Globalization;
using System.Text;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Transports;

public sealed class LocalTransportTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-local-").FullName;

    public LocalTransportTests() => Assert.SkipWhen(!File.Exists("/bin/sh"), "The local transport needs /bin/sh.");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Arguments_arrive_byte_by_byte()
    {
        string[] arguments = [.. ArgumentTextTests.Hostile.Select(row => row.Data)];

        var output = await RunAsync("for argument; do printf '%s\\0' \"$argument\"; done | od -An -v -tx1 | tr -d ' \\n'", arguments);

        Assert.Equal(
            Convert.ToHexStringLower(Encoding.UTF8.GetBytes(string.Concat(arguments.Select(argument => argument + "\0")))),
            output.Output);
    }

    [Fact]
    public async Task An_argument_that_could_not_arrive_whole_is_refused()
    {
        foreach (var argument in new[] { "a\0b", "half " + (char)0xd83d })
        {
            var problem = await ProblemAsync(new LocalTransport(), Script("true", argument));

            Assert.Equal(("ArgumentInvalid", FindingKind.InvalidArgument), (problem.Code, problem.Kind));
        }
    }

    [Fact]
    public async Task Exit_code_output_and_errors_are_told_apart()
    {
        var output = await RunAsync("echo 'på norsk'; echo oops >&2; exit 7");

        Assert.Equal(new HostOutput(7, "på norsk\n", "oops\n"), output);
    }

    [Fact]
    public async Task A_script_ended_by_a_signal_has_128_and_its_number() =>
        Assert.Equal(137, (await RunAsync("kill -9 $$")).ExitCode);

    [Fact]
    public async Task A_command_that_reads_its_input_does_not_eat_the_script()
    {
        // Longer than what a shell reads at once.
        var comments = string.Concat(Enumerable.Repeat("# a comment\n", 10_000));

        Assert.Equal("still here\n", (await RunAsync("cat\n" + comments + "echo still here")).Output);
    }

    [Fact]
    public async Task A_script_that_does_not_end_runs_nothing_of_it()
    {
        var marker = Path.Combine(folder, "ran");

        var output = await RunAsync("touch \"$1\"\nif true; then", marker);

        Assert.NotEqual(0, output.ExitCode);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public async Task A_long_script_and_much_output_do_not_wait_for_each_other()
    {
        var text = "head -c 4000000 /dev/zero | tr '\\0' x; head -c 4000000 /dev/zero | tr '\\0' y >&2\n"
            + string.Concat(Enumerable.Repeat("# a comment that makes the script longer than any pipe\n", 20_000));

        var output = await RunAsync(text);

        Assert.Equal((4_000_000, 4_000_000), (output.Output.Length, output.Error.Length));
    }

    [Fact]
    public async Task Lines_may_end_as_on_Windows() =>
        Assert.Equal("one\ntwo\n", (await RunAsync("echo one\r\necho two\r\n")).Output);

    [Fact]
    public async Task Variables_are_set_over_those_of_this_process()
    {
        var transport = new LocalTransport(new Dictionary<string, string> { ["PW_WORD"] = "it's $HOME" });

        var output = (await transport.RunAsync(Script("printf %s \"$PW_WORD\""), Cancellation)).Value;

        Assert.Equal("it's $HOME", output.Output);
    }

    [Fact]
    public async Task A_machine_without_a_shell_is_told_so()
    {
        var problem = await ProblemAsync(new LocalTransport(shell: "/nowhere/sh"), Script("true"));

        Assert.Equal(("ShellMissing", FindingKind.NotInstalled), (problem.Code, problem.Kind));
        Assert.Contains("/nowhere/sh", problem.Message);
    }

    [Fact]
    public async Task A_shell_that_cannot_be_started_is_told_so()
    {
        var file = Path.Combine(folder, "sh");
        await File.WriteAllTextAsync(file, "not executable", Cancellation);

        Assert.Equal("ShellStartFailed", (await ProblemAsync(new LocalTransport(shell: file), Script("true"))).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" >&2")]
    public async Task Output_over_the_limit_ends_the_script(string where)
    {
        var fifo = MakeFifo();
        var transport = new LocalTransport(outputLimit: 1000);

        var running = transport.RunAsync(Script($"exec 3>\"$1\"; echo here >&3; yes{where}", fifo), Cancellation);
        using var alive = await OpenAsync(fifo);
        var problem = (await running).Problem;

        Assert.Equal(("OutputTooLarge", FindingKind.LimitsExceeded), (problem?.Code, problem?.Kind));
        Assert.Contains("1,000 bytes", problem?.Message);
        await EndedAsync(alive);
    }

    [Fact]
    public async Task Output_at_the_limit_is_accepted()
    {
        var output = await new LocalTransport(outputLimit: 5).RunAsync(Script("printf 12345"), Cancellation);

        Assert.Equal("12345", output.Value.Output);
    }

    [Fact]
    public async Task A_script_that_takes_too_long_is_ended_with_all_it_started()
    {
        var fifo = MakeFifo();
        var script = Script("exec 3>\"$1\"; echo here >&3; (tail -f /dev/null) | cat", fifo) with
        {
            Timeout = TimeSpan.FromMilliseconds(300),
        };

        var running = new LocalTransport().RunAsync(script, Cancellation);
        using var alive = await OpenAsync(fifo);
        var problem = (await running).Problem;

        Assert.Equal(("TimedOut", FindingKind.OperationTimeout), (problem?.Code, problem?.Kind));
        await EndedAsync(alive);
    }

    [Fact]
    public async Task A_cancellation_ends_the_script()
    {
        var fifo = MakeFifo();
        using var source = new CancellationTokenSource();

        var running = new LocalTransport().RunAsync(Script("exec 3>\"$1\"; echo here >&3; tail -f /dev/null", fifo), source.Token);
        using var alive = await OpenAsync(fifo);
        source.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
        await EndedAsync(alive);
    }

    [Fact]
    public async Task A_script_that_applies_outlives_a_cancellation()
    {
        var (fifo, go) = (MakeFifo(), MakeFifo());
        using var source = new CancellationTokenSource();
        var script = Script("exec 3>\"$1\"; echo here >&3; cat \"$2\"", fifo, go) with { Interruptible = false };

        var running = new LocalTransport().RunAsync(script, source.Token);
        using var alive = await OpenAsync(fifo);
        source.Cancel();
        Assert.False(running.IsCompleted);
        await File.WriteAllTextAsync(go, "done", CancellationToken.None);

        Assert.Equal("done", (await running).Value.Output);
    }

    [Fact]
    public async Task A_script_that_applies_outlives_its_timeout_and_is_reported_as_running()
    {
        var (fifo, go) = (MakeFifo(), MakeFifo());
        var script = Script("exec 3>\"$1\"; echo here >&3; cat \"$2\" >&3", fifo, go) with
        {
            Interruptible = false,
            Timeout = TimeSpan.FromMilliseconds(300),
        };

        var running = new LocalTransport().RunAsync(script, Cancellation);
        using var alive = await OpenAsync(fifo);
        var problem = (await running).Problem;
        await File.WriteAllTextAsync(go, "went on\n", Cancellation);

        Assert.Equal("TimedOut", problem?.Code);
        Assert.Matches(@"left to run, as process \d+", problem?.Message);
        Assert.Equal("went on", await alive.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task A_script_that_applies_is_out_of_the_terminals_reach()
    {
        // Sixth field of stat: the session. A terminal's Ctrl+C and hang-up go to its own session only.
        var script = Script("cut -d' ' -f6 /proc/$$/stat; echo $$") with { Interruptible = false };

        var lines = (await new LocalTransport().RunAsync(script, Cancellation)).Value.Output.Split('\n');

        Assert.Equal(lines[1], lines[0]);
    }

    [Fact]
    public async Task A_script_that_applies_is_read_to_its_end_though_it_prints_too_much()
    {
        var marker = Path.Combine(folder, "ran");
        var script = Script("head -c 3000000 /dev/zero && touch \"$1\"", marker) with { Interruptible = false };

        var problem = await ProblemAsync(new LocalTransport(outputLimit: 1000), script);

        Assert.Equal("OutputTooLarge", problem.Code);
        Assert.True(File.Exists(marker));
    }

    [Fact]
    public async Task Whoever_is_left_behind_with_the_stream_of_errors_is_not_waited_for()
    {
        var output = await RunAsync("echo gone wrong >&2; sleep 300 >/dev/null & echo $!");
        Process.GetProcessById(int.Parse(output.Output, CultureInfo.InvariantCulture)).Kill();

        Assert.Equal((0, "gone wrong\n"), (output.ExitCode, output.Error));
    }

    private static HostScript Script(string text, params string[] arguments) => new(text, arguments, Patience);

    private static async Task<HostOutput> RunAsync(string text, params string[] arguments)
    {
        var outcome = await new LocalTransport().RunAsync(Script(text, arguments), Cancellation);
        Assert.Null(outcome.Problem);
        return outcome.Value;
    }

    private static async Task<Finding> ProblemAsync(LocalTransport transport, HostScript script)
    {
        var problem = (await transport.RunAsync(script, Cancellation)).Problem;
        Assert.NotNull(problem);
        return problem;
    }

    private string MakeFifo()
    {
        var fifo = Path.Combine(folder, Path.GetRandomFileName());
        using var process = System.Diagnostics.Process.Start("mkfifo", fifo);
        process.WaitForExit();
        return fifo;
    }

    // Both ends of a fifo wait for each other.
    private static async Task<StreamReader> OpenAsync(string fifo)
    {
        var reader = new StreamReader(await Task.Run(() => File.OpenRead(fifo)).WaitAsync(Patience));
        Assert.Equal("here", await reader.ReadLineAsync(Cancellation));
        return reader;
    }

    // A fifo ends when the last process that can write to it has ended.
    private static async Task EndedAsync(StreamReader alive) =>
        Assert.Null(await alive.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience));
}
