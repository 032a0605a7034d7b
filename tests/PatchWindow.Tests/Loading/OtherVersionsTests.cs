using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Loading;

/// <summary>A session that holds other versions of what the module ships.</summary>
public sealed class OtherVersionsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-tests-").FullName;

    [Fact]
    public void Another_NodaTime_and_another_configuration_library_in_the_session_do_no_harm_and_take_none()
    {
        var store = Path.Combine(folder, "patchwindow.db");
        var run = OtherVersions.Run(
            new Dictionary<string, string> { ["PATCHWINDOW__store__connectionString"] = "Data Source=" + store },
            $"Import-Module '{StagedModule.Manifest}'",
            "New-PatchSchedule '2nd Tue +3d 22:00 for 4h Europe/Oslo' | Get-PatchWindow -From 2026-12-01T00:00Z -First 1",
            $"Get-PatchWindow -ConfigurationPath '{Path.Combine(StagedModule.Repository, "examples", "patchwindow.json")}' prod-web -From 2026-12-01T00:00Z -First 1",
            "Get-PatchDeferral -All",
            """
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'NodaTime', 'Microsoft.Extensions.Configuration' } |
                ForEach-Object {
                    $own = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_) -eq [Runtime.Loader.AssemblyLoadContext]::Default
                    "$($_.GetName().Name) $($_.GetName().Version.Major) $(if ($own) { 'default' } else { 'module' })"
                }
            """);

        Assert.Equal(6, run.Own.Count);
        Assert.Equal(run.Own[..3], run.Own[3..]);
        Assert.StartsWith("NodaTime 2.4.7", run.Own[0]);
        Assert.StartsWith("Microsoft.Extensions.Configuration 8.0.", run.Own[1]);
        Assert.Equal("2026-06-01T10:00:00Z c", run.Own[2]);

        Assert.Empty(run[0]);
        Assert.Equal(["out 2nd Tue +3d 22:00 for 4h Europe/Oslo 2026-12-11 22:00–02:00 +01:00 Europe/Oslo"], run[1]);
        Assert.Equal(["out prod-web 2026-12-11 22:00–02:00 +01:00 Europe/Oslo"], run[2]);
        Assert.Empty(run[3]);
        Assert.True(File.Exists(store), "the store was used, and SQLite with it");
        Assert.Equal(
            [
                "out Microsoft.Extensions.Configuration 10 module", "out Microsoft.Extensions.Configuration 8 default",
                "out NodaTime 2 default", "out NodaTime 3 module",
            ],
            run[4].Order(StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
