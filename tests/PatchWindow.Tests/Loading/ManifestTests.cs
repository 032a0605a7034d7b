using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Xml.Linq;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Loading;

/// <summary>PatchWindow.psd1, read as a file, against what it describes.</summary>
[Collection(SessionCollection.Name)]
public sealed class ManifestTests(Engine engine)
{
    private static readonly Hashtable Manifest = Read(StagedModule.Manifest);

    [Fact]
    public void The_staged_manifest_is_the_repositorys() =>
        Assert.Equal(File.ReadAllText(Path.Combine(StagedModule.Repository, "PatchWindow.psd1")), File.ReadAllText(StagedModule.Manifest));

    [Fact]
    public void It_exports_by_name_exactly_the_cmdlets_and_aliases_of_the_assembly()
    {
        // By the attributes' names: PatchWindow.dll was compiled against the standard library of both PowerShells.
        var cmdlets = engine.Front.GetTypes().Where(t => t.IsDefined(typeof(CmdletAttribute), inherit: false)).ToArray();
        var names = cmdlets.Select(t => (CmdletAttribute)t.GetCustomAttributes(typeof(CmdletAttribute), false)[0]).Select(c => $"{c.VerbName}-{c.NounName}");
        var aliases = cmdlets.SelectMany(t => t.GetCustomAttributes(typeof(AliasAttribute), false)).SelectMany(a => ((AliasAttribute)a).AliasNames);

        Assert.Equal(names.Order(), Texts("CmdletsToExport").Order());
        Assert.Equal(aliases.Order(), Texts("AliasesToExport").Order());
        Assert.Empty(Texts("FunctionsToExport"));
        Assert.Empty(Texts("VariablesToExport"));
        Assert.Equal(29, Texts("CmdletsToExport").Length);
        Assert.Equal(Texts("CmdletsToExport").Order(), engine.Run("(Get-Module PatchWindow).ExportedCmdlets.Keys").Output.Select(k => k.ToString()).Order());
    }

    [Fact]
    public void Its_version_is_the_one_of_the_build() => Assert.Equal(StagedModule.Version, Manifest["ModuleVersion"]);

    [Fact]
    public void It_runs_in_both_PowerShells()
    {
        Assert.Equal(["Core", "Desktop"], Texts("CompatiblePSEditions").Order());
        Assert.Equal("5.1", Manifest["PowerShellVersion"]);
        Assert.Equal("4.7.2", Manifest["DotNetFrameworkVersion"]);
        Assert.Equal(["PatchWindow.Contracts.dll"], Texts("RequiredAssemblies"));
    }

    [Fact]
    public void It_says_what_a_gallery_asks_for()
    {
        var data = (Hashtable)((Hashtable)Manifest["PrivateData"]!)["PSData"]!;
        var tags = ((object[])data["Tags"]!).Cast<string>().ToArray();

        Assert.All(new[] { "Patch", "MaintenanceWindow", "PSEdition_Core", "PSEdition_Desktop" }, tag => Assert.Contains(tag, tags));
        Assert.All(tags, tag => Assert.DoesNotContain(' ', tag));
        Assert.StartsWith("https://", (string)data["LicenseUri"]!);
        Assert.NotEmpty((string)Manifest["Description"]!);
        Assert.NotEmpty((string)Manifest["Author"]!);
        Assert.True(Guid.TryParse((string)Manifest["GUID"]!, out _));
    }

    [Fact]
    public void Every_file_it_names_is_there_and_every_view_is_named()
    {
        var named = Texts("FormatsToProcess").Concat(Texts("TypesToProcess")).Concat(Texts("RequiredAssemblies")).Append((string)Manifest["RootModule"]!);

        Assert.All(named, file => Assert.True(File.Exists(Path.Combine(StagedModule.Folder, file)), file));
        Assert.Equal(
            Directory.GetFiles(Path.Combine(StagedModule.Folder, "Views")).Select(f => "Views/" + Path.GetFileName(f)).Order(),
            Texts("FormatsToProcess").Concat(Texts("TypesToProcess")).Order());
        Assert.All(Texts("FormatsToProcess"), file => XDocument.Load(Path.Combine(StagedModule.Folder, file)));
    }

    private static string[] Texts(string key) => [.. ((IEnumerable)Manifest[key]!).Cast<object>().Select(v => v.ToString()!)];

    private static Hashtable Read(string path)
    {
        var ast = Parser.ParseFile(path, out _, out var errors);
        Assert.Empty(errors);
        return (Hashtable)((PipelineAst)ast.EndBlock.Statements.Single()).GetPureExpression().SafeGetValue();
    }
}
