using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>
/// Somebody who owns nothing and may do only what everyone may, in a process of its own: a test sets a store up, gives it
/// away, and then runs itself again as who is left with what the kernel allows.
/// </summary>
internal static class OtherUser
{
    private const string Variable = "PATCHWINDOW_TESTS_OTHER_USER";

    /// <summary>Why there is none here; null where there is.</summary>
    public static string? WhyNot => !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "Only root on Linux can act as another user."
        : !File.Exists("/usr/bin/setpriv") ? "There is no setpriv (util-linux) here." : null;

    /// <summary>The folder that a test was given as the other user; null for who sets it up.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(Variable);

    /// <summary>Gives a folder away and runs the calling test once more, which must pass there.</summary>
    public static void RunsThisTest(string folder, [CallerMemberName] string test = "")
    {
        // Root without its capabilities is a user like any other, and can still read these assemblies wherever they lie. The
        // owner is then somebody else.
        Assert.Equal(0, Run("/usr/bin/chown", ["-R", "65534:65534", folder], null).ExitCode);
        var (code, output) = Run(
            "/usr/bin/setpriv",
            [
                "--bounding-set=-all", "--inh-caps=-all", Environment.ProcessPath!, "exec", typeof(OtherUser).Assembly.Location,
                "-noLogo", "-noColor", "-method", $"{typeof(OtherUserTests).FullName}.{test}",
            ],
            folder);
        Assert.True(code == 0 && output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", StringComparison.Ordinal), output);
    }

    private static (int ExitCode, string Output) Run(string program, string[] arguments, string? folder)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        if (folder is not null) start.Environment[Variable] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
