using System.Diagnostics;

namespace PatchWindow.Rig;

/// <summary>What a program printed and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output, then standard error.</param>
public sealed record RigOutput(int ExitCode, string Output);

/// <summary>Runs programs of the machine for the rig.</summary>
internal static class RigProcess
{
    /// <summary>Runs a program to its end.</summary>
    public static async Task<RigOutput> RunAsync(IReadOnlyList<string> command, string input = "")
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to read.
        }

        await process.WaitForExitAsync();
        return new RigOutput(process.ExitCode, await output + await error);
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> MustAsync(IReadOnlyList<string> command, string input = "")
    {
        var (code, output) = await RunAsync(command, input);
        return code == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {code}: {output}");
    }

    /// <summary>Starts a program whose streams are ours.</summary>
    public static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException(command[0]);
    }
}
