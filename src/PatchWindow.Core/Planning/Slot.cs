using NodaTime;

namespace PatchWindow.Core.Planning;

/// <summary>What may start in a slot.</summary>
internal enum SlotKind
{
    /// <summary>A window: what is ready, one step for each host.</summary>
    Window,

    /// <summary>Time that freezes leave to a policy in the mode Immediate: what is ready, as it becomes ready.</summary>
    Immediate,

    /// <summary>Time that freezes leave to emergencies: those that no window takes in time.</summary>
    Emergency,
}

/// <summary>A stretch of time in which steps of a policy may start, for the hosts of one zone.</summary>
internal sealed class Slot
{
    public SlotKind Kind { get; init; }

    /// <summary>The group of hosts, by zone.</summary>
    public int Group { get; init; }

    public long Start { get; init; }

    public long End { get; init; }

    /// <summary>From this moment on nothing new starts.</summary>
    public long Cutoff { get; init; }

    /// <summary>The time kept for a reboot at its end.</summary>
    public long Reserve { get; init; }

    /// <summary>The window; null for time that is none.</summary>
    public Window? Window { get; init; }

    /// <summary>The freeze that ends where it starts, or that cut the window.</summary>
    public string? Freeze { get; init; }

    /// <summary>The clock that its moments are told on.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Whether a step of a length may start at a moment: as CompiledPolicy.HasRoom says of windows.</summary>
    public bool HasRoom(long moment, long length) => moment < Cutoff && moment < End - Reserve && length <= End - Reserve - moment;

    /// <summary>The first moment at which a step of a length may not start any more.</summary>
    public long ClosesFor(long length) => Math.Min(Cutoff, Math.Min(End - Reserve, End - Reserve - length + TimeSpan.TicksPerSecond));
}
