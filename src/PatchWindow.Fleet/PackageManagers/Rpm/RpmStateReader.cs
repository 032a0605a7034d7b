using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Rpm;

/// <summary>Reads what <c>rpm-verify.sh</c> prints of a host and its packages.</summary>
internal static class RpmStateReader
{
    public static Outcome<HostPackages> Read(string host, IReadOnlyList<PackageVersion> packages, HostOutput output, Func<string, string, Finding> missing)
    {
        Finding Failed(string name, HostOutput failed) => OutputProblems.CutShort(name, $"rpm ended with exit code {failed.ExitCode}");
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !RequiredFrame.Of(host, frames, output, "reboot", missing, Failed).TryGet(out var reboot, out problem))
            return problem;
        if (reboot.Lines is not [{ Text: "yes" or "no" } wanted])
            return OutputProblems.CutShort(host, "the host did not say whether it wants a reboot");
        var installed = new Dictionary<string, string>(StringComparer.Ordinal);
        if (packages.Count > 0)
        {
            if (!RequiredFrame.Of(host, frames, output, "packages", missing, Failed).TryGet(out var found, out problem))
                return problem;
            foreach (var line in found.Lines)
            {
                if (line.Text.Split('\t') is not [{ Length: > 0 } name, { Length: > 0 } architecture, { Length: > 0 } version])
                    return OutputProblems.Unreadable(host, line, "an installed package and its version");
                // Of packages that are there in several versions, as kernels, the last is the newest.
                installed[name] = Quoted.Line(version);
                installed[$"{name}.{architecture}"] = Quoted.Line(version);
            }
        }

        var asked = packages.Select(p => p.Name).ToList();
        return new HostPackages(
            installed.Where(i => asked.Contains(i.Key)).ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal), wanted.Text == "yes");
    }
}
