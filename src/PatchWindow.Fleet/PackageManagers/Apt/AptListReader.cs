using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>Makes pending patches of what <c>apt-list.sh</c> printed.</summary>
internal static class AptListReader
{
    public static Outcome<IReadOnlyList<PendingPatch>> Read(string host, HostOutput output, ICollection<Finding> notices)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !AptFrames.Required(host, frames, output, "upgrade").TryGet(out var upgrade, out problem)
            || !AptFrames.Required(host, frames, output, "lists").TryGet(out var lists, out problem)
            || !AptListsAge.Check(host, lists.Lines, notices).TryGet(out _, out problem)
            || !AptFrames.Native(host, frames, output).TryGet(out var native, out problem)
            || !AptPlanReader.Read(host, upgrade.Lines).TryGet(out var plan, out problem))
            return problem;
        if (!ReadOwn(host, frames, output, native, plan).TryGet(out var own, out problem))
            return problem;
        AptPatch[] all = [.. own.Concat(AptProReader.Read(host, frames, output, native, own, notices)).OrderBy(known => known.Patch.Name, StringComparer.Ordinal)];
        return Outcome.Of(AptProCves.Add(host, frames, output, all, notices));
    }

    // What apt would install or keeps back.
    private static Outcome<IReadOnlyList<AptPatch>> ReadOwn(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string native, AptPlan plan)
    {
        if (plan.Changes.Count == 0)
            return Array.Empty<AptPatch>();
        if (!AptFrames.Required(host, frames, output, "installed").TryGet(out var installed, out var problem)
            || !ReadStates(host, installed.Lines, native).TryGet(out var states, out problem))
            return problem;
        // Without them a security fix could pass for something else.
        if (!AptFrames.Required(host, frames, output, "sources").TryGet(out var sourceFrame, out problem)
            || !AptFrames.Required(host, frames, output, "versions").TryGet(out var versionFrame, out problem))
            return problem;
        var sources = AptPolicyReader.ReadSources(sourceFrame.Lines);
        if (!AptPolicyReader.ReadVersions(host, versionFrame.Lines, sources).TryGet(out var versions, out problem)
            || !ReadSizes(host, Lines(frames, "sizes")).TryGet(out var sizes, out problem))
            return problem;

        var reasons = AptKeptReasons.Read(Lines(frames, "kept"));
        return plan.Changes.Select(change =>
        {
            var state = states.TryGetValue(change.Name, out var known) ? known : new AptState(false, null);
            var (name, foreign) = DebianNames.Divide(change.Name);
            var origins = versions.OriginsOf(change);
            var file = plan.FileOf(change, native);

            // A package may change its architecture; the file has the new one's.
            var coming = foreign ?? file?.Architecture ?? state.Architecture;
            var patch = new PendingPatch
            {
                Host = host,
                Name = change.Name,
                InstalledVersion = change.Installed,
                Version = change.Version,
                Architecture = coming,
                Source = string.Join(", ", origins),
                Classification = AptClassification.Of(origins, versions.OriginsSkipped(change)),
                Size = file?.Size ?? (sizes.TryGetValue(SizeKey(name, change.Version, coming), out var size) ? size : null),
                HeldBack = change.Kept is { } kept ? HeldBack(change.Name, kept, state, reasons, versions.IsPhased(change)) : null,
            };
            return new AptPatch(patch, versions.SecurityFixOf(change));
        }).ToArray();
    }

    // apt does not say why; a hold is the admin's own and is told apart by dpkg's selection (RIG.md, apt). What waits for its phase has a
    // heading of its own since apt 2.7.11; before (Ubuntu 22.04) it is kept back with the others, and nothing stands in its way.
    private static string HeldBack(string name, AptKeepReason kept, AptState state, IReadOnlyDictionary<string, string> reasons, bool isPhased)
    {
        if (state.IsHeld)
            return "held by apt-mark hold";
        if (kept == AptKeepReason.KeptBack && reasons.TryGetValue(name, out var reason))
            return "kept back: " + reason;
        return kept == AptKeepReason.Phased || isPhased
            ? "kept back: the vendor's phased roll-out has not reached this host"
            : "kept back: apt finds no way to install it without removing or breaking another package";
    }

    private static Outcome<Dictionary<string, AptState>> ReadStates(
        string host, IReadOnlyList<OutputLine> lines, string native)
    {
        var states = new Dictionary<string, AptState>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Text.Split('\t') is not [var want, var name, var architecture])
                return OutputProblems.Unreadable(host, line, "a package that dpkg-query knows");
            // apt leaves the architecture out of the name where it is the host's own.
            var own = architecture == native || architecture == "all" || architecture.Length == 0;
            states[own ? name : name + ":" + architecture] = new AptState(want == "hold", Quoted.Line(architecture));
        }
        return states;
    }

    // Stanzas of Package, Version, Architecture and Size, divided by empty lines.
    private static Outcome<Dictionary<string, long>> ReadSizes(string host, IReadOnlyList<OutputLine> lines)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        string package = "", version = "", architecture = "";
        foreach (var line in lines)
        {
            var colon = line.Text.IndexOf(": ", StringComparison.Ordinal);
            var value = colon < 0 ? "" : line.Text.Substring(colon + 2).Trim();
            switch (colon < 0 ? line.Text : line.Text.Substring(0, colon))
            {
                case "":
                    break;
                case "Package":
                    package = value;
                    break;
                case "Version":
                    version = value;
                    break;
                case "Architecture":
                    architecture = value;
                    break;
                case "Size" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var size):
                    sizes[SizeKey(package, version, architecture)] = size;
                    break;
                default:
                    return OutputProblems.Unreadable(host, line, "a field of apt-cache show");
            }
        }
        return sizes;
    }

    private static string SizeKey(string package, string version, string? architecture) =>
        $"{package} {version} {architecture}";

    private static IReadOnlyList<OutputLine> Lines(IReadOnlyDictionary<string, OutputFrame> frames, string name) =>
        frames.TryGetValue(name, out var frame) ? frame.Lines : [];

    private readonly record struct AptState(bool IsHeld, string? Architecture);
}
