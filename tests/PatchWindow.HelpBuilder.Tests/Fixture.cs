using System.Xml.Linq;

namespace PatchWindow.HelpBuilder.Tests;

/// <summary>The sample cmdlets, and a folder of one's own to build their help in.</summary>
public sealed class Fixture : IDisposable
{
    private static readonly string Here = AppContext.BaseDirectory;

    public Fixture() => Folder = Directory.CreateTempSubdirectory("helpbuilder-").FullName;

    public string Folder { get; }

    public static string Dll { get; } = Path.Combine(Here, "fixture", "Sample.dll");

    public static string Xml { get; } = Path.Combine(Here, "fixture", "Sample.xml");

    public static string Standard { get; } = Path.Combine(Here, "standard");

    public string Output => Path.Combine(Folder, "en-US", "Sample.dll-Help.xml");

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs the tool as the build does, on the sample cmdlets with the given documentation.</summary>
    public (int Code, string Errors) Run(string? xml = null, params string[] more)
    {
        var errors = new StringWriter { NewLine = "\n" };
        var code = Builder.Run([Dll, xml ?? Xml, Output, "--reference", Standard, .. more], errors);
        return (code, errors.ToString());
    }

    /// <summary>Runs it on the samples' documentation after something was done to it.</summary>
    public (int Code, string Errors) RunChanged(Action<XDocument> change)
    {
        var document = XDocument.Load(Xml, LoadOptions.PreserveWhitespace);
        change(document);
        return Run(Write("Sample.xml", document.ToString(SaveOptions.DisableFormatting)));
    }

    public XDocument Help()
    {
        Assert.Equal((0, ""), Run());
        return XDocument.Load(Output);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
