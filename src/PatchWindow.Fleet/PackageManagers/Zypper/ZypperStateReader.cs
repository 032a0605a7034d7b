using PatchWindow.Core.Outcomes;
using System.Xml.Linq;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Zypper;

/// <summary>Reads the state of a host and what zypper would do there.</summary>
internal static class ZypperStateReader
{
    public static Outcome<bool> ReadRefresh(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Required(host, frames, output, "user").TryGet(out var user, out problem))
            return problem;
        if (user.Lines is not [{ Text: "0" }])
            return ZypperErrors.NoPrivilege(host);
        return Required(host, frames, output, "refresh").Problem is { } failed ? failed : true;
    }

    public static Outcome<HostReadiness> ReadReadiness(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Required(host, frames, output, "user").TryGet(out var user, out problem))
            return problem;
        if (user.Lines is not [{ Text: "0" }])
            return ZypperErrors.NoPrivilege(host);
        if (!Required(host, frames, output, "check").TryGet(out _, out problem)
            || !Required(host, frames, output, "database").TryGet(out _, out problem)
            || !Required(host, frames, output, "boot").TryGet(out var boot, out problem))
            return problem;
        if (!frames.TryGetValue("duplicates", out var duplicates))
            return OutputProblems.CutShort(host, "duplicates", output);
        if (duplicates.Lines.Count > 0)
            return ZypperErrors.Interrupted(host, [.. duplicates.Lines.Select(line => Quoted.Line(line.Text))]);
        return boot.Lines is [{ Text.Length: > 0 } id]
            ? new HostReadiness(id.Text)
            : OutputProblems.CutShort(host, "the kernel gave no boot id");
    }

    public static Outcome<Simulation> ReadSimulation(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Required(host, frames, output, "installed").TryGet(out _, out problem)
            || !Required(host, frames, output, "simulate").TryGet(out var frame, out problem)
            || !ZypperXml.Read(host, frame).TryGet(out var document, out problem))
            return problem;
        var installs = new List<PackageVersion>();
        var removes = new List<string>();
        foreach (var list in document.Descendants("install-summary").Elements())
        {
            foreach (var solvable in list.Elements("solvable").Where(s => s.Text("type") == "package"))
            {
                var (name, version) = (solvable.Text("name"), solvable.Text("edition"));
                if (!RpmNames.IsName(name) || !RpmNames.IsVersion(version))
                    return OutputProblems.Unreadable(host, new OutputLine(0, solvable.ToString()), "a package that zypper would install");
                if (list.Name.LocalName == "to-remove") removes.Add(name);
                else installs.Add(new PackageVersion(name, version));
            }
        }

        return new Simulation(installs, removes);
    }

    private static Outcome<OutputFrame> Required(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string name) =>
        RequiredFrame.Of(host, frames, output, name, ZypperErrors.Missing, ZypperErrors.Explain);
}
