using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Loading;

public sealed class ImportTests
{
    [Fact]
    public void It_can_be_imported_removed_and_imported_again()
    {
        const string window = "New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow -First 1 | ForEach-Object TimeZone";
        var run = OtherVersions.Run(
            $"Import-Module '{StagedModule.Manifest}'; {window}",
            "Remove-Module PatchWindow; if (Get-Command Get-PatchWindow -ErrorAction Ignore) { 'still there' }",
            $"Import-Module '{StagedModule.Manifest}'; {window}",
            $"Import-Module '{StagedModule.Manifest}' -Force; {window}");

        Assert.Equal(["out UTC"], run[0]);
        Assert.Empty(run[1]);
        Assert.Equal(["out UTC"], run[2]);
        Assert.Equal(["out UTC"], run[3]);
    }

    [Fact]
    public void The_contracts_are_types_for_scripts_after_the_import_and_the_dependencies_are_nobodys_business()
    {
        var run = OtherVersions.Run(
            $"Import-Module '{StagedModule.Manifest}'",
            "([PatchWindow.Policy]@{ Name = 'x'; Schedules = @([PatchWindow.Schedule]@{ Text = 'Sat 22:00 for 4h' }) } | Get-PatchWindow -First 2).Count",
            "[NodaTime.Instant].Assembly.GetName().Version.Major",
            "[PatchWindow.Core.Windows.TimeZones]",
            "(Get-Command -Module PatchWindow | Where-Object CommandType -eq Alias).Name");

        Assert.Equal(["out 2"], run[1]);
        Assert.Equal(["out 2"], run[2]);
        Assert.StartsWith("error TypeNotFound", Assert.Single(run[3]));
        Assert.Equal(["out Defer-PendingPatch"], run[4]);
    }

    [Fact]
    public void An_import_reads_none_of_the_dependencies_yet()
    {
        var run = OtherVersions.Run($"Import-Module '{StagedModule.Manifest}'", """
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -like '*dependencies*' } | ForEach-Object { $_.GetName().Name }
            """);

        Assert.Empty(run[1]);
    }
}
