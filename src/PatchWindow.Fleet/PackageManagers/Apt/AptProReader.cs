using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Makes pending patches of what Ubuntu Pro has and this host has not enabled (Expanded Security Maintenance): they are there, and apt cannot
/// install them. Of a host that is attached, with the service enabled, they are among apt's own.
/// </summary>
/// <remarks>
/// The lists that Ubuntu's client keeps are read by apt itself: the client (<c>pro api u.pro.packages.updates.v1</c>) tells the same and takes ten
/// times as long, 0.7 s against 0.06 s on a rig host.
/// </remarks>
internal static class AptProReader
{
    /// <param name="host">The host's name.</param>
    /// <param name="frames">What <c>apt-list.sh</c> printed.</param>
    /// <param name="output">The same as it came.</param>
    /// <param name="native">The host's own architecture.</param>
    /// <param name="pending">What apt itself would install or keeps back: a package is listed once, with the version it can have.</param>
    /// <param name="notices">Receives why it is not known what Ubuntu Pro has; nothing else is lost by that.</param>
    public static IEnumerable<AptPatch> Read(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, string native, IEnumerable<AptPatch> pending,
        ICollection<Finding> notices)
    {
        if (!frames.ContainsKey("pro")) return [];
        if (!AptFrames.Required(host, frames, output, "pro").TryGet(out var frame, out var problem)
            || !AptPlanReader.Read(host, frame.Lines).TryGet(out var plan, out problem))
            return Unknown(problem);
        if (plan.Changes.Count == 0) return [];
        if (!AptFrames.Required(host, frames, output, "pro-sources").TryGet(out var sources, out problem)
            || !AptFrames.Required(host, frames, output, "pro-versions").TryGet(out var tables, out problem)
            || !AptPolicyReader.ReadVersions(host, tables.Lines, AptPolicyReader.ReadSources(sources.Lines)).TryGet(out var versions, out problem))
            return Unknown(problem);
        var known = new HashSet<string>(pending.Select(listed => listed.Patch.Name), StringComparer.Ordinal);
        return plan.Changes.Where(change => !known.Contains(change.Name)).Select(change =>
        {
            var origins = versions.OriginsOf(change);
            var file = plan.FileOf(change, native);
            var patch = new PendingPatch
            {
                Host = host,
                Name = change.Name,
                InstalledVersion = change.Installed,
                Version = change.Version,
                Architecture = file?.Architecture,
                Source = string.Join(", ", origins),
                Classification = AptClassification.Of(origins, []),
                Size = file?.Size,
                HeldBack = Needed(origins),
            };
            return new AptPatch(patch, versions.SecurityFixOf(change));
        }).ToArray();

        AptPatch[] Unknown(Finding why)
        {
            notices.Add(why with
            {
                Code = "ProListUnreadable",
                Severity = FindingSeverity.Warning,
                HostName = host,
                Message = $"What Ubuntu Pro has for {host} is not known: {why.Message}",
                Suggestion = "'pro security-status' on the host shows it; the rest of the list is whole.",
            });
            return [];
        }
    }

    private static string Needed(IReadOnlyList<PackageOrigin> origins)
    {
        var service = origins.Any(o => o.Label == "UbuntuESM") ? "esm-infra" : "esm-apps";
        return $"needs Ubuntu Pro ({service}): 'pro attach' on the host, or 'pro enable {service}' where it is attached";
    }
}
