namespace PatchWindow.Fleet.PackageManagers;

/// <summary>A version of three parts, [epoch:]upstream[-revision], as dpkg and rpm both have it; they differ in how a part is compared.</summary>
/// <param name="Epoch">0 where none is written.</param>
/// <param name="Upstream">The version that the upstream has given it.</param>
/// <param name="Revision">The package's own, rpm's release; empty where none is written.</param>
internal readonly record struct EpochVersion(string Epoch, string Upstream, string Revision)
{
    /// <summary>Which of two versions is the older one: the first part that differs tells.</summary>
    /// <param name="x">The one.</param>
    /// <param name="y">The other.</param>
    /// <param name="parts">The order of two parts of the same kind.</param>
    public static int Compare(string? x, string? y, Comparison<string> parts)
    {
        var (one, other) = (Parse(x ?? ""), Parse(y ?? ""));
        return parts(one.Epoch, other.Epoch) is not 0 and var epoch ? epoch
            : parts(one.Upstream, other.Upstream) is not 0 and var upstream ? upstream
            : parts(one.Revision, other.Revision);
    }

    private static EpochVersion Parse(string text)
    {
        var colon = text.IndexOf(':');
        // Behind the colon: what a host calls its installed version may be anything, with a hyphen before it too.
        var rest = text.Substring(colon + 1);
        var hyphen = rest.LastIndexOf('-');
        return new EpochVersion(
            colon < 0 ? "0" : text.Substring(0, colon),
            hyphen < 0 ? rest : rest.Substring(0, hyphen),
            hyphen < 0 ? "" : rest.Substring(hyphen + 1));
    }
}
