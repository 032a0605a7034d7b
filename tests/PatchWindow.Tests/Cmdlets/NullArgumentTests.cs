using System.Management.Automation;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>An unset variable is a null to a parameter: it counts as left out, or is refused by name.</summary>
public sealed class NullArgumentTests : SessionTest
{
    // What makes each parameter set whole.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["Text"] = "'Sat 22:00 for 4h'", ["RRule"] = "'FREQ=DAILY'", ["Daily"] = "", ["Weekly"] = "", ["Monthly"] = "", ["Day"] = "Mon", ["Week"] = "2",
        ["Duration"] = "4h", ["At"] = "22:00", ["HostName"] = "localhost", ["Name"] = "pw-sec", ["For"] = "7d", ["Until"] = "2027-01-01", ["Reason"] = "r",
        ["Patch"] = "([PatchWindow.PendingPatch]@{ Host = 'localhost'; Name = 'pw-sec'; Version = '2.0' })",
        ["InputObject"] = "([PatchWindow.Policy]@{ Name = 'x'; Schedules = @([PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' }) })",
        ["Format"] = "RRule", ["Operation"] = "Union", ["Schedule"] = "([PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' })",
    };

    private const string Window = "([PatchWindow.Window]@{ Start = '2026-12-11'; End = '2026-12-12'; TimeZone = 'UTC' })";

    public NullArgumentTests(Engine engine)
        : base(engine) => Configure(AlwaysOpen);

    public static TheoryData<string> Cmdlets => new(Session.Manifest.Cmdlets);

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_list_that_is_null_counts_as_left_out_or_is_refused_by_name(string cmdlet)
    {
        if (cmdlet is "Get-PendingPatch") _ = UseApt();
        var command = (CommandInfo)Run($"Get-Command {cmdlet}").Single.BaseObject;
        foreach (var set in command.ParameterSets)
        {
            foreach (var list in set.Parameters.Where(p => p.ParameterType.IsArray))
            {
                var others = set.Parameters.Where(p => (p.IsMandatory || p.Name == "At") && p != list)
                    .Select(p => p.ParameterType == typeof(SwitchParameter) ? "-" + p.Name : $"-{p.Name} {(cmdlet == "Merge-PatchWindow" && p.Name == "InputObject" ? Window : Values[p.Name])}");
                var line = $"{cmdlet} {string.Join(" ", others)} -{list.Name} $typo";

                var result = Run(line);

                var problems = result.Errors.Append(result.Stopped).OfType<ErrorRecord>().Select(e => $"{e.Id()}: {e.Exception.Message}").ToList();
                Assert.All(problems, p => Assert.True(p.Contains($"'{list.Name}'") || p.Contains("-" + list.Name), $"{line}\n{p}"));
                var refused = list.IsMandatory || (cmdlet, list.Name) is ("Test-PatchWindow" or "Wait-PatchWindow", "Policy" or "HostName") or ("Invoke-PatchWindow" or "Start-PatchRunner", "Policy");
                Assert.True(refused == problems.Count > 0, $"{line}\n{string.Join("\n", problems)}");
                Assert.True(!refused || result.Output.Count == 0, line);
            }
        }
    }

    [Theory]
    [InlineData("Get-PatchWindow $typo", "open,open")]
    [InlineData("Get-PatchWindow open | Test-PatchWindow -Explain", "open")]
    [InlineData("[PatchWindow.Window]@{ Policy = 'open' } | Get-PatchWindow -First 1", "open")]
    public void A_window_without_a_host_is_asked_about_without_one(string script, string policies) =>
        Assert.Equal(policies, string.Join(",", Run(script).MustSucceed().Texts("Policy")));

    [Theory]
    [InlineData("Test-PatchWindow $typo")]
    [InlineData("Test-PatchWindow @()")]
    [InlineData("Test-PatchWindow -HostName $typo")]
    [InlineData("Test-PatchWindow -HostName @()")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h' | Get-PatchWindow -First 1 | Test-PatchWindow")]
    public void What_was_not_asked_about_is_never_a_yes(string script) =>
        Assert.DoesNotContain(Run(script).Output, o => o.BaseObject is true);
}
