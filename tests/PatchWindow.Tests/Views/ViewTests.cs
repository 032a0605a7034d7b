using System.Text.RegularExpressions;
using System.Xml.Linq;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Views;

/// <summary>What is shown on a screen of 100 columns.</summary>
public sealed class ViewTests(Engine engine) : SessionTest(engine)
{
    // One of everything, with the lengths that Debian's names, versions and zones really have.
    private const string Window = """
        [PatchWindow.Policy]@{ Name = 'prod-web'; TimeZone = 'America/Argentina/Buenos_Aires'; Schedules = @([PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 25h30m' })
            Freezes = @([PatchWindow.Freeze]@{ From = '2026-12-18'; To = '2027-01-05'; Reason = 'year-end change freeze' }) } |
            Get-PatchWindow -From 2026-12-12T00:00Z -To 2026-12-28T00:00Z -IncludeFrozen
        """;

    private const string Scheduled = """
        New-PatchSchedule -RRule 'FREQ=MONTHLY;BYDAY=-1FR' -Offset P3D -At 22:00 -Duration 26h30m -TimeZone America/Argentina/Buenos_Aires |
            Get-PatchWindow -From 2026-12-12T00:00Z -First 3
        """;

    private const string Patch = """
        [PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'linux-headers-6.1.0-41-common'; InstalledVersion = '1:9.18.33-1~deb12u2'
            Version = '131.0.6778.139-1~deb12u1'; Classification = 'Enhancement'
            Decision = [PatchWindow.Decision]@{ Reason = 'CutoffReached'; ChangesAt = '2026-12-18T22:00+01:00' } }
        """;

    private const string Decision = """
        [PatchWindow.Decision]@{ Reason = 'CutoffReached'; Policy = 'prod-web'; ChangesAt = '2026-12-18T22:00+01:00'
            Message = 'nothing new starts since the cutoff at 2026-12-13 01:30 +01:00, and the next window opens in a week' }
        """;

    private const string Deferral = """
        [PatchWindow.Deferral]@{ Id = 1; Host = 'web01'; Name = 'linux-headers-6.1.0-41-common'; Version = '131.0.6778.139-1~deb12u1'
            Until = '2026-12-18T22:00+01:00'; Reason = 'vendor testing, CHG-4711'; State = 'Superseded' }
        """;

    private const string Approval = """
        [PatchWindow.Approval]@{ Id = 1; Host = 'web01'; Name = 'linux-headers-6.1.0-41-common'; Version = '131.0.6778.139-1~deb12u1'
            Until = '2026-12-18T22:00+01:00'; Reason = 'vendor testing, CHG-4711'; State = 'Superseded'; Verdict = 'Approved' }
        """;

    private const string Step = """
        [PatchWindow.StepResult]@{ Step = '20261209-130000-abcdef'; Host = 'web01'; State = 'Succeeded'; RebootRequired = $true
            Patches = [PatchWindow.PatchResult]@{ Name = 'a' }, [PatchWindow.PatchResult]@{ Name = 'b' }, [PatchWindow.PatchResult]@{ Name = 'c'; Dependency = $true }
            Message = 'the host has 12 of 12 and wants a reboot'; Started = '2026-12-09T13:00Z'; Ended = '2026-12-09T14:05:06Z' }
        """;

    private const string Results = """
        [PatchWindow.PatchResult]@{ Name = 'linux-headers-6.1.0-41-common'; Version = '131.0.6778.139-1~deb12u1'; Installed = $true }
        [PatchWindow.PatchResult]@{ Name = 'linux-kbuild-6.1'; Version = '1:9.18.33-1~deb12u2'; Dependency = $true }
        """;

    private const string Journal = """
        [PatchWindow.JournalEntry]@{ Step = 's'; Sequence = 1; Time = '2026-12-09T13:00Z'; State = 'Verifying'
            Message = 'the post-installation script of pw-fail failed with exit status 3 on localhost and left it half-installed; see the journal' }
        """;

    private const string Host = """
        $h = [PatchWindow.ManagedHost]@{ Name = 'app-frontend-01.osl.example.org'; Address = '2001:db8:85a3::8a2e:370:7334'; Transport = 'local'; Policies = 'prod-web', 'prod-night' }
        $h.Tags['env'] = 'prod'; $h.Tags['role'] = 'web'; $h.Tags['site'] = 'osl'; $h
        """;

    private const string Policy = """
        [PatchWindow.Policy]@{ Name = 'prod-web'; Targets = 'env = prod and role in (web, api)'; TimeZone = 'America/Argentina/Buenos_Aires'
            Schedules = @([PatchWindow.Schedule]@{ Text = '2nd Tue +3d 22:00 for 4h' }, [PatchWindow.Schedule]@{ Text = 'Sat,Sun 01:00-05:00' }) }
        """;

    private const string Setting = """
        [PatchWindow.PolicySetting]@{ Policy = 'prod-web'; Path = 'rollout.budgets[0].max'; Value = '2nd Tue +3d 22:00 for 4h'
            Source = '/home/administrator/.config/PatchWindow/patchwindow.json'; Line = 112
            Overrides = [PatchWindow.PolicySetting]@{ Path = 'rollout.budgets[0].max'; Value = 'Sat 22:00'; Source = '/etc/patchwindow/patchwindow.json'; Line = 7 } }
        """;

    private const string Open = "[PatchWindow.Window]@{ Policy = 'prod-web'; Start = '2026-12-12T22:00+01:00'; End = '2026-12-13T02:00+01:00'; TimeZone = 'Europe/Oslo' }";

    private const string LongPatch = "[PatchWindow.PendingPatch]@{ Host = 'web01'; Name = 'linux-headers-6.1.0-41-common'; InstalledVersion = '1:9.18.33-1~deb12u2'; Version = '131.0.6778.139-1~deb12u1' }";

    private const string PlannedWindows = $$"""
        [PatchWindow.PlannedWindow]@{ Policy = 'prod-web'; Window = {{Open}}; Start = '2026-12-12T22:00+01:00'; End = '2026-12-13T01:40+01:00'; Hosts = 100000; Patches = 2000000 }
        [PatchWindow.PlannedWindow]@{ Policy = 'prod-web'; IsEmergency = $true; Freeze = 'year-end change freeze'; Start = '2026-12-13T22:00+01:00'; End = '2026-12-13T22:10+01:00'; Hosts = 1; Patches = 1 }
        """;

    private const string Plan = $$"""
        [PatchWindow.Plan]@{ From = '2026-12-09T13:00Z'; To = '2027-01-08T13:00Z'; Hash = '0123456789abcdef'; TimeZoneVersion = '2026c'; Windows = @({{PlannedWindows}})
            Misses = @([PatchWindow.PlanMiss]@{ Reason = 'BudgetSpent' }); Waits = @([PatchWindow.PlanWait]@{ Reason = 'NotApproved' }, [PatchWindow.PlanWait]@{ Reason = 'Excluded' }, [PatchWindow.PlanWait]@{ Reason = 'Excluded' }) }
        """;

    private const string PlannedStep = $$"""
        [PatchWindow.PlannedStep]@{ Host = 'app-frontend-01.osl.example.org'; Policy = 'prod-web'; Ring = 'canary'; Start = '2026-12-12T22:00+01:00'; End = '2026-12-12T22:40+01:00'; Reason = 'DeadlinePassed'
            Patches = @([PatchWindow.PlannedPatch]::new(({{LongPatch}}), 'DeadlinePassed'), [PatchWindow.PlannedPatch]::new([PatchWindow.PendingPatch]@{ Name = 'linux-kbuild-6.1' }, 'Apply')) }
        """;

    private const string PlannedPatch = $"[PatchWindow.PlannedPatch]::new(({LongPatch}), 'DeadlinePassed')";

    private const string PlanMiss = $$"""
        [PatchWindow.PlanMiss]@{ Host = 'app-frontend-01.osl.example.org'; Policy = 'prod-web'; Patch = {{LongPatch}}; Deadline = '2026-12-18T22:00+01:00'; PlannedStart = '2026-12-19T22:00+01:00'
            Reason = 'RingWaiting'; Suggestion = 'It would fit with a window of 1h40m instead of 1h, or max 80 instead of 50 (prod-web:rollout:budgets:1).' }
        """;

    private const string PlanWait = $$"""
        [PatchWindow.PlanWait]@{ Host = 'app-frontend-01.osl.example.org'; Policy = 'prod-web'; Patch = {{LongPatch}}; Reason = 'PolicyConflict'; ChangesAt = '2026-12-19T22:00+01:00'
            Message = 'deferred by kari until 2026-12-19 22:00 +01:00: vendor testing' }
        """;

    private const string Finding = """
        [PatchWindow.Finding]@{ Code = 'ClockChangeTouchesWindow'; Severity = 'Warning'; Policy = 'prod-web'; Path = '/etc/patchwindow/patchwindow.json: policies.prod-web.schedules[0].text'
            Message = "'Funday' is not a day."; Suggestion = 'Begin with daily, Sat, Mon,Wed, weekdays, 2nd Tue or last Fri.' }
        """;

    private const string Runs = "$at = [DateTimeOffset]'2026-12-12T22:00+01:00'; [PatchWindow.Run]@{ Id = '20261212-220003-3f9a12c07be4'; Policy = 'prod-web'; State = 'Stopped'; "
        + "Message = 'stopped by kari: web is slow'; WindowStart = $at; WindowEnd = $at.AddHours(4); Cutoff = $at.AddHours(4); Started = $at; Hosts = 1030; Succeeded = 28; Failed = 1; Unknown = 1; InFlight = 30; Waiting = 1000; "
        + "Waits = @([PatchWindow.RunWaiting]@{ Ring = 'rest'; Hosts = 970; Reason = 'RingWaiting'; Message = \"the ring 'canary' soaks for 2h since its last success\"; Until = $at.AddMinutes(90) }); "
        + "Steps = @([PatchWindow.RunStep]@{ Ring = 'canary'; Host = 'app-frontend-01.osl.example.org'; State = 'Succeeded'; Started = $at; Ended = $at.AddSeconds(65); Message = 'the host has 12 of 12' }) }";

    public static TheoryData<string, string, string[]> Tables => new()
    {
        { "Window", Window, ["Policy", "State", "When", "Start", "End", "TimeZone", "Note", "prod-web", "Upcoming", "Frozen", "Sat 2026-12-12 22:00", "23:30 +1d", "America/Argentina/Buenos_Aires", "freeze:year-endchangefreeze"] },
        { "Schedule", "New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo'", ["2nd Tue +3d 22:00 for 4h Europe/Oslo"] },
        { "Policy", Policy, ["Name", "Targets", "Schedules", "prod-web", "env=prodandrolein(web,api)", "2ndTue+3d22:00for4h;Sat,Sun01:00-05:00", "America/Argentina/Buenos_Aires"] },
        { "PolicySetting", Setting, ["Policy: prod-web", "Path", "Value", "Source", "rollout.budgets[0].max", "2nd Tue +3d 22:00 for 4h", "PatchWindow/patchwindow.json:112,overridesSat22:00(/etc/patchwindow/patchwindow.json:7)"] },
        { "ManagedHost", Host, ["Name", "Transport", "Policies", "app-frontend-01.osl.example.org", "local", "2001:db8:85a3::8a2e:370:7334", "prod-web,prod-night"] },
        { "PendingPatch", Patch, ["Host: web01", "Name", "Installed", "Version", "Decision", "linux-headers-6.1.0-41-common", "1:9.18.33-1~deb12u2", "131.0.6778.139-1~deb12u1", "Enhancement", "CutoffReached", "12-18"] },
        { "Decision", Decision, ["Reason", "Policy", "Message", "CutoffReached", "prod-web", "2026-12-18 22:00", "nothing new starts", "opensinaweek"] },
        { "Deferral", Deferral, ["Host", "Until", "Reason", "web01", "linux-headers-6.1.0-41-common", "131.0.6778.139-1~deb12u1", "Superseded", "vendortesting,CHG-4711"] },
        { "Approval", Approval, ["Host", "Verdict", "Until", "Reason", "web01", "linux-headers-6.1.0-41-common", "131.0.6778.139-1~deb12u1", "Approved", "Superseded", "2026-12-18", "vendortesting,CHG-4711"] },
        { "StepResult", Step, ["Host", "State", "Message", "web01", "Succeeded", "2+1", "1h5m6s", "needed", "thehosthas12of12andwantsareboot"] },
        { "Run", Runs, ["Policy", "Window", "State", "What it waits for", "prod-web", "2026-12-12 22:00-02:00+1", "Stopped", "28", "2", "1000", "stoppedbykari:webisslow;970ofrest:", "thering'canary'soaksfor2hsinceitslastsuccess"] },
        { "RunStep", $"$run = & {{ {Runs} }}; $run.Steps", ["Ring", "Host", "State", "Took", "canary", "app-frontend-01.osl.example.org", "Succeeded", "1m5s", "thehosthas12of12"] },
        { "RunWaiting", $"$run = & {{ {Runs} }}; $run.Waits", ["Ring", "Hosts", "Reason", "Until", "rest", "970", "RingWaiting", "2026-12-12 23:30", "thering'canary'soaks"] },
        { "PatchResult", Results, ["Name", "Version", "Result", "CameAs", "linux-headers-6.1.0-41-common", "131.0.6778.139-1~deb12u1", "installed", "patch", "notinstalled", "dependency"] },
        { "JournalEntry", Journal, ["Time", "State", "Message", "Verifying", "exit status 3", "seethejournal"] },
        { "Finding", Finding, ["Severity", "Code", "Policy", "Message", "Warning", "ClockChangeTouchesWindow", "prod-web", "policies.prod-web.schedules[0].text", "orlastFri."] },
        { "Plan", Plan, ["2026-12-09 13:00 +00:00 to 2027-01-08 13:00 +00:00: 0 steps, 1 miss, 3 waits", "Hash 0123456789ab", "2026c", "prod-web", "Sat 2026-12-12 22:00 02:00  22:00-01:40+1", "100000", "2000000", "emergencies freeze: year-end", "1 missed (.Misses): 1 BudgetSpent", "3 waiting (.Waits): 1 NotApproved, 2 Excluded"] },
        { "PlannedWindow", PlannedWindows, ["Policy", "Window", "Closes", "Work", "prod-web", "Sat 2026-12-12 22:00 02:00", "22:00-01:40+1", "100000", "2000000", "emergenciesfreeze:year-endchangefreeze"] },
        { "PlannedStep", PlannedStep, ["Host", "Start", "Ring", "app-frontend-01.osl.example.org", "Sat 2026-12-12 22:00 22:40", "canary", "DeadlinePassed", "linux-headers-6.1.0-41-common,linux-kbuild-6.1"] },
        { "PlannedPatch", PlannedPatch, ["Name", "Installed", "Version", "Reason", "linux-headers-6.1.0-41-common", "1:9.18.33-1~deb12u2", "131.0.6778.139-1~deb12u1", "DeadlinePassed"] },
        { "PlanMiss", PlanMiss, ["Host", "Name", "Deadline", "app-frontend-01.osl.example.org", "linux-headers-6.1.0-41-common", "2026-12-18 22:00", "12-19 22:00", "RingWaiting", "max80insteadof50(prod-web:rollout:budgets:1)."] },
        { "PlanWait", PlanWait, ["Host", "Name", "Reason", "Until", "Why", "app-frontend-01.osl.example.org", "linux-headers-6.1.0-41-common", "PolicyConflict", "12-19 22:00", "deferredbykariuntil2026-12-1922:00+01:00:vendortesting"] },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_object_has_a_table_that_fits_100_columns_and_cuts_nothing(string type, string script, string[] texts)
    {
        Assert.Equal("PatchWindow." + type, Run(script).MustSucceed().Output[0].BaseObject.GetType().FullName);

        var lines = Engine.Show($"& {{ {script} }}");
        var shown = string.Join("\n", lines);

        Assert.All(lines, line => Assert.True(line.Length <= CapturingHost.Columns, $"{line.Length}: {line}"));
        Assert.DoesNotContain("…", shown);
        Assert.DoesNotContain("...", shown);
        Assert.All(texts, text => Assert.True(Holds(lines, text), $"'{text}' is not in\n{shown}"));
    }

    [Fact]
    public void The_windows_of_a_bare_schedule_stand_one_a_line_below_its_text()
    {
        var lines = Engine.Show($"& {{ {Scheduled} }}").Where(line => line.Trim().Length > 0).Select(line => line.Trim()).ToList();

        Assert.Equal("Schedule: last Fri +3d 22:00 for 1d2h30m America/Argentina/Buenos_Aires", lines[0]);
        Assert.Equal(3, lines.Count(line => line.StartsWith("Upcoming", StringComparison.Ordinal)));
        Assert.Contains(lines, line => Regex.IsMatch(line, @"^Upcoming in \S+ +Mon 2026-12-28 22:00 00:30 \+2d 1d2h30 "));
    }

    [Fact]
    public void The_windows_of_a_bare_schedule_and_of_policies_keep_their_properties() =>
        Assert.Equal("PatchWindow.Window", Run($"& {{ {Scheduled} }}").MustSucceed().Output[0].BaseObject.GetType().FullName);

    [Fact]
    public void Every_word_of_an_enumeration_fits_its_column()
    {
        var shown = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(StagedModule.Folder, "Views"), "*.Format.ps1xml"))
        {
            foreach (var view in XDocument.Load(file).Descendants("View").Where(v => v.Element("TableControl") is not null))
            {
                var type = view.Descendants("TypeName").First().Value.Split('#')[0];
                var columns = view.Descendants("TableColumnHeader").Zip(view.Descendants("TableColumnItem"), (header, item) =>
                    (Label: header.Element("Label")!.Value, Width: (int?)header.Element("Width"), Source: item.Value)).ToList();

                // What the columns with a width leave of the line, a space between each two, is the other's.
                var rest = CapturingHost.Columns - columns.Sum(c => (c.Width ?? 0) + 1) + 1;
                foreach (var (label, width, source) in columns)
                {
                    foreach (var path in Regex.Matches(source, @"^\w+$|(?<=\$_\.)\w+(?:\.\w+)*").Select(m => m.Value))
                    {
                        foreach (var word in WordsOf(type, path))
                        {
                            shown++;
                            Assert.True(word.Length <= (width ?? rest), $"{type}: '{word}' does not fit {label}, which is {width ?? rest} wide");
                        }
                    }
                }
            }
        }

        Assert.True(shown > 40, $"{shown} words are in columns");
    }

    [Fact]
    public void Every_output_type_has_a_table()
    {
        var written = Run("(Get-Command -Module PatchWindow -CommandType Cmdlet).OutputType.Name | Where-Object { $_ -like 'PatchWindow.*' }").Output.Select(t => t.ToString()[12..]).Distinct();

        Assert.Empty(written.Except(Tables.Select(row => row.Data.Item1)));
    }

    [Fact]
    public void A_window_that_its_clock_moved_says_how()
    {
        var shown = Engine.Show("New-PatchSchedule 'Sun 02:30 for 1h Europe/Oslo' | Get-PatchWindow -From 2026-03-29T00:00Z -First 1");

        Assert.True(Holds(shown, "Shifted"));
    }

    [Theory]
    [InlineData("2026-12-11T21:59:30Z", "Upcoming in 1d ")]
    [InlineData("2026-12-11T12:00Z", "Upcoming in 1d10h")]
    [InlineData("2026-12-12T20:15Z", "Upcoming in 1h45m")]
    [InlineData("2026-12-12T22:15Z", "Open     3h45m left")]
    [InlineData("2026-12-13T01:59:01Z", "Open     <1m left")]
    public void A_window_says_how_long_until_it_opens_or_closes(string now, string shown)
    {
        ClockShows(now);
        Assert.Contains(Engine.Show("New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow"), line => line.StartsWith(shown, StringComparison.Ordinal));
    }

    [Fact]
    public void A_policy_without_schedules_says_that_it_never_opens() =>
        Assert.True(Holds(Engine.Show("[PatchWindow.Policy]@{ Name = 'idle' }"), "none: never opens"));

    [Fact]
    public void A_list_has_every_property()
    {
        var lists = Directory.GetFiles(Path.Combine(StagedModule.Folder, "Views"), "*.Format.ps1xml")
            .SelectMany(file => XDocument.Load(file).Descendants("View")).Where(v => v.Element("ListControl") is not null)
            .Where(v => !v.Descendants("TypeName").Single().Value.Contains('#')).ToList();

        Assert.Contains(lists, view => view.Descendants("TypeName").Single().Value == "PatchWindow.Deferral");
        Assert.All(lists, view =>
        {
            var type = TypeOf(view.Descendants("TypeName").Single().Value);

            // A schedule shows its name and its text as one.
            var shown = view.Descendants("Label").Select(l => l.Value).Concat(type.Name == "Schedule" ? ["Name", "Text"] : []);
            Assert.Empty(type.GetProperties().Select(p => p.Name).Except(shown));
        });
    }

    // The names of the enumeration that a property path of a type ends in; none where it ends in something else.
    private static string[] WordsOf(string type, string path)
    {
        var at = TypeOf(type);
        foreach (var name in path.Split('.'))
        {
            // A method or an index: what follows is of no interest here.
            if (at.GetProperty(name)?.PropertyType is not { } next) return [];
            at = Nullable.GetUnderlyingType(next) ?? next;
        }

        return at.IsEnum ? Enum.GetNames(at) : [];
    }

    private static Type TypeOf(string name) => AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).OfType<Type>().First();

    // A text that stands in a line, or that a column has wrapped: the pieces one below the other, spaces aside.
    private static bool Holds(IReadOnlyList<string> lines, string text)
    {
        if (lines.Any(line => line.Contains(text))) return true;
        var wanted = text.Replace(" ", "");
        return Enumerable.Range(0, CapturingHost.Columns).Any(column => Enumerable.Range(5, CapturingHost.Columns - 5).Any(width =>
            string.Concat(lines.Select(line => Piece(line, column, width))).Replace(" ", "").Contains(wanted)));
    }

    private static string Piece(string line, int column, int width) =>
        column >= line.Length ? "" : line.Substring(column, Math.Min(width, line.Length - column));
}
