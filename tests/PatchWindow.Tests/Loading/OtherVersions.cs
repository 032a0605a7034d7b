using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PatchWindow.Tests.Loading;

/// <summary>
/// A process of its own that holds another NodaTime and another Microsoft.Extensions.Configuration, uses both, and runs
/// scripts in an engine: tests/PatchWindow.Tests.OtherVersions.
/// </summary>
internal sealed class OtherVersions
{
    private const string Name = "PatchWindow.Tests.OtherVersions";
    private readonly List<string[]> scripts = [];

    private OtherVersions(int exitCode, string output, string error)
    {
        ExitCode = exitCode;
        All = output + error;
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("@script ", StringComparison.Ordinal)) scripts.Add([]);
            else if (line.StartsWith("@own ", StringComparison.Ordinal) || line.StartsWith("own ", StringComparison.Ordinal)) Own.Add(line[(line.IndexOf(' ') + 1)..]);
            else if (line == "@end") Ended = true;
            else if (scripts.Count > 0) scripts[^1] = [.. scripts[^1], line];
        }
    }

    public int ExitCode { get; }

    /// <summary>Whether the process came to its end by itself.</summary>
    public bool Ended { get; }

    /// <summary>What the process says of its own libraries, before the scripts and after them.</summary>
    public List<string> Own { get; } = [];

    public string All { get; }

    /// <summary>The lines that a script wrote: <c>out …</c>, <c>error …</c> or <c>stopped …</c>.</summary>
    public string[] this[int script] => scripts[script];

    /// <summary>Runs scripts, one after the other in one engine; the process must live to its end.</summary>
    public static OtherVersions Run(params string[] scripts) => Run(new Dictionary<string, string>(), scripts);

    public static OtherVersions Run(IReadOnlyDictionary<string, string> environment, params string[] scripts)
    {
        // The same build of it as of these tests: out/artifacts/bin/<project>/<configuration>/.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, Name, here.Name, Name + ".dll");

        // <root>/shared/Microsoft.NETCore.App/<version>/
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        var start = new ProcessStartInfo(dotnet, ["exec", program, .. scripts]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment.Remove("PATCHWINDOW_CONFIG");

        // What started these tests may offer the module there, and a command's name alone would import it.
        start.Environment.Remove("PSModulePath");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var result = new OtherVersions(process.ExitCode, output, error.Result);
        Assert.True(result is { ExitCode: 0, Ended: true }, $"the process ended with {result.ExitCode}: {result.All}");
        return result;
    }
}
