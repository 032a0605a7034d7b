using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Simulator.Hosts;

/// <summary>What a host keeps of a step, by its name.</summary>
/// <param name="step">The step's name.</param>
/// <param name="packages">What it installs; none where it was settled before it began.</param>
internal sealed class HostRecord(string step, IReadOnlyList<PackageVersion> packages)
{
    public string Step => step;

    public IReadOnlyList<PackageVersion> Packages => packages;

    public HostRecordState State { get; set; } = HostRecordState.Running;

    /// <summary>The package manager's exit code, once it has ended.</summary>
    public int ExitCode { get; set; }

    /// <summary>How often the host was told to reboot since it began, and did.</summary>
    public int Reboots { get; set; }

    /// <summary>Whoever waits for its end.</summary>
    public List<Action<Outcome<HostOutput>>> Waiting { get; } = [];
}

/// <summary>Where the work of a step stands on its host.</summary>
internal enum HostRecordState
{
    Running,
    Ended,

    /// <summary>Broken off by a reboot.</summary>
    Died,

    /// <summary>Settled before it began: it will not begin any more.</summary>
    Never,
}
