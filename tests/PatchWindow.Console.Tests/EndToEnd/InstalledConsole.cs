using System.Diagnostics;
using PatchWindow.Console.Tests;

[assembly: AssemblyFixture(typeof(InstalledConsole))]

namespace PatchWindow.Console.Tests;

/// <summary>
/// The built console, copied away from the checkout: so no test depends on whether the module has been built there.
/// </summary>
public sealed class InstalledConsole : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InstalledConsole()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(AppContext.BaseDirectory, file);
            if (name.StartsWith("xunit", StringComparison.Ordinal) || name.Contains("Console.Tests", StringComparison.Ordinal))
                continue;
            var copy = Path.Combine(_folder.Path, "app", name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Where a module may be put beside it, by the one test class that does.</summary>
    public string Folder => Path.Combine(_folder.Path, "app");

    public string Home => Path.Combine(_folder.Path, "home");

    public string Assembly => Path.Combine(Folder, "PatchWindow.Console.dll");

    public ProcessStartInfo StartInfo(string program, params string[] arguments)
    {
        Directory.CreateDirectory(Home);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["HOME"] = Home;
        start.Environment["TERM"] = "xterm";
        foreach (var name in new[] { "NO_COLOR", "COLUMNS", "PSModulePath", "XDG_STATE_HOME", "POWERSHELL_TELEMETRY_OPTOUT" })
            start.Environment.Remove(name);
        return start;
    }

    /// <summary>Runs it with pipes for streams, to its end.</summary>
    public Outcome Run(string[] arguments, string input = "", params (string Name, string Value)[] environment)
    {
        using var console = Start(arguments, environment);
        console.Send(input);
        console.EndInput();
        return console.WaitForExit();
    }

    internal RunningConsole Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = StartInfo("dotnet", [Assembly, .. arguments]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunningConsole(Process.Start(start)!);
    }

    public void Dispose() => _folder.Dispose();
}

public sealed record Outcome(int ExitCode, string Output, string Error);
