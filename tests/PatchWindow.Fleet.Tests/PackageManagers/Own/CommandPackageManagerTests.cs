using System.Diagnostics;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Own;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.Own;

/// <summary>Commands of the configuration, run by the real shell of this machine.</summary>
public sealed class CommandPackageManagerTests : IDisposable
{
    private const string Host = "web01";
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-own-").FullName;
    private readonly LocalTransport transport = new();
    private readonly List<Finding> notices = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Each_line_is_a_pending_patch_with_all_that_it_says()
    {
        var listed = await ListAsync("""
            {"name":"ws","installed":"8.1.0","version":"8.1.2","source":"npmjs","classification":"security","severity":"Important","advisories":["GHSA-1"],"cves":["CVE-2026-1","CVE-2026-2"],"size":1234,"requiresReboot":false,"released":"2026-09-01T10:00:00+02:00","heldBack":"pinned – see ops","patchesBehind":2}

            {"name":"@scope/left-pad","version":"1.3.0","installed":null,"released":"2026-09-01"}
            """);

        Assert.Null(listed.Problem);
        Assert.Equal(
            [
                new PendingPatch { Host = Host, Name = "@scope/left-pad", Version = "1.3.0", Released = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero) },
                new PendingPatch
                {
                    Host = Host, Name = "ws", InstalledVersion = "8.1.0", Version = "8.1.2", Source = "npmjs", Classification = PatchClassification.Security,
                    Severity = PatchSeverity.Important, Size = 1234, RequiresReboot = false, Released = new(2026, 9, 1, 10, 0, 0, TimeSpan.FromHours(2)),
                    HeldBack = "pinned – see ops", PatchesBehind = 2,
                },
            ],
            listed.Value.Select(p => p with { Advisories = [], Cves = [] }), new Same());
        Assert.Equal(["GHSA-1"], listed.Value[1].Advisories);
        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], listed.Value[1].Cves);
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData("""{"name":"a","verison":"1"}""", "Did you mean 'version'?")]
    [InlineData("""{"Name":"a","version":"1"}""", "Did you mean 'name'?")]
    [InlineData("""{"name":"a"}""", "'version' is missing")]
    [InlineData("""{"name":"a","version":2}""", "'version' must be a text, and is 2")]
    [InlineData("""{"name":"a","version":"1","version":"2"}""", "'version' is there twice")]
    [InlineData("""{"name":"a","version":"1","severity":"Importent"}""", "Did you mean 'Important'?")]
    [InlineData("""{"name":"a","version":"1","severity":"4"}""", "It is one of Unknown, Low")]
    [InlineData("""{"name":"a","version":"1","cves":"CVE-1"}""", "'cves' must be a list of texts")]
    [InlineData("""{"name":"a","version":"1","cves":[1]}""", "'cves' must be a list of texts")]
    [InlineData("""{"name":"a","version":"1","size":-1}""", "'size' must be a whole number")]
    [InlineData("""{"name":"a","version":"1","size":1.5}""", "'size' must be a whole number")]
    [InlineData("""{"name":"a","version":"1","requiresReboot":"no"}""", "'requiresReboot' must be true or false")]
    [InlineData("""{"name":"a","version":"1","released":"soon"}""", "'released' must be a date")]
    [InlineData("""{"name":"a","version":"1","released":"2026-09-01T10:00:00"}""", "with its offset")]
    [InlineData("""{"name":"a","version":"1","released":"2026-13-01"}""", "'released' must be a date")]
    [InlineData("""{"name":"a","version":"1","source":"\u001b[31mred"}""", "'source' has a control character")]
    [InlineData("""{"name":"a","version":"1","source":"\ud800"}""", "no JSON object")]
    [InlineData("""{"name":"a","version":"1","source":{"a":1}}""", "'source' must be a text, and is an object")]
    [InlineData("""{"name":"-rf","version":"1"}""", "begins with no '-'")]
    [InlineData("""{"name":"a b","version":"1"}""", "no blanks")]
    [InlineData("""{"name":"a=b","version":"1"}""", "no '='")]
    [InlineData("""{"name":"a\u202eb","version":"1"}""", "'name' has a control character")]
    [InlineData("""{"name":"a","version":"-1"}""", "'version' cannot be a version")]
    [InlineData("""{"name":"a","version":"1","installed":"1"}""", "installed already")]
    [InlineData("""{"name":"a","version":"1","installed":"1 "}""", "'installed' cannot be a version")]
    [InlineData("""{"name":"a","version":"1" """, "no JSON object")]
    [InlineData("""{"name":"a","version":"1"}{"name":"b","version":"1"}""", "no JSON object")]
    [InlineData("""[{"name":"a","version":"1"}]""", "each object on a line of its own")]
    [InlineData("\"a\"", "it is no object")]
    [InlineData("Loading...", "no JSON object")]
    [InlineData("@@done", "no JSON object")]
    [InlineData("@@end 0", "no JSON object")]
    public async Task A_line_that_is_not_right_is_an_error_that_names_who_where_and_what_and_nothing_is_used(string line, string fault)
    {
        var problem = (await ListAsync("""{"name":"good","version":"1"}""" + "\n" + line)).Problem;

        Assert.NotNull(problem);
        Assert.Equal(("OutputUnreadable", Host, "npm.json: packageManagers.npm.list"), (problem.Code, problem.HostName, problem.Path));
        Assert.Contains("Line 2", problem.Message);
        Assert.Contains("'npm'", problem.Message);
        Assert.Contains(Host, problem.Message);
        Assert.Contains(fault, problem.Message);
        Assert.Contains(line.Trim().Replace("\u001b", "\\u001b")[..Math.Min(5, line.Length)], problem.Message);
    }

    [Fact]
    public async Task A_package_that_is_listed_twice_is_an_error() =>
        Assert.Contains("'a' was there before", (await ListAsync("{\"name\":\"a\",\"version\":\"1\"}\n{\"name\":\"a\",\"version\":\"2\"}")).Problem?.Message);

    [Fact]
    public async Task Nothing_pending_is_exit_code_0_and_no_line()
    {
        Assert.Empty((await Make(list: ["true"]).ListAsync(Host, transport, notices, Cancellation)).Value);
        Assert.Empty(notices);
    }

    [Fact]
    public async Task Nothing_pending_beside_a_complaint_is_a_warning_that_quotes_it()
    {
        Assert.Empty((await Make(list: Script("echo 'npm ERR! network' >&2; exit 0")).ListAsync(Host, transport, notices, Cancellation)).Value);

        Assert.Equal(("PackageListDoubtful", FindingSeverity.Warning), (notices.Single().Code, notices.Single().Severity));
        Assert.Contains("npm ERR! network", notices.Single().Message);
    }

    [Theory]
    [InlineData("echo '{\"name\":\"a\",\"version\":\"1\"}'; echo 'npm ERR! network' >&2; exit 7", "PackageManagerFailed", "exit code 7", "npm ERR! network")]
    [InlineData("if", "PackageManagerFailed", "exit code 2", "list.sh")]
    [InlineData("kill -9 $$", "PackageManagerFailed", "exit code 137", "")]
    [InlineData("no-such-program", "PackageManagerFailed", "exit code 127", "no-such-program")]
    [InlineData("echo 'No space left on device' >&2; exit 1", "DiskFull", "full", "No space")]
    public async Task A_list_that_ends_with_another_exit_code_is_an_error_whatever_it_printed(string script, string code, string how, string why)
    {
        var problem = (await Make(list: Script(script)).ListAsync(Host, transport, notices, Cancellation)).Problem;

        Assert.Equal((code, Host), (problem?.Code, problem?.HostName));
        Assert.Contains(how, problem!.Message);
        Assert.Contains(why, problem.Message);
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("/etc/passwd")]
    [InlineData("frame")]
    [InlineData("shift")]
    [InlineData(";reboot")]
    public async Task A_program_that_is_not_there_is_named_and_neither_function_nor_builtin_takes_its_place(string program)
    {
        var problem = (await Make(list: [program]).ListAsync(Host, transport, notices, Cancellation)).Problem;

        Assert.Equal((FoundPackageManager.MissingCode, FindingKind.NotInstalled), (problem?.Code, problem?.Kind));
        Assert.Contains(program, problem!.Message);
    }

    public static TheoryData<string> HostileWords =>
    [
        ";reboot", "$(touch OOPS)", "`touch OOPS`", "a\nb; touch OOPS", "\n", "'", "\"", "\\", "${IFS}touch", "&& touch OOPS", "| touch OOPS", "> OOPS", "*", "~root", "--",
        "-n", "}", "\n} </dev/null\ntouch OOPS\n", "@@end 0", "%s", "\u001b[31m", "EOF",
    ];

    [Theory]
    [MemberData(nameof(HostileWords))]
    public async Task No_word_is_ever_read_by_a_shell(string word)
    {
        var recorded = Path.Combine(folder, "recorded");
        var record = Script($"cd '{folder}' && for w in \"$@\"; do printf '%s\\0' \"$w\"; done >recorded");
        var applied = await Make(apply: [.. record, word, "$(touch OOPS)"]).ApplyAsync(Host, "step", [new("$(touch;OOPS)", "1;`touch`")], transport, Cancellation);

        Assert.Equal(0, applied.Value.ExitCode);
        Assert.Equal([word, "$(touch OOPS)", "$(touch;OOPS)=1;`touch`", ""], File.ReadAllText(recorded).Split('\0'));

        File.Delete(recorded);
        Assert.Null((await Make(list: [.. record, word]).ListAsync(Host, transport, notices, Cancellation)).Problem);
        Assert.Equal([word, ""], File.ReadAllText(recorded).Split('\0'));
        Assert.Equal(["recorded"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)));
    }

    [Theory]
    [InlineData("-rf", "1")]
    [InlineData("a\nb", "1")]
    [InlineData("a", "-1")]
    [InlineData("a", "")]
    [InlineData("a=b", "1")]
    [InlineData("", "1")]
    public async Task A_package_that_could_be_taken_for_something_else_is_not_handed_on(string name, string version)
    {
        var manager = Make(apply: Script($": >'{folder}/ran'"), simulate: Script($": >'{folder}/ran'"));

        Assert.Equal("PackageNameInvalid", (await manager.ApplyAsync(Host, "step", [new(name, version)], transport, Cancellation)).Problem?.Code);
        Assert.Equal("PackageNameInvalid", (await manager.SimulateAsync(Host, [new(name, version)], transport, Cancellation)).Problem?.Code);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_longest_script_that_is_taken_runs() =>
        Assert.Equal("yes", (await Make(apply: Script("#".PadRight(OwnCommand.LongestScript - 12, 'x') + "\necho yes")).ApplyAsync(Host, "step", [new("a", "1")], transport, Cancellation)).Value.Output.Trim());

    [Fact]
    public async Task A_script_reads_no_more_of_standard_input_and_its_exit_ends_nothing_else()
    {
        var applied = await Make(apply: Script("read -r line; echo \"<$line>\"; echo unterminated >&2; printf @@end; exit 3")).ApplyAsync(Host, "step", [new("a", "1")], transport, Cancellation);

        Assert.Equal(3, applied.Value.ExitCode);
        Assert.Contains("<>", applied.Value.Output);
        var problem = Make().Explain(Host, applied.Value);
        Assert.Equal("PackageManagerFailed", problem.Code);
        Assert.Contains("exit code 3", problem.Message);
        Assert.Contains("@@end", problem.Message);
    }

    [Fact]
    public async Task What_prints_more_than_is_accepted_while_it_changes_the_host_may_have_done_its_work()
    {
        var applied = await Make(apply: Script("yes | head -n 5000")).ApplyAsync(Host, "step", [new("a", "1")], new LocalTransport(outputLimit: 1000), Cancellation);

        Assert.Equal("OutputCutShort", applied.Problem?.Code);
        Assert.Contains("more than 1,000 bytes", applied.Problem!.Message);
    }

    [Fact]
    public async Task Without_a_simulation_it_is_said_that_nobody_can_tell()
    {
        var simulated = (await Make().SimulateAsync(Host, [new("a", "1")], transport, Cancellation)).Value;

        Assert.True(simulated.IsUntold);
        Assert.Equal([new PackageVersion("a", "1")], simulated.Installs);
    }

    [Theory]
    [InlineData("""{"name":"a","version":"1"}|{"name":"dep","version":"2"}|{"name":"old","remove":true}""", "a 1, dep 2 - old", null)]
    [InlineData("""{"name":"dep","version":"2"}""", null, "PackageVersionGone")]
    [InlineData("""{"name":"a","version":"2"}""", null, "PackageVersionGone")]
    [InlineData("", null, "OutputUnreadable")]
    [InlineData("""{"name":"a","version":"1","removes":true}""", null, "OutputUnreadable")]
    public async Task A_simulation_has_what_was_asked_for_among_what_it_would_do(string lines, string? expected, string? code)
    {
        var simulated = await Make(simulate: Print(lines.Replace('|', '\n'))).SimulateAsync(Host, [new("a", "1")], transport, Cancellation);

        Assert.Equal(code, simulated.Problem?.Code);
        if (expected is not null)
            Assert.Equal(expected, $"{string.Join(", ", simulated.Value.Installs.Select(i => $"{i.Name} {i.Version}"))} - {string.Join(", ", simulated.Value.Removes)}");
    }

    [Theory]
    [InlineData("""{"name":"a","version":"1"}|{"name":"other","version":"2"}""", "a=1", null)]
    [InlineData("", "", null)]
    [InlineData("""{"name":"a","version":"1"}|{"name":"a","version":"2"}""", null, "OutputUnreadable")]
    [InlineData("""{"name":"a"}""", null, "OutputUnreadable")]
    public async Task What_is_installed_is_read_and_what_was_not_asked_for_passed_over(string lines, string? expected, string? code)
    {
        var verified = await Make(verify: Print(lines.Replace('|', '\n')), reboot: ["echo", "no"]).VerifyAsync(Host, [new("a", "1"), new("b", "1")], transport, Cancellation);

        Assert.Equal(code, verified.Problem?.Code);
        if (expected is not null) Assert.Equal(expected, string.Join(",", verified.Value.Installed.Select(i => $"{i.Key}={i.Value}")));
    }

    [Theory]
    [InlineData("echo yes", true)]
    [InlineData("echo no", false)]
    [InlineData("echo maybe", null)]
    [InlineData("echo yes; echo no", null)]
    [InlineData("true", null)]
    [InlineData("echo yes; exit 1", null)]
    public async Task Whether_a_reboot_is_wanted_is_yes_or_no_and_nothing_else(string script, bool? expected) =>
        Assert.Equal(expected, await Make(reboot: Script(script)).VerifyAsync(Host, [], transport, Cancellation) is { IsSuccess: true } verified ? verified.Value.RebootRequired : null);

    [Fact]
    public async Task Without_a_command_for_it_the_host_itself_says_whether_it_wants_a_reboot() =>
        Assert.Equal(
            File.Exists("/run/reboot-required") || File.Exists("/run/reboot-needed"),
            (await Make().VerifyAsync(Host, [], transport, Cancellation)).Value.RebootRequired);

    [Fact]
    public async Task What_there_is_no_command_for_is_said_and_a_refresh_is_no_error()
    {
        Assert.Equal(("RefreshNotOffered", FindingSeverity.Information), await Make().RefreshAsync(Host, transport, Cancellation) is { } f ? (f.Code, f.Severity) : default);
        Assert.Equal("RepairNotOffered", (await Make().RepairAsync(Host, transport, Cancellation)).Problem?.Code);
        Assert.Equal("PackageManagerFailed", (await Make(refresh: Script("echo no mirror >&2; exit 1")).RefreshAsync(Host, transport, Cancellation))?.Code);
        Assert.Null(await Make(refresh: ["true"]).RefreshAsync(Host, transport, Cancellation));
    }

    [Fact]
    public async Task A_check_that_fails_says_why_and_root_alone_is_enough_without_one()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root.");
        Assert.NotEqual("", (await Make().CheckAsync(Host, transport, Cancellation)).Value.BootId);
        var unfit = (await Make(check: Script("echo 'locked by deploy' >&2; exit 1")).CheckAsync(Host, transport, Cancellation)).Problem;
        Assert.Contains("locked by deploy", unfit?.Message);
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("apply")]
    [InlineData("check")]
    [InlineData("reboot")]
    public async Task A_script_is_clean(string name)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipWhen(!path.Any(f => File.Exists(Path.Combine(f, "shellcheck"))), "Needs shellcheck.");
        var start = new ProcessStartInfo("shellcheck", ["--shell=sh", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(name switch { "ask" => OwnScripts.Ask, "apply" => OwnScripts.Apply, "check" => OwnScripts.Check, _ => OwnScripts.Reboot });
        process.StandardInput.Close();

        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(Cancellation));
    }

    private Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(string lines) => Make(list: Print(lines)).ListAsync(Host, transport, notices, Cancellation);

    private string[] Print(string lines)
    {
        var file = Path.Combine(folder, "lines");
        File.WriteAllText(file, lines);
        return Script($"cat '{file}'");
    }

    private static string[] Script(string text) => [.. OwnCommand.OfScript("list.sh", text).Words];

    private static CommandPackageManager Make(
        string[]? list = null, string[]? apply = null, string[]? verify = null, string[]? simulate = null, string[]? reboot = null, string[]? refresh = null, string[]? check = null)
    {
        static OwnCommand? Command(string[]? words) => words is null ? null
            : words is ["sh", "-c", var text, var name] ? OwnCommand.OfScript(name, text) : OwnCommand.Of(words);
        return new(new CommandManifest("npm", "npm.json: packageManagers.npm", Command(list ?? ["true"])!, Command(apply ?? ["true"])!, Command(verify ?? ["true"])!)
        {
            Simulate = Command(simulate), Reboot = Command(reboot), Refresh = Command(refresh), Check = Command(check),
        });
    }

    // Records compare their lists by reference.
    private sealed class Same : IEqualityComparer<PendingPatch>
    {
        public bool Equals(PendingPatch? x, PendingPatch? y) => Shown(x) == Shown(y);

        public int GetHashCode(PendingPatch obj) => Shown(obj).GetHashCode(StringComparison.Ordinal);

        private static string Shown(PendingPatch? patch) => System.Text.Json.JsonSerializer.Serialize(patch);
    }
}
