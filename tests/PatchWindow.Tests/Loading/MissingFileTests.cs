using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Loading;

/// <summary>A module that files are missing from: an error that names the file, in a process that lives on.</summary>
public sealed class MissingFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-tests-").FullName;
    private readonly string set;

    public MissingFileTests()
    {
        _ = StagedModule.CopyTo(folder);
        set = Path.Combine(folder, "dependencies", "net10.0");
    }

    private string Manifest => Path.Combine(folder, "PatchWindow.psd1");

    private static string Platform => System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;

    [Fact]
    public void Whatever_file_is_missing_the_import_says_which_and_the_next_one_works_when_it_is_back()
    {
        var files = File.ReadAllLines(Path.Combine(set, "files.txt"))
            .Where(f => !f.Contains('/') || f.Contains($"/{Platform}/")).Append("files.txt").ToArray();
        Assert.Contains("PatchWindow.Fleet.dll", files);
        Assert.Contains("PatchWindow.Core.dll", files);
        Assert.Contains("NodaTime.dll", files);
        Assert.Contains(files, f => f.Contains("e_sqlite3"));

        // One process for all of them: after every refusal it must still be there for the next.
        var scripts = files.Select(file => $$"""
            $file = '{{Path.Combine(set, file)}}'
            [IO.File]::Move($file, "$file.away")
            try { Import-Module '{{Manifest}}' } catch { "$_" } finally { [IO.File]::Move("$file.away", $file) }
            if (Get-Command Get-PatchWindow -ErrorAction Ignore) { 'imported all the same' }
            """);
        var run = OtherVersions.Run([.. scripts, $"Import-Module '{Manifest}'; (Get-Module PatchWindow).ExportedCmdlets.Count"]);

        for (var i = 0; i < files.Length; i++)
        {
            var said = Assert.Single(run[i]);
            Assert.Contains($"'{Path.Combine("dependencies", "net10.0", files[i])}' is missing from '{folder}'", said);
            Assert.Contains("Install the module again", said);
        }

        Assert.Equal(["out 29"], run[files.Length]);
    }

    [Theory]
    [InlineData("PatchWindow.Fleet")]
    [InlineData("PatchWindow.Core")]
    [InlineData("NodaTime")]
    [InlineData("Microsoft.Extensions.Configuration")]
    public void A_file_that_goes_missing_after_the_import_is_an_error_that_names_it_and_no_dead_process(string assembly)
    {
        var files = Directory.GetFiles(set, assembly + ".dll", SearchOption.AllDirectories);
        var run = OtherVersions.Run(
            $"Import-Module '{Manifest}'",
            string.Join("; ", files.Select(f => $"[IO.File]::Delete('{f}')")),
            "New-PatchSchedule 'Sat 22:00 for 4h' | Get-PatchWindow -First 1",
            "Get-PatchPolicy",
            "'still here'");

        Assert.Empty(run[0]);
        Assert.Contains(run[2].Concat(run[3]), line => line.Contains($"'{assembly},"));
        Assert.Equal(["out still here"], run[4]);
    }

    [Fact]
    public void A_platform_that_nothing_was_compiled_ahead_for_uses_the_portable_files()
    {
        var compiled = Path.Combine(set, Platform);
        Assert.SkipUnless(Directory.Exists(compiled), $"The module was staged without files compiled for {Platform}.");
        Directory.Delete(compiled, recursive: true);

        var run = OtherVersions.Run($"Import-Module '{Manifest}'", "New-PatchSchedule 'Sat 22:00 for 4h UTC' | Get-PatchWindow -First 1 | ForEach-Object TimeZone");

        Assert.Equal(["out UTC"], run[1]);
    }

    [Fact]
    public void A_truncated_file_is_an_error_that_names_it_and_no_dead_process()
    {
        foreach (var file in Directory.GetFiles(set, "NodaTime.dll", SearchOption.AllDirectories)) File.WriteAllBytes(file, File.ReadAllBytes(file)[..4096]);

        var run = OtherVersions.Run($"Import-Module '{Manifest}'", "New-PatchSchedule 'Sat 22:00 for 4h' | Get-PatchWindow -First 1", "'still here'");

        Assert.Contains(run[0].Concat(run[1]), line => line.Contains("NodaTime"));
        Assert.Equal(["out still here"], run[2]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
