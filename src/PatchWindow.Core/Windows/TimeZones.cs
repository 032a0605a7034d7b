using NodaTime;
using NodaTime.TimeZones;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Windows;

/// <summary>Time zones by the names people write: IANA ids, Windows ids (CLDR's mapping) and <c>UTC</c>.</summary>
public static class TimeZones
{
    /// <summary>The word in a schedule that stands for each host's own zone.</summary>
    public const string Host = "host";

    private const string Utc = "UTC";

    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;

    private static readonly Lazy<Dictionary<string, string>> IdsIgnoringCase = new(() =>
        DateTimeZoneProviders.Tzdb.Ids.ToDictionary(id => id, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<Dictionary<string, string>> WindowsIds = new(() =>
        Source.WindowsMapping.PrimaryMapping.ToDictionary(p => p.Key, p => p.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>The version of the tz database in use, such as <c>2026c</c>.</summary>
    public static string Version => Source.TzdbVersion;

    /// <summary>Every IANA id known.</summary>
    public static IEnumerable<string> Ids => DateTimeZoneProviders.Tzdb.Ids;

    /// <summary>Whether a zone is UTC under one of its names.</summary>
    public static bool IsUtc(DateTimeZone zone) =>
        zone.Equals(DateTimeZone.Utc) || (Source.CanonicalIdMap.TryGetValue(zone.Id, out var id) && id is "UTC" or "Etc/UTC" or "Etc/GMT");

    /// <summary>The Windows id of a zone, and the zone that Windows means by it; null where Windows has none.</summary>
    public static (string Id, DateTimeZone Zone)? ToWindows(DateTimeZone zone)
    {
        if (IsUtc(zone)) return ("UTC", DateTimeZone.Utc);
        var canonical = Source.CanonicalIdMap.TryGetValue(zone.Id, out var known) ? known : zone.Id;
        return Source.TzdbToWindowsIds.TryGetValue(canonical, out var id)
            ? (id, DateTimeZoneProviders.Tzdb[Source.WindowsMapping.PrimaryMapping[id]])
            : null;
    }

    /// <summary>The IANA id of a name, letter case aside; null where there is none. Far cheaper than to ask what was meant.</summary>
    internal static string? IdOf(string name)
    {
        var id = name.Trim();
        if (id.Length == 0) return null;

        // The exact id first: it needs neither of the tables. But NodaTime takes Windows' UTC-11 for an offset, and it is a zone.
        if (id.Length > Utc.Length && id.StartsWith(Utc, StringComparison.Ordinal) && WindowsIds.Value.TryGetValue(id, out var fixedOffset))
            return fixedOffset;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } exact) return exact.Id;
        if (IdsIgnoringCase.Value.TryGetValue(id, out var spelled)) return spelled;
        return WindowsIds.Value.TryGetValue(id, out var iana) ? iana : null;
    }

    /// <summary>The zone of a name, letter case aside; a problem that names the nearest right id where there is none.</summary>
    public static Outcome<DateTimeZone> Find(string name)
    {
        if (IdOf(name) is { } known) return DateTimeZoneProviders.Tzdb[known];
        return new Finding
        {
            Code = "TimeZoneNotFound",
            Kind = FindingKind.ObjectNotFound,
            Message = $"'{name}' is no time zone.{NearestWord.Question(Nearest(name.Trim()))}",
            Suggestion = "Write an IANA id such as Europe/Oslo, a Windows id such as W. Europe Standard Time, or UTC.",
        };
    }

    // "Oslo" and "Europe/Olso" both mean Europe/Oslo: compare whole ids, then the city alone.
    private static string? Nearest(string name)
    {
        var spaced = name.Replace(' ', '_');
        var city = spaced.Substring(spaced.LastIndexOf('/') + 1);
        return Ids.FirstOrDefault(id => id.EndsWith("/" + spaced, StringComparison.OrdinalIgnoreCase))
            ?? NearestWord.To(spaced, Ids.Concat(WindowsIds.Value.Keys))
            ?? (city.Length > 3 && NearestWord.To(city, Ids.Select(CityOf)) is { } near ? Ids.First(i => CityOf(i) == near) : null);
    }

    private static string CityOf(string id) => id.Substring(id.LastIndexOf('/') + 1);
}
