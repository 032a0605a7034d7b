using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Examples;

/// <summary>
/// examples/package-managers/pip on a real host, over SSH: the real pip in a virtual environment, with a folder of wheels as its index.
/// </summary>
public sealed class PipExampleTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    // Debian's python3-pip-whl.
    private static readonly string? Pip = Wheels("/usr/share/python-wheels").FirstOrDefault();

    private static readonly string Example = Path.Combine(StagedModule.Repository, "examples", "package-managers", "pip");

    [Theory]
    [InlineData("root")]
    [InlineData("patch")]
    public async Task Outdated_packages_are_listed_installed_in_exactly_that_version_and_verified(string user)
    {
        await using var lent = await LendAsync();
        Configure(lent, user);

        var pending = Run("Get-PendingPatch").MustSucceed();
        Assert.Equal(
            ["pw-app 1.0 2.0 Apply", "pw-other 1.0 1.1 Excluded"],
            pending.Output.Select(p => $"{p.Text("Name")} {p.Text("InstalledVersion")} {p.Text("Version")} {p.Text("Decision.Reason")}"));
        Assert.All(pending.Output, p => Assert.Equal((lent.Name, "pip"), (p.Text("Host"), p.Text("Source"))));

        var whatIf = Run("Install-PendingPatch -HostName * -WhatIf").MustSucceed();
        Assert.Contains("pw-app 2.0", whatIf.Shown);
        Assert.Contains("pw-lib", whatIf.Shown);
        Assert.Empty(whatIf.Warnings);
        Assert.Equal("1.0", await VersionAsync(lent, "pw_app"));

        var step = Run("Install-PendingPatch -HostName *").Single;

        Assert.Equal(("Succeeded", "False"), (step.Text("State"), step.Text("RebootRequired")));
        Assert.Contains("pw-app 2.0 (installed)", step.Text("Patches"));
        Assert.Contains("pw-lib 1.0", step.Text("Patches"));
        Assert.Equal(("2.0", "1.0", "1.0"), (await VersionAsync(lent, "pw_app"), await VersionAsync(lent, "pw_lib"), await VersionAsync(lent, "pw_other")));
        Assert.Equal(["pw-other"], Run("Get-PendingPatch").MustSucceed().Texts("Name"));
    }

    [Fact]
    public async Task A_pip_that_fails_is_an_error_and_not_an_empty_list()
    {
        await using var lent = await LendAsync();
        Configure(lent, "root");
        _ = await lent.Host.MustAsync("rm -r /srv/shop/lib/python3*/site-packages/pip");

        var error = Run("Get-PendingPatch").SingleError;

        Assert.Equal("PackageManagerFailed", error.Id());
        Assert.Contains("No module named pip", error.ErrorDetails.Message);
        Assert.Contains("'shop-pip'", error.ErrorDetails.Message);
        Assert.Contains(lent.Name, error.ErrorDetails.Message);
    }

    [Fact]
    public async Task A_version_that_is_gone_from_the_index_is_told_by_the_simulation()
    {
        await using var lent = await LendAsync();
        Configure(lent, "root");
        var patch = Run("Get-PendingPatch -Name pw-app").Single;
        // What the new one needs is gone, so that pip finds no way.
        _ = await lent.Host.MustAsync("rm /srv/wheels/pw_lib-*");

        var result = Run("$args[0] | Install-PendingPatch", patch);

        Assert.Empty(result.Output);
        Assert.Contains("pw-lib", string.Join("\n", result.Errors.Select(e => e.ErrorDetails.Message)));
        Assert.Equal("1.0", await VersionAsync(lent, "pw_app"));
    }

    [Fact]
    public async Task A_host_that_can_be_patched_by_it_says_so()
    {
        await using var lent = await LendAsync();
        Configure(lent, "patch");

        Assert.Contains("shop-pip, root by sudo", Run("Test-PatchHost").Single.Text("Message"));
    }

    private async Task<LentHost> LendAsync()
    {
        Assert.SkipWhen(Pip is null, "Needs a wheel of pip: install python3-pip-whl.");
        var lent = await rig.LendAsync();
        var wheels = Directory.CreateDirectory(Path.Combine(lent.Host.Root, "srv", "wheels")).FullName;
        Wheel(wheels, "pw_app", "1.0");
        Wheel(wheels, "pw_other", "1.0");
        File.Copy(Pip!, Path.Combine(lent.Host.Root, "srv", Path.GetFileName(Pip!)), overwrite: true);
        _ = await lent.Host.MustAsync($$"""
            set -e
            python3 -m venv --without-pip /srv/shop
            python3 -m zipfile -e /srv/{{Path.GetFileName(Pip!)}} /srv/shop/lib/python3*/site-packages
            printf '[global]\nno-index = true\nfind-links = /srv/wheels\n' >/srv/shop/pip.conf
            env -i PATH="$PATH" /srv/shop/bin/python -m pip install -q --root-user-action=ignore Pw.App==1.0 pw-other==1.0
            """);
        Wheel(wheels, "pw_app", "2.0", "Requires-Dist: pw-lib\n");
        Wheel(wheels, "pw_lib", "1.0");
        Wheel(wheels, "pw_other", "1.1");
        return lent;
    }

    private static async Task<string> VersionAsync(LentHost lent, string package) =>
        Regex.Match(await lent.Host.MustAsync($"ls /srv/shop/lib/python3*/site-packages"), $@"^{package}-(.*)\.dist-info$", RegexOptions.Multiline).Groups[1].Value;

    // A wheel is a zip with these files (PEP 427).
    private static void Wheel(string folder, string name, string version, string needs = "")
    {
        using var wheel = ZipFile.Open(Path.Combine(folder, $"{name}-{version}-py3-none-any.whl"), ZipArchiveMode.Create);
        void Add(string path, string text)
        {
            using var writer = new StreamWriter(wheel.CreateEntry(path).Open());
            writer.Write(text);
        }

        Add($"{name}.py", $"version = '{version}'\n");
        Add($"{name}-{version}.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}");
        Add($"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Add($"{name}-{version}.dist-info/RECORD", $"{name}.py,,\n{name}-{version}.dist-info/METADATA,,\n{name}-{version}.dist-info/WHEEL,,\n{name}-{version}.dist-info/RECORD,,\n");
    }

    private static string[] Wheels(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "pip-*.whl").Order(StringComparer.Ordinal)] : [];

    // The example as it is, with this host and this way to it, and a window that is open.
    private void Configure(LentHost lent, string user)
    {
        foreach (var script in Directory.GetFiles(Example, "*.sh")) File.Copy(script, Path.Combine(Folder, Path.GetFileName(script)));
        var text = File.ReadAllText(Path.Combine(Example, "patchwindow.json"))
            .Replace("\"shop01-pip\", \"address\": \"shop01\"", $"\"{lent.Name}\", \"user\": \"{user}\"")
            .Replace("""    { "name": "shop01", "tags": { "app": "shop", "layer": "system" } },""", "")
            .Replace("Wed 03:00 for 1h", "daily 00:00 for 24h").Replace("\"afterDays\": 7, \"exclude\": [", "\"exclude\": [ \"pw-other\",")
            .Replace("\"policies\":", $"\"ssh\": {{ \"configFile\": {JsonSerializer.Serialize(lent.Rig.SshConfigPath)}, \"controlPersist\": \"20s\" }}, \"policies\":");
        Assert.DoesNotContain("shop01\"", text);
        Configure(text);
    }
}
