using System.Text.Json;
using NodaTime;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// Python's zoneinfo on this machine's tz database, asked for the windows of a zone (peer_zoneinfo.py). It compares every
/// change of the zone's clock with ours first. Where the two databases differ it works on our changes, and says so: then a
/// difference of windows is one of the rules, never one of the data.
/// </summary>
internal sealed class ZoneinfoPeer : IDisposable
{
    // A year more than windows are compared in, so that what crosses the first and the last day meets the same clock.
    private static readonly Instant First = Instant.FromUtc(1999, 1, 1, 0, 0), Last = Instant.FromUtc(2039, 1, 1, 0, 0);

    private readonly PeerProcess process = new("peer_zoneinfo.py");

    /// <summary>Every zone we know.</summary>
    public static IReadOnlyList<string> Zones { get; } = [.. TimeZones.Ids.OrderBy(id => id, StringComparer.Ordinal)];

    /// <summary>Why it cannot be asked on this machine; null when it can.</summary>
    public string? WhyNot()
    {
        if (!File.Exists(PeerProcess.Python)) return $"there is no {PeerProcess.Python}";
        return Version() is null ? "Python's zoneinfo finds no /usr/share/zoneinfo: is Debian's tzdata installed?" : null;
    }

    /// <summary>The version of this machine's tz database.</summary>
    public string? Version() => JsonDocument.Parse(process.Ask("{}") ?? """{"version":null}""").RootElement.GetProperty("version").GetString();

    /// <summary>What zoneinfo makes of local starts.</summary>
    public ZoneAnswer Ask(string zone, IReadOnlyList<long[]> starts, IReadOnlyList<ZoneRules> rules, (long First, long Last)? daily = null)
    {
        var question = new Dictionary<string, object>
        {
            // Debian may have the zone under its newest name only.
            ["names"] = new[] { zone, NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.CanonicalIdMap[zone] },
            ["range"] = new[] { First.ToUnixTimeSeconds(), Last.ToUnixTimeSeconds() },
            ["offset"] = Given.Zone(zone).GetUtcOffset(First).Seconds,
            ["transitions"] = Transitions(zone).Select(t => new[] { t.Moment.ToUnixTimeSeconds(), t.After.Seconds }),
            ["starts"] = starts,
            ["rules"] = rules.Select(r => new object[] { r.WhenSkipped.ToString(), r.WhenAmbiguous.ToString(), r.Mode.ToString(), r.Duration.TotalSeconds }),
        };
        if (daily is var (first, last)) question["daily"] = new[] { first, last };
        var answer = JsonDocument.Parse(process.Ask(JsonSerializer.Serialize(question)) ?? """{"error":"it ended"}""").RootElement;
        if (answer.TryGetProperty("error", out var error)) throw new InvalidOperationException($"{zone}: {error.GetString()}");
        return new ZoneAnswer(
            answer.GetProperty("data").GetString()!,
            [.. answer.GetProperty("transitions").EnumerateArray().Select(t => Instant.FromUnixTimeSeconds(t.GetInt64()))],
            [.. answer.GetProperty("windows").EnumerateArray().Select(w => w.EnumerateArray().Select(l => l.GetString()!).ToArray())]);
    }

    /// <summary>Every change of a zone's clock.</summary>
    public static IEnumerable<(Instant Moment, Offset Before, Offset After)> Transitions(string zone)
    {
        var before = Given.Zone(zone).GetUtcOffset(First);
        foreach (var interval in Given.Zone(zone).GetZoneIntervals(First, Last).Skip(1))
        {
            if (interval.WallOffset != before) yield return (interval.Start, before, interval.WallOffset);
            before = interval.WallOffset;
        }
    }

    /// <summary>A local time as it is asked for: seconds since 1970, as if the clock were UTC's.</summary>
    public static long Seconds(LocalDateTime local) => local.InUtc().ToInstant().ToUnixTimeSeconds();

    public void Dispose() => process.Dispose();
}

/// <summary>How a schedule treats a change of the clock, and how long its windows last.</summary>
internal sealed record ZoneRules(SkippedTime WhenSkipped, AmbiguousTime WhenAmbiguous, DurationMode Mode, TimeSpan Duration);

/// <summary>The windows of each list of starts by each of the rules, as text of a line each: start, end and adjustment.</summary>
/// <param name="Data">Whose changes of the clock they were computed with: the same in both databases, or ours since the other's are unknown or others.</param>
/// <param name="Transitions">When the clock changes by this machine's database.</param>
/// <param name="Windows">By list of starts, then by rules.</param>
internal sealed record ZoneAnswer(string Data, IReadOnlyList<Instant> Transitions, string[][] Windows);
