using Xunit.Runner.InProc.SystemConsole;

namespace PatchWindow.Core.Tests;

/// <summary>
/// Runs the tests on .NET Framework and its stand-in. xunit's own entry point has a timer started in the background
/// while the process ends, to report threads that keep it alive; when that comes too late, mono aborts (6.8, one run in
/// six), and its exit code then says nothing about the tests.
/// </summary>
internal static class DesktopEntryPoint
{
    public static int Main(string[] args)
    {
        using var runner = new ConsoleRunner(args);
        return runner.EntryPoint().GetAwaiter().GetResult();
    }
}
