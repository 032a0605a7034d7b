using System.Diagnostics;
using System.Net;
using System.Text;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Package managers that the configuration has, by commands and by a PowerShell script, as someone uses them.</summary>
public sealed class OwnPackageManagerTests(Engine engine) : SessionTest(engine)
{
    [Fact]
    public void What_commands_list_is_decided_about_installed_and_verified_like_any_other_patch()
    {
        NeedsRoot();
        UseCommands("""
            "simulate": { "script": "simulate.sh" }, "refresh": [ "true" ],
            """);

        var pending = Run("Get-PendingPatch -Refresh").MustSucceed();
        Assert.Equal(["left-pad 1.3.0 Important Apply", "ws 8.1.2 Unknown Excluded"], pending.Output.Select(p => $"{p.Text("Name")} {p.Text("Version")} {p.Text("Severity")} {p.Text("Decision.Reason")}"));

        var result = Run("Install-PendingPatch localhost").MustSucceed();

        Assert.Equal(("Succeeded", "left-pad 1.3.0 (installed)"), (result.Single.Text("State"), result.Single.Text("Patches")));
        Assert.Empty(result.Warnings);
        Assert.Equal("left-pad@1.3.0\n", File.ReadAllText(Path.Combine(Folder, "applied")));
        Assert.Equal(["ws"], Run("Get-PendingPatch").MustSucceed().Texts("Name"));
        Assert.Contains(Run("$args[0].Journal", result.Single).Texts("Message"), m => m.Contains("npm installs left-pad=1.3.0"));
    }

    [Fact]
    public void Without_a_simulation_a_warning_says_what_is_not_known_and_without_a_refresh_nothing_fails()
    {
        NeedsRoot();
        UseCommands("");

        Assert.Contains(Run("Get-PendingPatch -Refresh -Verbose").MustSucceed().Verbose, v => v.Contains("no \"refresh\""));
        var result = Run("Install-PendingPatch localhost -WhatIf").MustSucceed();

        Assert.Contains("'npm' cannot simulate", Assert.Single(result.Warnings));
        Assert.False(File.Exists(Path.Combine(Folder, "applied")));
    }

    [Fact]
    public void An_installation_that_fails_tells_the_exit_code_and_what_was_said_last()
    {
        NeedsRoot();
        UseCommands("");
        Write("apply.sh", "echo 'npm ERR! code EINTEGRITY' >&2; exit 1");

        var result = Run("Install-PendingPatch localhost");

        var step = Assert.Single(result.Output);
        Assert.Equal("Failed", step.Text("State"));
        Assert.Contains("exit code 1", step.Text("Message"));
        Assert.Contains("EINTEGRITY", step.Text("Message"));
        Assert.NotEmpty(result.Errors);
    }

    [Fact]
    public void A_list_that_cannot_be_read_is_an_error_and_nothing_is_pending_by_accident()
    {
        UseCommands("");
        Write("list.sh", "echo '{\"name\":\"a\",\"verison\":\"1\"}'");

        var result = Run("Get-PendingPatch");

        Assert.Empty(result.Output);
        var error = Assert.Single(result.Errors);
        Assert.Equal("OutputUnreadable", error.Id());
        Assert.Contains("Did you mean 'version'?", error.ErrorDetails.Message);
        Assert.Contains("packageManagers.npm.list", error.ErrorDetails.Message);
    }

    [Fact]
    public void A_host_shows_what_it_goes_by()
    {
        UseCommands("");

        Assert.Equal("npm", Run("Get-PatchHost").Single.Text("PackageManager"));
    }

    [Fact]
    public void A_script_of_PowerShells_lists_installs_and_verifies()
    {
        UseScript("""
            param([ValidateSet('list', 'apply', 'verify')] [string] $Action, $ManagedHost, $Packages)
            $state = "$PSScriptRoot/firmware"
            $now = if ([IO.File]::Exists($state)) { [IO.File]::ReadAllText($state) } else { '1.0' }
            switch ($Action) {
                'list' { if ($now -ne '1.1') { [pscustomobject]@{ Name = 'firmware'; Installed = [version]$now; Version = '1.1'; Severity = 'Critical'; Source = $ManagedHost.Name
                    Cves = @('CVE-2026-1'); Size = 12; RequiresReboot = $false; Released = [datetimeoffset]::new(2026, 9, 1, 0, 0, 0, [timespan]::Zero) } } }
                'apply' { foreach ($package in $Packages) { [IO.File]::WriteAllText($state, $package.Version) } }
                'verify' { @{ name = 'firmware'; version = $now } }
            }
            """);

        var patch = Run("Get-PendingPatch").Single;
        Assert.Equal("firmware 1.0 1.1 Critical localhost CVE-2026-1 12", $"{patch.Text("Name")} {patch.Text("InstalledVersion")} {patch.Text("Version")} {patch.Text("Severity")} {patch.Text("Source")} {patch.Text("Cves")} {patch.Text("Size")}");

        var result = Run("Install-PendingPatch localhost").MustSucceed();

        Assert.Equal(("Succeeded", "firmware 1.1 (installed)"), (result.Single.Text("State"), result.Single.Text("Patches")));
        Assert.Contains("cannot simulate", Assert.Single(result.Warnings));
        Assert.Empty(Run("Get-PendingPatch").MustSucceed().Output);
    }

    [Theory]
    [InlineData("param($Action)\n\nthrow 'no API today'", "PackageManagerFailed", "no API today", 3)]
    [InlineData("param($Action)\n[IO.File]::ReadAllText('/no/such/file')", "PackageManagerFailed", "/no/such/file", 2)]
    [InlineData("param($Action)\nNo-SuchCommand", "PackageManagerFailed", "No-SuchCommand", 2)]
    [InlineData("param($Action)\n$ErrorActionPreference = 'Continue'\nGet-Command No-SuchCommand\n@{ name = 'a'; version = '1' }", "PackageManagerFailed", "No-SuchCommand", 3)]
    [InlineData("param($Action)\nif (", "PackageManagerFailed", "'list'", 2)]
    [InlineData("'text'", "PackageManagerFailed", "no parameter Action", 1)]
    [InlineData("param([ValidateSet('apply')] $Action)", "PackageManagerFailed", "does not take the action 'list'", 0)]
    [InlineData("param($Action)\n@{ name = 'a'; verison = '1' }", "OutputUnreadable", "Did you mean 'version'?", 0)]
    [InlineData("param($Action)\n'a 1'", "OutputUnreadable", "no hashtable", 0)]
    [InlineData("param($Action)\n@{ name = 'a'; version = 2 }", "OutputUnreadable", "'version' must be a text", 0)]
    [InlineData("param($Action)\n@{ name = '-rf'; version = '2' }", "OutputUnreadable", "begins with no '-'", 0)]
    [InlineData("param($Action)\n@{ name = 'a'; version = '1' }, @{ name = 'a'; version = '2' }", "OutputUnreadable", "Object 2", 0)]
    public void What_goes_wrong_in_a_script_is_an_error_with_its_file_and_line(string script, string code, string said, int line)
    {
        var file = UseScript(script);

        var result = Run("Get-PendingPatch");

        Assert.Empty(result.Output);
        var error = Assert.Single(result.Errors);
        Assert.Equal(code, error.Id());
        Assert.Contains(said, error.ErrorDetails.Message);
        if (line > 0) Assert.Equal($"{file}, line {line}", error.Finding().Text("Path"));
    }

    [Fact]
    public void Scripts_of_many_hosts_do_not_see_each_others_variables()
    {
        UseScript("param($Action, $ManagedHost)\nif ($global:seen) { throw \"seen by $($ManagedHost.Name)\" }\n$global:seen = $true\n@{ name = 'a'; version = '1'; source = $ManagedHost.Name }",
            hosts: string.Join(", ", Enumerable.Range(1, 8).Select(i => $$"""{ "name": "h{{i}}", "packageManager": "appliance" }""")));

        var listed = Run("Get-PendingPatch").MustSucceed();

        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"h{i} h{i}"), listed.Output.Select(p => $"{p.Text("Host")} {p.Text("Source")}").Order());
    }

    [Fact]
    public async Task Ctrl_C_ends_a_script_that_hears_of_nothing()
    {
        var started = Path.Combine(Folder, "started");
        UseScript($"param($Action)\n[IO.File]::WriteAllText('{started}', '')\n[Threading.Thread]::Sleep(20000)");
        var watch = new Stopwatch();

        _ = await Engine.RunWhile("Get-PendingPatch", async shell =>
        {
            while (!File.Exists(started)) await Task.Yield();
            watch.Start();
            shell.Stop();
            watch.Stop();
        });

        // A second is promised; the machine that tests may be busy.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task The_example_of_an_appliance_patches_one()
    {
        var installed = new Dictionary<string, string> { ["firmware"] = "4.1", ["boot loader/x"] = "" };
        using var api = new HttpListener();
        var port = FreePort();
        api.Prefixes.Add($"http://127.0.0.1:{port}/");
        api.Start();
        var serving = Task.Run(() => Serve(api, installed));
        var example = File.ReadAllText(Path.Combine(StagedModule.Repository, "examples", "package-managers", "appliance", "patchwindow.json"));
        File.Copy(Path.Combine(StagedModule.Repository, "examples", "package-managers", "appliance", "appliance.ps1"), Path.Combine(Folder, "appliance.ps1"));
        Configure(example.Replace("http://lb01:8080", $"http://127.0.0.1:{port}").Replace("Sun 03:00 for 2h", "daily 00:00 for 24h"));

        var patch = Run("Get-PendingPatch").Single;
        Assert.Equal("firmware 4.1 4.2 Important Apply", $"{patch.Text("Name")} {patch.Text("InstalledVersion")} {patch.Text("Version")} {patch.Text("Severity")} {patch.Text("Decision.Reason")}");
        Assert.Equal("Succeeded", Run("Install-PendingPatch lb01").MustSucceed().Single.Text("State"));
        Assert.Equal("4.2", installed["firmware"]);

        api.Stop();
        await serving;
        var error = Assert.Single(Run("Get-PendingPatch").Errors);
        Assert.Contains("appliance.ps1, line ", error.Finding().Text("Path"));
    }

    private static void Serve(HttpListener api, Dictionary<string, string> installed)
    {
        try
        {
            while (true)
            {
                var context = api.GetContext();
                var path = context.Request.Url!.AbsolutePath;
                if (path.StartsWith("/install/", StringComparison.Ordinal))
                {
                    using var body = new StreamReader(context.Request.InputStream);
                    installed[Uri.UnescapeDataString(path["/install/".Length..])] = body.ReadToEnd();
                }

                var text = path switch
                {
                    "/pending" => installed["firmware"] == "4.2" ? "" : $"firmware\t{installed["firmware"]}\t4.2\tImportant\n",
                    "/installed" => $"firmware\t{installed["firmware"]}\n",
                    _ => "",
                };
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(text));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Stopped: that is the end of the test.
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void NeedsRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root.");

    // A package manager of three shell scripts, whose packages are files of this test.
    private void UseCommands(string more)
    {
        Write("list.sh", $$"""
            cd '{{Folder}}' || exit
            [ -e applied ] || echo '{"name":"left-pad","installed":"1.2.0","version":"1.3.0","severity":"important"}'
            echo '{"name":"ws","installed":"8.1.0","version":"8.1.2"}'
            """);
        Write("apply.sh", $"printf '%s\\n' \"$@\" >'{Folder}/applied'");
        Write("verify.sh", $$"""
            [ ! -e '{{Folder}}/applied' ] || echo '{"name":"left-pad","version":"1.3.0"}'
            echo '{"name":"ws","version":"8.1.0"}'
            """);
        Write("simulate.sh", """
            for word in "$@"; do printf '{"name":"%s","version":"%s"}\n' "${word%@*}" "${word##*@}"; done
            """);
        Configure($$"""
            { "hosts": [ { "name": "localhost", "transport": "local", "packageManager": "npm" } ],
              "packageManagers": { "npm": { {{more}} "list": { "script": "list.sh" }, "apply": { "script": "apply.sh" }, "verify": { "script": "verify.sh" },
                                            "reboot": [ "echo", "no" ], "package": "{name}@{version}" } },
              "policies": { "open": { "targets": "*", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ], "approve": { "exclude": [ "ws" ] } } } }
            """);
    }

    private string UseScript(string text, string hosts = """{ "name": "localhost", "transport": "local", "packageManager": "appliance" }""")
    {
        Configure($$"""
            { "hosts": [ {{hosts}} ], "packageManagers": { "appliance": { "script": "appliance.ps1" } },
              "policies": { "open": { "targets": "*", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ] } } }
            """);
        return Write("appliance.ps1", text);
    }
}
