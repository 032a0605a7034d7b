using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PatchWindow.HelpBuilder.Tests.Engine;

/// <summary>The real engine with the samples imported from a module folder that holds the help just built.</summary>
public sealed class SampleSession : IDisposable
{
    private readonly Fixture _fixture = new();
    private readonly CapturingHost _host = new();
    private readonly Runspace _runspace;

    public SampleSession()
    {
        var module = Path.Combine(_fixture.Folder, "Sample");
        var about = Path.GetDirectoryName(_fixture.Write("topics/about_Sample.md", "# about_Sample\n\nAll about crops.\n\nMore."))!;
        _fixture.Write("Sample/Sample.psd1", "@{ RootModule = 'Sample.dll'; ModuleVersion = '1.0'; CmdletsToExport = '*' }");
        File.Copy(Fixture.Dll, Path.Combine(module, "Sample.dll"));
        var code = Builder.Run(
            [Fixture.Dll, Fixture.Xml, Path.Combine(module, "en-US", "Sample.dll-Help.xml"), "--reference", Fixture.Standard, "--about", about],
            TextWriter.Null);
        Assert.Equal(0, code);

        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        Invoke("Import-Module '" + Path.Combine(module, "Sample.psd1").Replace("'", "''", StringComparison.Ordinal) + "'");
    }

    public IReadOnlyList<PSObject> Invoke(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.False(shell.HadErrors, string.Join("\n", shell.Streams.Error));
        return output;
    }

    /// <summary>What the reader sees: without the trailing blanks and the colours.</summary>
    public string Screen(string script, int columns = 120)
    {
        _host.UI.RawUI.BufferSize = _host.UI.RawUI.WindowSize = new(columns, 50);
        var before = _host.Text.Length;
        Invoke("$PSStyle.OutputRendering = 'PlainText'; " + script + " | Out-Default");
        return string.Join("\n", _host.Text[before..].Split('\n').Select(line => line.TrimEnd()));
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _fixture.Dispose();
    }
}
