namespace PatchWindow.Console.Tests;

public sealed class ModuleLocationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void An_installed_console_has_its_module_beside_it()
    {
        var manifest = Create("app/Modules/PatchWindow/PatchWindow.psd1");
        Assert.Equal(new ModuleLocation(At("app/Modules"), manifest), ModuleLocation.Find(At("app")));
    }

    [Fact]
    public void A_checkout_has_it_where_the_build_puts_it_and_the_newest_counts()
    {
        Create("PatchWindow.sln");
        Create("out/PatchWindow/0.9.0/PatchWindow.psd1");
        var newest = Create("out/PatchWindow/0.10.0/PatchWindow.psd1");
        Directory.CreateDirectory(At("out/PatchWindow/0.11.0"));
        Directory.CreateDirectory(At("out/artifacts/bin/debug"));
        Assert.Equal(new ModuleLocation(At("out"), newest), ModuleLocation.Find(At("out/artifacts/bin/debug")));
    }

    [Fact]
    public void A_checkout_that_was_not_built_has_a_place_and_no_module()
    {
        Create("PatchWindow.sln");
        Assert.Equal(new ModuleLocation(At("out"), null), ModuleLocation.Find(_folder.Path));
    }

    [Fact]
    public void Anywhere_else_there_is_none() => Assert.Null(ModuleLocation.Find(_folder.Path));

    public void Dispose() => _folder.Dispose();

    private string At(string path) => Path.Combine(_folder.Path, path);

    private string Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), "");
        return At(path);
    }
}
