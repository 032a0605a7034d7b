using System.Diagnostics;

namespace PatchWindow.Fleet.Store;

/// <summary>Which process it is, beyond the reuse of process ids: a process is known by its id, its start and its machine's boot.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The process id.</param>
/// <param name="ProcessStarted">When the process started, as text: the kernel's own figure on Linux. Empty where it cannot be read.</param>
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
    /// <param name="here">
    /// Whether it can only have run on this machine, whatever that was called then: a machine may be renamed, and a new
    /// container on an old volume has another name.
    /// </param>
    public bool IsDead(bool here = false)
    {
        if (!here && !string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase)) return false;
        if (BootId != CurrentBootId()) return true;
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            var started = StartOf(process);

            // What cannot be read proves nothing.
            return started == Ended || (started.Length > 0 && ProcessStarted.Length > 0 && started != ProcessStarted);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    public override string ToString() => $"process {ProcessId} on {Machine}";

    private const string Ended = "ended";

    private static string StartOf(Process process)
    {
        try
        {
            if (KernelStartOf(process.Id) is { } start) return start;
            return Moments.Write(new DateTimeOffset(process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    // Clock ticks since boot, proc(5) field 22. Process.StartTime adds them to a boot time that each process works out from its
    // own clock: after a step of the clock a living runner would seem to be another process.
    private static string? KernelStartOf(int id)
    {
        var file = $"/proc/{id}/stat";
        try
        {
            if (!File.Exists(file)) return null;
            var stat = File.ReadAllText(file);

            // Field 2, the name, is in brackets and may hold spaces and brackets itself; field 3 is the state.
            var fields = stat.Substring(stat.LastIndexOf(')') + 2).Split(' ');
            return fields[0] is "Z" or "X" ? Ended : fields[22 - 3];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string CurrentBootId()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }
}
