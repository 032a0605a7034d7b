using System.Xml.Linq;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Help;

/// <summary>Every example in the help is run, with the example configuration, a scratch store and a sandbox's apt.</summary>
public sealed class HelpExampleTests(Engine engine) : SessionTest(engine)
{
    // What shows that an example did its work: a type it writes, or a text that -WhatIf shows. The others may write nothing here.
    private static readonly Dictionary<string, string> Shows = new()
    {
        ["Get-PatchWindow"] = "PatchWindow.Window",
        ["Get-PatchWindow prod-web -First 4"] = "PatchWindow.Window",
        ["Get-PatchHost"] = "PatchWindow.ManagedHost",
        ["Get-PatchHost -Filter 'env = lab and role in (workstation, kiosk) and not name like test*'"] = "PatchWindow.ManagedHost",
        ["Get-PatchHost localhost | ForEach-Object Source"] = "System.String",
        ["Get-PatchPlan"] = "PatchWindow.Plan",
        ["(Get-PatchPlan localhost -For 7d).Steps"] = "PatchWindow.PlannedStep",
        ["$patches = Get-PendingPatch; $patches | Get-PatchPlan -For 14d -AsJson"] = "System.String",
        ["Get-PatchPolicy"] = "PatchWindow.Policy",
        ["Get-PendingPatch localhost"] = "PatchWindow.PendingPatch",
        ["Get-PatchWindow -First 5 | Merge-PatchWindow Union"] = "PatchWindow.Window",
        ["Wait-PatchWindow -HostName localhost -For 30m"] = "PatchWindow.Window",
        ["Wait-PatchWindow this-machine -Timeout 4h | ForEach-Object { Install-PendingPatch localhost -WhatIf }"] = "pw-sec",
        ["Test-PatchWindow -HostName localhost"] = "System.Boolean",
        ["Get-PendingPatch | Suspend-PendingPatch -For 12d -Reason 'quarter close' -WhatIf"] = "pw-sec",
        ["New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo'"] = "PatchWindow.Schedule",
        ["Test-PatchPolicy"] = "PatchWindow.Finding",
        ["New-PatchPolicy trial -Targets 'env = lab' -Schedule 'Sun 02:30 for 1h Europe/Oslo' -Deadline @{ Critical = '5d' } | Test-PatchPolicy"] = "PatchWindow.Finding",
        ["New-PatchPolicy lab -Targets 'env = lab' -Schedule 'weekdays 09:00-16:00' -TimeZone Europe/Oslo | Get-PatchWindow -First 3"] = "PatchWindow.Window",
        ["ConvertTo-PatchSchedule -Format Cron '0 22 * * sat' -Duration 4h -TimeZone Europe/Oslo"] = "PatchWindow.Schedule",
        ["'Fri *-*-11..17 22:00 Europe/Oslo' | ConvertTo-PatchSchedule -Format OnCalendar -Duration 4h | Get-PatchWindow -First 3"] = "PatchWindow.Window",
        ["New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule -Format OnCalendar"] = "System.String",
        ["ConvertTo-PatchSchedule -Format AwsSsm 'cron(0 23 ? * TUE#3 *)' -Duration 4h -TimeZone Europe/Oslo | Get-PatchWindow -First 3"] = "PatchWindow.Window",
        ["ConvertTo-PatchSchedule -Format ConfigMgr 02C159C0381A2000"] = "PatchWindow.Schedule",
        ["New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule -Format AwsSsm -Strict"] = "System.String",
        ["New-PatchSchedule 'Sat 22:00 for 4h host' -Start 2026-12-01 | ConvertFrom-PatchSchedule -Format ConfigMgr -Strict"] = "System.String",
        ["New-PatchSchedule 'Sat,Sun 01:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule -Format ICalendar -Strict"] = "System.String",
    };

    public static TheoryData<string, string> Examples
    {
        get
        {
            var rows = new TheoryData<string, string>();
            XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10", dev = "http://schemas.microsoft.com/maml/dev/2004/10";
            var help = XDocument.Load(Path.Combine(StagedModule.Folder, "en-US", "PatchWindow.dll-Help.xml"));
            foreach (var cmdlet in help.Descendants(command + "command"))
            {
                foreach (var example in cmdlet.Descendants(command + "example"))
                    rows.Add(cmdlet.Descendants(command + "name").First().Value, example.Element(dev + "code")!.Value);
            }

            Assert.NotEmpty(rows);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_without_an_error(string cmdlet, string code)
    {
        _ = UseApt();
        Set("PATCHWINDOW_CONFIG", Path.Combine(StagedModule.Repository, "examples", "patchwindow.json"));

        // Whoever waits waits for the window of this machine, nightly from two to three.
        if (cmdlet == "Wait-PatchWindow") SetClock(() => new DateTimeOffset(DateTime.Today.AddHours(2.25)));

        var result = Run(code).MustSucceed();

        Assert.Contains(cmdlet, code);
        if (Shows.TryGetValue(code, out var wanted))
            Assert.True(result.Shown.Contains(wanted) || result.Output.Any(o => o.BaseObject.GetType().FullName == wanted), $"{wanted} is not in {result.Shown}");
    }

    [Fact]
    public void Every_cmdlet_has_at_least_one_and_each_that_is_expected_to_show_something_is_there()
    {
        Assert.Equal(Session.Manifest.Cmdlets.Order(), Examples.Select(e => e.Data.Item1).Distinct().Order());
        Assert.Empty(Shows.Keys.Except(Examples.Select(e => e.Data.Item2)));
    }
}
