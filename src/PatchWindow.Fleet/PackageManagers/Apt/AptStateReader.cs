using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Reads the state of a host and its packages, as <c>apt-check.sh</c> and <c>apt-verify.sh</c> print it.
/// </summary>
internal static class AptStateReader
{
    public static Outcome<HostReadiness> ReadReadiness(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !AptFrames.Required(host, frames, output, "user").TryGet(out var user, out problem))
            return problem;
        if (user.Lines is not [{ Text: "0" }])
            return AptErrors.NoPrivilege(host);
        // The lock comes before the states: in the middle of someone's installation packages are half-installed
        // rightly. What an interrupted one lacks is the lesser half of the matter.
        var unfit = AptFrames.Required(host, frames, output, "check").Problem;
        if (unfit is not null && unfit.Code != AptErrors.DependenciesBrokenCode)
            return unfit;
        if (!AptFrames.Required(host, frames, output, "states").TryGet(out var states, out problem)
            || !AptFrames.Required(host, frames, output, "boot").TryGet(out var boot, out problem))
            return problem;

        var broken = new List<string>();
        foreach (var line in states.Lines)
        {
            if (line.Text.Split('\t') is not [{ Length: 2 or 3 } state, { Length: > 0 } name])
                return OutputProblems.Unreadable(host, line, "a package's state");
            // dpkg-query(1), db:Status-Abbrev: unpacked, half-configured, half-installed, triggers awaited or pending;
            // then R for a package that must be installed again.
            if (state[1] is 'U' or 'F' or 'H' or 'W' or 't' || (state.Length == 3 && state[2] == 'R'))
                broken.Add(name);
        }
        if (broken.Count > 0)
            return AptErrors.Interrupted(host, broken);
        if (unfit is not null)
            return unfit;
        return boot.Lines is [{ Text.Length: > 0 } id]
            ? new HostReadiness(id.Text)
            : OutputProblems.CutShort(host, "the kernel gave no boot id");
    }

    /// <summary>Whether the package lists were fetched.</summary>
    public static Outcome<bool> ReadRefresh(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !AptFrames.Required(host, frames, output, "user").TryGet(out var user, out problem))
            return problem;
        // Said plainly, before apt's own word for it.
        if (user.Lines is not [{ Text: "0" }])
            return AptErrors.NoPrivilege(host);
        return AptFrames.Required(host, frames, output, "refresh").Problem is { } failed ? failed : true;
    }

    public static Outcome<HostPackages> ReadPackages(
        string host, IReadOnlyList<PackageVersion> packages, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !AptFrames.Native(host, frames, output).TryGet(out var native, out problem)
            || !AptFrames.Required(host, frames, output, "reboot").TryGet(out var reboot, out problem))
            return problem;
        if (reboot.Lines is not [{ Text: "yes" or "no" } wanted])
            return OutputProblems.CutShort(host, "the host did not say whether it wants a reboot");

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        if (frames.TryGetValue("packages", out var found))
        {
            // 1 says that some of the names are unknown to dpkg: those are not installed.
            if (found.ExitCode > 1)
                return AptErrors.Explain(host, output with { ExitCode = found.ExitCode });
            foreach (var line in found.Lines)
            {
                if (line.Text.Split('\t') is not [var name, var built, var version, var status])
                    return OutputProblems.Unreadable(host, line, "a package's version and state");
                // Third word of the status: a package that is half-configured has the new version, and does not work.
                // The first may be hold.
                if (status.EndsWith(" ok installed", StringComparison.Ordinal))
                    known[$"{name}:{built}"] = Quoted.Line(version);
            }
        }
        else if (packages.Count > 0)
        {
            return OutputProblems.CutShort(host, "packages", output);
        }

        var installed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            // A name without an architecture means the host's own, or all.
            if ((package.Name.Contains(':')
                    ? known.TryGetValue(package.Name, out var version)
                    : known.TryGetValue($"{package.Name}:{native}", out version)
                        || known.TryGetValue($"{package.Name}:all", out version)))
                installed[package.Name] = version;
        }
        return new HostPackages(installed, wanted.Text == "yes");
    }
}
