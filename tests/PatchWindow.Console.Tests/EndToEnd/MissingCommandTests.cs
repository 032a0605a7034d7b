using System.Management.Automation;

namespace PatchWindow.Console.Tests;

public sealed class MissingCommandTests(InstalledConsole console)
{
    [Theory]
    [InlineData("Select-Object", "Select-Object needs PowerShell itself (pwsh)", "or use ForEach-Object PROPERTY")]
    [InlineData("Write-Host", "Write-Host needs PowerShell itself", "or use [Console]::WriteLine(TEXT)")]
    [InlineData("join-path", "join-path needs PowerShell itself", "or use [IO.Path]::Combine(A, B)")]
    [InlineData("Set-Location", "Set-Location needs PowerShell itself", "SessionState.Path.SetLocation(FOLDER)")]
    [InlineData("Stop-Computer", "Stop-Computer needs PowerShell itself", "Install PowerShell.")]
    [InlineData("Install-PSResource", "Install-PSResource needs PowerShell itself", "Install PowerShell.")]
    [InlineData("Expand-Archive", "Expand-Archive needs PowerShell itself", "or use [IO.Compression.ZipFile]::ExtractToDirectory(PATH, FOLDER)")]
    [InlineData("Get-Comand", "There is no command Get-Comand.", "Did you mean Get-Command?")]
    [InlineData("Get-PatchWindow", "the PatchWindow module has not been built", "Console -- build.ps1 Build")]
    [InlineData("Approve-PendingPatch", "the PatchWindow module has not been built", "Console -- build.ps1 Build")]
    public void A_command_that_is_not_here_is_explained(string name, string message, string advice)
    {
        var details = Explained("CommandNotFoundException", name, new ModuleLocation("/checkout/out", null));
        Assert.Contains(message, details?.Message);
        Assert.Contains(advice, details?.RecommendedAction);
    }

    [Fact]
    public void A_module_that_is_not_here_is_explained()
    {
        const string id = "Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand";
        var details = Explained(id, "PatchWindow", null);
        Assert.Equal("The module PatchWindow is not here: there is no Modules/PatchWindow beside this console.", details?.Message);
        Assert.Null(Explained(id, "Pester", null));
    }

    [Fact]
    public void Details_that_an_error_brings_along_are_kept()
    {
        var error = Error("CommandNotFoundException", "Select-Object");
        error.ErrorDetails = new ErrorDetails("mine");
        new MissingCommands(null, () => []).Explain(error);
        Assert.Equal("mine", error.ErrorDetails.Message);
    }

    [Fact]
    public void Aliases_lead_to_the_same_explanation()
    {
        var outcome = console.Run(["-c", "cd /tmp; 1 | select -First 1; Import-Module PatchWindow"]);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("cd: Set-Location needs PowerShell itself (pwsh)", outcome.Error);
        Assert.Contains("select: Select-Object needs PowerShell itself (pwsh)", outcome.Error);
        Assert.Contains("Import-Module: The module PatchWindow is not here", outcome.Error);
    }

    [Theory]
    [InlineData("Get-Command Select-Object")]
    [InlineData("Get-Frobnication")]
    public void What_nobody_knows_keeps_the_engines_own_words(string text) =>
        Assert.Contains("is not recognized", console.Run(["-c", text]).Error);

    [Fact]
    public void The_id_stays_the_engines_own()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("a.ps1", "try { Select-Object } catch { $_.FullyQualifiedErrorId }\nSelect-Object\n$Error[0].FullyQualifiedErrorId");
        Assert.Equal("CommandNotFoundException\nCommandNotFoundException\n", console.Run([script]).Output);
    }

    /// <summary>The table is only right as long as the engine does not bring these along.</summary>
    [Fact]
    public void No_command_the_engine_has_is_called_missing()
    {
        var names = console.Run(["-c", "(Get-Command -CommandType Cmdlet, Function).Name"]).Output.Split('\n');
        Assert.InRange(names.Length, 48, 200);
        Assert.DoesNotContain(names, PowerShellCommands.Contains);
    }

    private static ErrorDetails? Explained(string id, string target, ModuleLocation? module)
    {
        var error = Error(id, target);
        new MissingCommands(module, () => ["Get-Command", "Get-Help"]).Explain(error);
        return error.ErrorDetails;
    }

    private static ErrorRecord Error(string id, string target) =>
        new(new InvalidOperationException(), id, ErrorCategory.ObjectNotFound, target);
}
