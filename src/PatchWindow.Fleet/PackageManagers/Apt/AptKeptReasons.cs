using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Reads why apt cannot install what it keeps back, from the section that a simulated <c>apt-get install</c> of those
/// packages prints: <c> pw-kept : Depends: pw-missing (&gt;= 2) but it is not installable</c>.
/// </summary>
internal static class AptKeptReasons
{
    private const string Heading = "The following packages have unmet dependencies:";

    /// <summary>The first reason by package.</summary>
    public static IReadOnlyDictionary<string, string> Read(IReadOnlyList<OutputLine> lines)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.SkipWhile(line => line.Text != Heading).Skip(1))
        {
            if (!line.Text.StartsWith(" ", StringComparison.Ordinal))
                break;
            var colon = line.Text.IndexOf(" : ", StringComparison.Ordinal);
            if (colon > 0 && line.Text.Substring(1, colon - 1) is { } name && !reasons.ContainsKey(name))
                reasons[name] = Quoted.Line(line.Text.Substring(colon + 3).Trim());
        }
        return reasons;
    }
}
