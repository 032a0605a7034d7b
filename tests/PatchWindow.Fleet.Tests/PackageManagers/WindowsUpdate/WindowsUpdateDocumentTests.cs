using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.WindowsUpdate;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

/// <summary>
/// What the documents are read as. They were recorded from our scripts before the stand-in (StandInWindows), not from Windows.
/// </summary>
public sealed class WindowsUpdateDocumentTests
{
    private const string Host = "win01", Id = "d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11";

    private const string List = """
        {"format":"PatchWindow.WindowsUpdate/1","action":"list","now":"2026-11-26T18:00:00Z","searched":"2026-11-26T15:00:00Z","source":{"id":"9482f4b4-e343-43b6-b170-9a65bc822c77","name":"Windows Update","managed":false,"server":null},"updates":[{"id":"d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11","revision":200,"title":"Cumulative Update \u0022x\u0022 (KB5031354)","kbs":["5031354"],"bulletins":[],"cves":["CVE-2026-1"],"severity":"Important","categories":["0fa1201d-4330-4fa8-8ae9-b877473b6441"],"size":741093376,"reboot":1,"asksUser":false,"eulaAccepted":true,"hidden":false,"rebootPending":false,"released":"2026-11-10T18:00:00Z"}]}
        """;

    private const string Check = """{"format":"PatchWindow.WindowsUpdate/1","action":"check","administrator":true,"disabled":[],"busy":false,"rebootFirst":false,"boot":"20261126064510.500000+060"}""";

    [Fact]
    public void A_recorded_list_is_read()
    {
        var patch = Assert.Single(Read(List + "\r\n").Value);
        Assert.Equal(("KB5031354", Id + ".200", "Cumulative Update \"x\" (KB5031354)", "Windows Update"), (patch.Name, patch.Version, patch.Title, patch.Source));
        Assert.Equal((PatchClassification.Security, PatchSeverity.Important, true), (patch.Classification, patch.Severity, patch.RequiresReboot));
    }

    [Fact]
    public void A_list_is_cut_short_wherever_it_ends_too_early()
    {
        for (var length = 1; length < List.Length; length += 7)
        {
            var problem = Read(List[..length]).Problem;
            Assert.True(problem is { Code: "OutputUnreadable" }, $"cut at {length}");
        }

        Assert.Equal("OutputCutShort", Read("").Problem?.Code);
        Assert.Equal("OutputCutShort", Read("\n\n").Problem?.Code);
    }

    [Theory]
    [InlineData("VERBOSE: hello\n", "", "VERBOSE: hello")]
    [InlineData("", "\nbye", "bye")]
    [InlineData("", "\n{}", "{}")]
    [InlineData("", " {}", "{}")]
    [InlineData("[", "]", "[")]
    public void Text_beside_the_document_is_quoted_and_nothing_is_used(string before, string after, string quoted)
    {
        var problem = Read(before + List + after).Problem;
        Assert.Equal(("OutputUnreadable", FindingKind.InvalidData, Host), (problem?.Code, problem?.Kind, problem?.HostName));
        Assert.Contains(quoted, problem!.Message);
    }

    [Theory]
    [InlineData("WindowsUpdate/1", "WindowsUpdate/2", "format is 'PatchWindow.WindowsUpdate/2'")]
    [InlineData("\"action\":\"list\"", "\"action\":\"check\"", "action is 'check'")]
    [InlineData("\"revision\":200", "\"revision\":\"200\"", "updates[0].revision is not a whole number")]
    [InlineData("\"revision\":200", "\"revision\":-1", "updates[0].id is not an UpdateID")]
    [InlineData("\"revision\":200", "\"revision\":1e400", "updates[0].revision is not a whole number")]
    [InlineData("\"hidden\":false,", "", "updates[0].hidden is missing")]
    [InlineData("\"hidden\":false", "\"hidden\":null", "updates[0].hidden is not true or false")]
    [InlineData("\"kbs\":[\"5031354\"]", "\"kbs\":[\"../x\"]", "updates[0].kbs is not numbers of articles")]
    [InlineData("\"kbs\":[\"5031354\"]", "\"kbs\":[5031354]", "updates[0].kbs[0] is not text")]
    [InlineData("\"kbs\":[\"5031354\"]", "\"kbs\":\"5031354\"", "updates[0].kbs is not a list")]
    [InlineData("\"id\":\"d2ef5c30-3a3b", "\"id\":\"d2ef5c30-3a3b' or IsInstalled=1 or '", "updates[0].id is not an UpdateID")]
    [InlineData("\"updates\":[{", "\"updates\":[7,{", "updates[0] is no object")]
    [InlineData("2026-11-10T18:00:00Z", "10.11.2026", "updates[0].released is not a moment")]
    [InlineData("\"reboot\":1", "\"reboot\":3", "updates[0].reboot is not a reboot behavior")]
    [InlineData("(KB5031354)", "\\ud83d", "updates[0].title is not text")]
    [InlineData("\"hidden\":false", "\"hidden\":false,\"hidden\":true", "hidden")]
    [InlineData("Cumulative", "Cumulative\t", "Cumulative")]
    [InlineData("\"asksUser\":false,", "\"asksUser\":false,,", "asksUser")]
    [InlineData("\"asksUser\":false,", "\"asksUser\":/**/false,", "asksUser")]
    public void A_document_that_is_not_what_the_contract_says_is_refused_and_the_place_is_named(string right, string wrong, string named)
    {
        Assert.Contains(right, List);
        var problem = Read(List.Replace(right, wrong)).Problem;
        Assert.Equal("OutputUnreadable", problem?.Code);
        Assert.Contains(named, problem!.Message);
    }

    [Fact]
    public void What_is_quoted_has_no_control_characters_and_is_not_a_megabyte()
    {
        var problem = Read("\u001b[2J" + new string('x', 1 << 20) + "\n" + List).Problem;
        Assert.Contains("\\u001b[2J", problem!.Message);
        Assert.InRange(problem.Message.Length, 1, 600);
        Assert.InRange(Read(List[..^3] + new string('y', 1 << 20)).Problem!.Message.Length, 1, 600);
    }

    [Fact]
    public void An_error_stands_for_the_document()
    {
        var problem = Read("""{"format":"PatchWindow.WindowsUpdate/1","action":"list","error":{"step":"search","hresult":"0x8024401c","message":"x"}}""").Problem;
        Assert.Equal(("PackageDownloadFailed", FindingKind.OperationTimeout), (problem?.Code, problem?.Kind));
        Assert.Equal("OutputUnreadable", Read("""{"format":"PatchWindow.WindowsUpdate/1","action":"list","error":{"step":"search","hresult":"8024401c","message":"x"}}""").Problem?.Code);
    }

    [Fact]
    public void A_script_that_PowerShell_did_not_run_is_told_in_its_words()
    {
        var problem = WindowsUpdateListReader.Read(Host, new HostOutput(1, "", "Cannot create type. Only core types are supported in this language mode.\n"), []).Problem;
        Assert.Equal("PackageManagerFailed", problem?.Code);
        Assert.Contains("Only core types are supported", problem!.Message);
        Assert.Contains("constrained language mode", problem.Suggestion);
    }

    [Theory]
    [InlineData("20261126064510.500000+060", "2026-11-26T05:45:10Z")]
    [InlineData("20261126004510.500000-300", "2026-11-26T05:45:10Z")]
    [InlineData("20260726074510.500000+120", "2026-07-26T05:45:10Z")]
    public void The_id_of_a_boot_is_its_start_in_UTC_so_that_summer_time_is_no_reboot(string boot, string expected) =>
        Assert.Equal(expected, WindowsUpdateStateReader.ReadReadiness(Host, Output(Check.Replace("20261126064510.500000+060", boot))).Value.BootId);

    [Theory]
    [InlineData("\"20261126064510.500000+060\"", "null")]
    [InlineData("20261126064510.500000+060", "20261126064510")]
    [InlineData("20261126064510.500000+060", "20261326064510.500000+060")]
    public void A_host_that_does_not_say_when_it_was_started_is_not_ready(string right, string wrong) =>
        Assert.Equal("OutputUnreadable", WindowsUpdateStateReader.ReadReadiness(Host, Output(Check.Replace(right, wrong))).Problem?.Code);

    [Fact]
    public void A_simulation_must_be_of_what_was_asked_for()
    {
        const string Answer = """{"format":"PatchWindow.WindowsUpdate/1","action":"simulate","updates":[]}""";
        Assert.Equal("OutputUnreadable", WindowsUpdateStateReader.ReadSimulation(Host, [new PackageVersion("KB1", Id + ".1")], Output(Answer)).Problem?.Code);
    }

    private static Outcome<IReadOnlyList<PendingPatch>> Read(string text) => WindowsUpdateListReader.Read(Host, Output(text), []);

    private static HostOutput Output(string text) => new(0, text, "");
}
