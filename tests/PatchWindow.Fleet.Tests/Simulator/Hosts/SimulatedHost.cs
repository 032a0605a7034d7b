using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Simulator.Hosts;

/// <summary>
/// A host that keeps the contract of <c>host-step.sh</c> and <c>reboot.sh</c>: it works on one step at a time, knows each by its name, begins none a second time, and
/// goes on whatever becomes of those who wait for it. What it is asked it answers in its own time.
/// </summary>
internal sealed class SimulatedHost(string name, Loop loop, Chance chance, Faults faults, Story story, IHostWatch watch)
{
    private readonly Dictionary<string, HostRecord> records = [];
    private readonly List<HostCall> calls = [];
    private readonly List<PendingPatch> offers = [];
    private readonly Dictionary<string, string> installed = [];
    private int boots = 1;

    public string Name => name;

    public string Boot => $"{name}-boot-{boots}";

    public bool IsUp { get; private set; } = true;

    /// <summary>Whether no network leads to it.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>What works on it now; null for nothing.</summary>
    public HostRecord? Working { get; private set; }

    public IReadOnlyDictionary<string, HostRecord> Records => records;

    public IReadOnlyDictionary<string, string> Installed => installed;

    /// <summary>Whether packages are half-installed, which a person must mend.</summary>
    public bool IsBroken { get; private set; }

    private bool WantsReboot { get; set; }

    /// <summary>Has it offer a new version of a package.</summary>
    public void Offer(string package, string version)
    {
        installed.TryAdd(package, "0");
        _ = offers.RemoveAll(o => o.Name == package);
        offers.Add(new PendingPatch
        {
            Host = name, Name = package, InstalledVersion = installed[package], Version = version, Source = "stable",
            Classification = PatchClassification.Security, Severity = chance.Of(PatchSeverity.Low, PatchSeverity.Important, PatchSeverity.Critical),
        });
    }

    public IReadOnlyList<PendingPatch> List() => [.. offers.Select(o => o with { InstalledVersion = installed[o.Name] })];

    public Outcome<HostReadiness> Check()
    {
        if (Working is { } other) return Problem("PackageManagerBusy", $"{name} is at work on {other.Step}");
        return IsBroken ? Problem("PackagesHalfInstalled", $"packages on {name} are half-installed") : new HostReadiness(Boot);
    }

    public Simulation Simulate(IEnumerable<PackageVersion> packages) => new([.. packages.Where(p => !Has(p))], []);

    public HostPackages Verify(IEnumerable<PackageVersion> packages) =>
        new(packages.Where(p => installed.ContainsKey(p.Name)).ToDictionary(p => p.Name, p => installed[p.Name]), WantsReboot);

    public bool Has(PackageVersion package) => installed.TryGetValue(package.Name, out var version) && version == package.Version;

    /// <summary>Begins a step; the answer comes when it has ended.</summary>
    public void Begin(string step, IReadOnlyList<PackageVersion> packages, Action<Outcome<HostOutput>> answer)
    {
        watch.AskedToBegin(this, step);
        if (records.ContainsKey(step))
        {
            answer(Said(step, "known"));
            return;
        }

        if (Working is { } other)
        {
            answer(Said(step, "busy", other.Step));
            return;
        }

        var record = records[step] = Working = new HostRecord(step, packages);
        record.Waiting.Add(answer);
        var time = faults.Strikes(FaultKind.SlowApply, 0.15) ? chance.Minutes(15, 50) : chance.Seconds(5, 150);
        Tell($"begins {step}: {string.Join(", ", packages.Select(p => $"{p.Name} {p.Version}"))}; it will take {time}");
        loop.After(time, null, () => End(record));
        if (faults.Strikes(FaultKind.HostRebooted, 0.15)) loop.After(time * chance.Of(0.2, 0.6, 0.9), null, () => Fall("by itself", chance.Seconds(20, 200)));
    }

    /// <summary>Answers when a step has ended that was begun; where it was not, it will not begin any more.</summary>
    public void Follow(string step, Action<Outcome<HostOutput>> answer)
    {
        if (!records.TryGetValue(step, out var record))
        {
            record = records[step] = new HostRecord(step, []) { State = HostRecordState.Never };
            Tell($"knows nothing of {step}, and will not begin it");
        }

        switch (record.State)
        {
            case HostRecordState.Running: record.Waiting.Add(answer); break;
            case HostRecordState.Ended: answer(new HostOutput(record.ExitCode, "", "")); break;
            case HostRecordState.Died: answer(Said(step, "died", "begun")); break;
            default: answer(Said(step, "absent")); break;
        }
    }

    /// <summary>Reboots, unless it is in another boot already.</summary>
    /// <returns>What reboot.sh says of it.</returns>
    public string Reboot(string boot)
    {
        if (boot != Boot) return "other";
        watch.ToldToReboot(this);
        var time = faults.Strikes(FaultKind.HostStaysAway, 0.15) ? chance.Minutes(9, 25) : chance.Seconds(20, 150);
        loop.After(TimeSpan.FromSeconds(1), null, () =>
        {
            if (boot == Boot) Fall("as it was told", time);
        });
        return "sent";
    }

    /// <summary>Goes down and comes back in another boot; what worked on it is broken off.</summary>
    public void Fall(string why, TimeSpan time)
    {
        if (!IsUp) return;
        IsUp = false;
        WantsReboot = false;
        boots++;
        Tell($"reboots {why}, and will be away for {time}");
        if (Working is { } record)
        {
            record.State = HostRecordState.Died;
            Working = null;
            foreach (var package in record.Packages.Where(_ => chance.Is(0.4))) Install(package);
            IsBroken = chance.Is(0.5);
        }

        CutCalls();
        loop.After(time, null, () =>
        {
            IsUp = true;
            Tell("is back");
        });
    }

    /// <summary>Takes the network away from it, for a while.</summary>
    public void CutOff(TimeSpan time)
    {
        if (IsCutOff) return;
        IsCutOff = true;
        Tell($"cannot be reached for {time}");
        CutCalls();
        loop.After(time, null, () => IsCutOff = false);
    }

    /// <summary>A person has looked at it, and mended what was broken.</summary>
    public void Mend()
    {
        IsBroken = IsCutOff = false;
        IsUp = true;
    }

    /// <summary>Counts a call as one that is lost with the host's network.</summary>
    public void Add(HostCall call)
    {
        _ = calls.RemoveAll(c => c.IsDecided);
        calls.Add(call);
    }

    private void End(HostRecord record)
    {
        if (record.State != HostRecordState.Running) return;
        record.State = HostRecordState.Ended;
        Working = null;
        var fails = faults.Strikes(FaultKind.PackageFailure, 0.25);
        var lacks = !fails && faults.Strikes(FaultKind.PackageMissing, 0.15);
        record.ExitCode = fails ? 100 : 0;
        foreach (var package in record.Packages.Skip(lacks ? 1 : 0).Where(_ => !fails || chance.Is(0.4))) Install(package);
        WantsReboot |= chance.Is(0.4);
        Tell($"has ended {record.Step} with {record.ExitCode}");
        foreach (var answer in record.Waiting) answer(new HostOutput(record.ExitCode, "", ""));
    }

    private void Install(PackageVersion package)
    {
        installed[package.Name] = package.Version;
        _ = offers.RemoveAll(o => o.Name == package.Name && o.Version == package.Version);
    }

    private void CutCalls()
    {
        foreach (var call in calls) call.Lose(chance.Seconds(1, 60));
        calls.Clear();
    }

    private Finding Said(string step, string state, string detail = "") => HostStepProblems.Of(name, step, state, detail)!;

    private Finding Problem(string code, string message) => new() { Code = code, HostName = name, Message = message };

    private void Tell(string what)
    {
        if (story.IsTold) story.Add(loop.Now, name, what);
    }
}
