using System.Diagnostics;

namespace PatchWindow.Fleet.Store;

/// <summary>Which process it is, beyond the reuse of process ids: a process is known by its id, its start and its machine's boot.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process id.</param>
/// <param name="ProcessStarted">When the process started, as text.</param>
/// <param name="BootId">The kernel's id for the boot; empty where there is none.</param>
public sealed record RunnerIdentity(string Machine, int ProcessId, string ProcessStarted, string BootId)
{
    public static RunnerIdentity Nobody { get; } = new("", 0, "", "");

    public static RunnerIdentity OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new RunnerIdentity(Environment.MachineName, process.Id, StartOf(process), CurrentBootId());
    }

    /// <summary>Whether the process is certainly gone. Of another machine's processes nothing is known from here.</summary>
    public bool IsDead()
    {
        if (!string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase)) return false;
        if (BootId != CurrentBootId()) return true;
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return StartOf(process) != ProcessStarted;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    public override string ToString() => $"process {ProcessId} on {Machine}";

    // To the second: the runtime derives a start from clock ticks, and the last digits differ from one reading to the next.
    private static string StartOf(Process process)
    {
        try
        {
            return Moments.Write(new DateTimeOffset(process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static string CurrentBootId()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }
}
