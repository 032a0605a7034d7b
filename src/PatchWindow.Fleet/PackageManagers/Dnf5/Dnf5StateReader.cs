using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf5;

/// <summary>Reads what dnf 5 would do on a host.</summary>
internal static class Dnf5StateReader
{
    public static Outcome<Simulation> ReadSimulation(string host, IReadOnlyList<PackageVersion> packages, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)) return problem;
        Outcome<OutputFrame> Frame(string name) => RequiredFrame.Of(host, frames, output, name, DnfErrors.Missing, Dnf5Errors.Explain);

        if (!Frame("installed").TryGet(out var there, out problem) || !Frame("several").TryGet(out var several, out problem)) return problem;
        var installed = new List<(string Name, string Version)>();
        foreach (var line in there.Lines)
        {
            if (line.Text.Split('\t') is not [{ Length: > 0 } name, var version] || !RpmNames.IsVersion(version))
                return OutputProblems.Unreadable(host, line, "an installed package and its version");
            installed.Add((name, version));
        }

        if (packages.FirstOrDefault(package => !installed.Exists(i => i.Name == package.Name)) is { } absent)
            return Dnf5Errors.NotInstalled(host, absent.Name);
        if (!Frame("simulate").TryGet(out var frame, out problem) || !Dnf5Transaction.Read(host, frame).TryGet(out var transaction, out problem))
            return problem;

        // By itself dnf passes over what it cannot install, and is content; what is there already it rightly passes over.
        var left = packages.FirstOrDefault(package =>
            !transaction.Installs.Any(item => (item.Name == package.Name || $"{item.Name}.{item.Architecture}" == package.Name)
                && item.Version == RpmVersions.WithoutNoEpoch(package.Version))
            && !installed.Contains((package.Name, RpmVersions.WithoutNoEpoch(package.Version))));
        if (left is not null)
            return Dnf5Errors.LeftOut(host, left, transaction.WhyNot(installed.Where(i => i.Name == left.Name).Select(i => $"{left.Name}-{i.Version}").ToArray()));
        var twice = several.Lines.Select(line => line.Text).ToList();
        return new Simulation(
            [.. transaction.Installs.Select(item => new PackageVersion(twice.Contains(item.Name) ? $"{item.Name}.{item.Architecture}" : item.Name, item.Version))],
            transaction.Removes);
    }
}
