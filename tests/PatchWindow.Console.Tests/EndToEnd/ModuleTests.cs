using System.Diagnostics;

namespace PatchWindow.Console.Tests;

/// <summary>A console with a tiny PatchWindow module beside it.</summary>
public sealed class ModuleTests(ModuleTests.WithModule console) : IClassFixture<ModuleTests.WithModule>
{
    [Fact]
    public void The_modules_cmdlets_are_found_on_first_use()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("a.ps1", "\"loaded: $([bool](Get-Module PatchWindow))\"; Get-PatchWindow; (Get-Module).Name");
        Assert.Equal(new Outcome(0, "loaded: False\na window\nPatchWindow\n", ""), console.Installed.Run([script]));
    }

    [Fact]
    public void It_can_be_imported_by_name() =>
        Assert.Equal("a window\n", console.Installed.Run(["-c", "Import-Module PatchWindow -Force; Get-PatchWindow"]).Output);

    [Fact]
    public void For_a_command_it_is_there_from_the_start() =>
        Assert.Equal("PatchWindow\n", console.Installed.Run(["-c", "(Get-Module).Name"]).Output);

    [Fact]
    public void It_comes_before_any_other_on_the_module_path()
    {
        var path = console.Installed.Run(["-c", "$env:PSModulePath"], "", ("PSModulePath", "/somewhere")).Output;
        Assert.StartsWith(Path.Combine(console.Installed.Folder, "Modules") + ":", path);
        Assert.Contains(":/somewhere", path);
    }

    [Fact]
    public void A_misspelt_cmdlet_of_it_is_named() =>
        Assert.Contains("Did you mean Get-PatchWindow?", console.Installed.Run(["-c", "Get-PatchWindw"]).Error);

    [Fact]
    public void Its_progress_and_questions_do_not_disturb_a_pipe()
    {
        var watch = Stopwatch.StartNew();
        var outcome = console.Installed.Run(["-c", "Show-PatchProgress"]);
        Assert.Equal(new Outcome(0, "done\n", ""), outcome);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Received.Patience);
    }

    public sealed class WithModule : IDisposable
    {
        public WithModule()
        {
            var folder = Path.Combine(Installed.Folder, "Modules", "PatchWindow", "0.1.0");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "PatchWindow.psd1"),
                """
                @{ RootModule = 'PatchWindow.psm1'; ModuleVersion = '0.1.0'; GUID = '5c2d3a70-0f9b-4b43-9a2c-5a1d6f4a7b10'
                   FunctionsToExport = 'Get-PatchWindow', 'Show-PatchProgress'; CmdletsToExport = @(); AliasesToExport = @() }
                """);
            File.WriteAllText(Path.Combine(folder, "PatchWindow.psm1"),
                """
                function Get-PatchWindow { 'a window' }
                function Show-PatchProgress { [CmdletBinding()] param()
                    foreach ($i in 1..1000) { $PSCmdlet.WriteProgress([Management.Automation.ProgressRecord]::new(1, 'Patching', "$i")) }
                    'done' }
                """);
        }

        public InstalledConsole Installed { get; } = new();

        public void Dispose() => Installed.Dispose();
    }
}
