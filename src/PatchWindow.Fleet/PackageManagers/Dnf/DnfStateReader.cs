using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf;

/// <summary>Reads the state of a host and what dnf would do there. The state of one with dnf 5 reads the same.</summary>
internal static class DnfStateReader
{
    public static Outcome<bool> ReadRefresh(string host, HostOutput output, Func<string, HostOutput, Finding> explain)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Required(host, frames, output, "user", explain).TryGet(out var user, out problem))
            return problem;
        if (user.Lines is not [{ Text: "0" }])
            return DnfErrors.NoPrivilege(host);
        return Required(host, frames, output, "refresh", explain).Problem is { } failed ? failed : true;
    }

    public static Outcome<HostReadiness> ReadReadiness(string host, HostOutput output, Func<string, HostOutput, Finding> explain)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Required(host, frames, output, "user", explain).TryGet(out var user, out problem))
            return problem;
        if (user.Lines is not [{ Text: "0" }])
            return DnfErrors.NoPrivilege(host);
        if (!Required(host, frames, output, "database", explain).TryGet(out _, out problem)
            || !Required(host, frames, output, "boot", explain).TryGet(out var boot, out problem))
            return problem;
        if (!frames.TryGetValue("lock", out var held) || !frames.TryGetValue("duplicates", out var duplicates))
            return OutputProblems.CutShort(host, "lock", output);
        if (held.Lines is [var holder, ..])
            return DnfErrors.Locked(host, Quoted.Line(holder.Text.Trim()));
        if (duplicates.Lines.Count > 0)
            return DnfErrors.Interrupted(host, [.. duplicates.Lines.Select(line => Quoted.Line(line.Text))]);
        return boot.Lines is [{ Text.Length: > 0 } id]
            ? new HostReadiness(id.Text)
            : OutputProblems.CutShort(host, "the kernel gave no boot id");
    }

    public static Outcome<Simulation> ReadSimulation(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Required(host, frames, output, "simulate", DnfErrors.Explain).TryGet(out var frame, out problem))
            return problem;
        var installs = new List<PackageVersion>();
        var removes = new List<string>();
        foreach (var line in frame.Lines)
        {
            switch (line.Text.Split('\t'))
            {
                case ["install", var name, var version] when RpmNames.IsName(name) && RpmNames.IsVersion(version):
                    installs.Add(new PackageVersion(name, version));
                    break;
                case ["remove", var name] when RpmNames.IsName(name):
                    removes.Add(name);
                    break;
                default:
                    return OutputProblems.Unreadable(host, line, "what dnf would install");
            }
        }

        return new Simulation(installs, removes);
    }

    private static Outcome<OutputFrame> Required(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string name,
        Func<string, HostOutput, Finding> explain) =>
        RequiredFrame.Of(host, frames, output, name, DnfErrors.Missing, explain);
}
