using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Loading;

/// <summary>Where the staged module has its files (DESIGN, Loading).</summary>
public sealed class LayoutTests
{
    private static readonly string[] Sets = ["net10.0", "netstandard2.0"];

    private static readonly string[] Platforms = ["win-x64", "win-x86", "win-arm64"];

    [Fact]
    public void In_the_root_lie_the_front_the_contracts_and_what_describes_them() => Assert.Equal(
        ["CHANGELOG.md", "LICENSE", "PatchWindow.Contracts.dll", "PatchWindow.dll", "PatchWindow.psd1", "Views/", "dependencies/", "en-US/", "patchwindow.schema.json"],
        Directory.EnumerateFileSystemEntries(StagedModule.Folder)
            .Select(e => Path.GetFileName(e) + (Directory.Exists(e) ? "/" : "")).Order(StringComparer.Ordinal));

    [Fact]
    public void Everything_else_lies_in_a_set_for_each_PowerShell_and_is_listed_there()
    {
        var dependencies = Path.Combine(StagedModule.Folder, "dependencies");
        Assert.Equal(Sets, Directory.GetDirectories(dependencies).Select(Path.GetFileName).Order());
        Assert.All(Sets, set =>
        {
            var files = Directory.GetFiles(Path.Combine(dependencies, set)).Select(f => Path.GetFileName(f)).ToArray();
            var listed = File.ReadAllLines(Path.Combine(dependencies, set, "files.txt"));
            Assert.Equal(files.Where(f => f != "files.txt").Order(), listed.Where(f => !f.Contains('/')).Order());
            Assert.All(listed, f => Assert.True(File.Exists(Path.Combine(dependencies, set, f)), f));
            Assert.All(new[] { "PatchWindow.Core.dll", "PatchWindow.Fleet.dll", "NodaTime.dll" }, f => Assert.Contains(f, listed));
        });
    }

    [Fact]
    public void There_is_one_copy_of_what_scripts_share_and_nothing_that_PowerShell_brings_itself()
    {
        var names = Directory.GetFiles(StagedModule.Folder, "*.dll", SearchOption.AllDirectories).Select(f => Path.GetFileName(f)).ToArray();

        Assert.Single(names, "PatchWindow.Contracts.dll");
        Assert.Single(names, "PatchWindow.dll");
        Assert.DoesNotContain("System.Management.Automation.dll", names);
        Assert.Empty(Directory.GetFiles(StagedModule.Folder, "*.deps.json", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(StagedModule.Folder, "*.pdb", SearchOption.AllDirectories));
    }

    [Fact]
    public void SQLite_lies_there_for_every_platform_of_each_set()
    {
        string Native(string set, string platform, string file) =>
            Path.Combine(StagedModule.Folder, "dependencies", set, "runtimes", platform, "native", file);

        Assert.All(Platforms, platform => Assert.All(Sets, set => Assert.True(File.Exists(Native(set, platform, "e_sqlite3.dll")), $"{set} {platform}")));
        Assert.All(new[] { "linux-x64", "linux-arm64", "linux-musl-x64" }, p => Assert.True(File.Exists(Native("net10.0", p, "libe_sqlite3.so")), p));
        Assert.All(new[] { "osx-x64", "osx-arm64" }, p => Assert.True(File.Exists(Native("net10.0", p, "libe_sqlite3.dylib")), p));
    }
}
