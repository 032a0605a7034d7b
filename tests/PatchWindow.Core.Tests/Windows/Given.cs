using System.Globalization;
using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

/// <summary>Policies made of a few words, and their windows as lines that a failure can show.</summary>
internal static class Given
{
    public static readonly DateTimeZone Utc = DateTimeZone.Utc;

    /// <summary>A moment with its offset: <c>2026-12-11 22:00 +01:00</c>.</summary>
    public static Instant Moment(string text) => Instant.FromDateTimeOffset(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    public static Schedule Text(string text) => new() { Text = text };

    public static Freeze Freeze(string from, string to, string reason = "frozen", FreezeMode mode = FreezeMode.Trim, string minimum = "00:00") => new()
    {
        From = Local(from), To = Local(to), Reason = reason, Mode = mode, Minimum = TimeSpan.Parse(minimum, CultureInfo.InvariantCulture),
    };

    public static CompiledPolicy Policy(params Schedule[] schedules) => Policy(null, [], schedules);

    public static CompiledPolicy Policy(string? zone, Freeze[] freezes, params Schedule[] schedules)
    {
        var findings = new List<Finding>();
        var policy = PolicyCompiler.Compile(
            new Policy { Name = "p", TimeZone = zone, Schedules = [.. schedules], Freezes = [.. freezes] }, findings);
        Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        return policy!;
    }

    public static string[] Between(CompiledPolicy policy, string from, string to, string? hostZone = null) =>
        [.. WindowFinder.Between(policy, Moment(from), Moment(to), Query(from, hostZone)).Select(Line)];

    /// <summary>The same with those that the clock skips.</summary>
    public static string[] WithSkipped(CompiledPolicy policy, string from, string to, string? hostZone = null) =>
        [.. WindowFinder.Between(policy, Moment(from), Moment(to), Query(from, hostZone) with { WithSkipped = true }).Select(Line)];

    public static string[] From(CompiledPolicy policy, string from, int first, string? hostZone = null) =>
        [.. WindowFinder.From(policy, Moment(from), Query(from, hostZone)).Take(first).Select(Line)];

    public static WindowOutlook Outlook(CompiledPolicy policy, string now) => WindowFinder.Outlook(policy, Query(now, null));

    public static WindowQuery Query(string now, string? hostZone) => new(Moment(now), hostZone is null ? Utc : Zone(hostZone));

    /// <summary><c>2026-03-29 03:30 +02:00 for 4h Shifted</c>, and a freeze's reason in brackets.</summary>
    public static string Line(Window window) =>
        window.Start.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        + " for " + DurationText.Format(window.Duration)
        + (window.Adjustment == WindowAdjustment.None ? "" : " " + window.Adjustment)
        + (window.State == WindowState.Frozen ? " Frozen" : "")
        + (window.Freeze is null ? "" : $" ({window.Freeze})");
}
