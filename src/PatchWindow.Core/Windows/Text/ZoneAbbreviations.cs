namespace PatchWindow.Core.Windows.Text;

/// <summary>
/// Abbreviations of time zones, which say no place: several countries use the same one, and those that are also ids of the tz
/// database (EST, MST) do not change to summer time there.
/// </summary>
internal static class ZoneAbbreviations
{
    private static readonly Dictionary<string, string[]> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CET"] = ["Europe/Berlin", "Africa/Algiers"],
        ["CEST"] = ["Europe/Berlin"],
        ["MET"] = ["Europe/Berlin"],
        ["EET"] = ["Europe/Helsinki", "Africa/Tripoli"],
        ["EEST"] = ["Europe/Helsinki"],
        ["WET"] = ["Europe/Lisbon", "Africa/El_Aaiun"],
        ["BST"] = ["Europe/London", "Asia/Dhaka"],
        ["IST"] = ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"],
        ["MSK"] = ["Europe/Moscow"],
        ["EST"] = ["America/New_York", "America/Panama"],
        ["EDT"] = ["America/New_York"],
        ["CST"] = ["America/Chicago", "America/Costa_Rica", "Asia/Shanghai", "America/Havana"],
        ["CDT"] = ["America/Chicago", "America/Havana"],
        ["MST"] = ["America/Denver", "America/Phoenix"],
        ["MDT"] = ["America/Denver"],
        ["PST"] = ["America/Los_Angeles", "Asia/Manila"],
        ["PDT"] = ["America/Los_Angeles"],
        ["AST"] = ["America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"],
        ["HST"] = ["Pacific/Honolulu"],
        ["JST"] = ["Asia/Tokyo"],
        ["KST"] = ["Asia/Seoul"],
        ["SGT"] = ["Asia/Singapore"],
        ["AEST"] = ["Australia/Sydney", "Australia/Brisbane"],
        ["ACST"] = ["Australia/Adelaide", "Australia/Darwin"],
        ["AWST"] = ["Australia/Perth"],
        ["NZST"] = ["Pacific/Auckland"],
        ["SAST"] = ["Africa/Johannesburg"],
        ["BRT"] = ["America/Sao_Paulo"],
    };

    /// <summary>The zones it may stand for; null where it is no such abbreviation.</summary>
    public static IReadOnlyList<string>? Of(string word) => Zones.TryGetValue(word, out var zones) ? zones : null;
}
