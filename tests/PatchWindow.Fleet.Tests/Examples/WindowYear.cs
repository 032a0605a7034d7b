using System.Globalization;
using System.Text;
using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>
/// A year of an example's windows as text, one a line: by policy, and where a policy goes by its hosts' clocks, by zone. Of a policy
/// that applies at once, the times in which a freeze holds.
/// </summary>
internal sealed class WindowYear(Example example)
{
    // The freezes over New Year's Eve stand in it whole, at both ends.
    private static readonly LocalDate First = new(2026, 12, 1), Last = new(2028, 1, 10);

    private readonly StringBuilder text = new();

    public static string Of(Example example)
    {
        var year = new WindowYear(example);
        year.Write();
        return year.text.ToString();
    }

    private void Write()
    {
        Line($"Windows of examples/{example.Name}.json from {First:uuuu-MM-dd} to {Last:uuuu-MM-dd}, on the clock of each zone. What a freeze takes is listed with its reason.");
        foreach (var policy in example.Configuration.Policies.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            foreach (var zone in example.HostsOf(policy).GroupBy(h => Example.ZoneOf(policy, h)).OrderBy(g => g.Key.Id, StringComparer.Ordinal))
                Write(policy, zone.Key, [.. zone.Select(h => h.Name)]);
        }
    }

    private void Write(CompiledPolicy policy, DateTimeZone zone, string[] hosts)
    {
        var (from, to) = (zone.AtStartOfDay(First).ToInstant(), zone.AtStartOfDay(Last.PlusDays(1)).ToInstant());
        Line("");
        Line($"== {policy.Name}, {zone.Id}");
        Line($"   hosts      {string.Join(", ", hosts)}");
        foreach (var schedule in policy.Source.Schedules) Line($"   schedule   {schedule}");
        foreach (var freeze in policy.Source.Freezes)
            Line($"   freeze     {freeze}{(freeze.Mode == FreezeMode.Cancel ? ", cancels" : "")}{(freeze.Allow == 0 ? "" : $", lets {freeze.Allow} pass")}");
        var query = new WindowQuery(from, zone, WithSkipped: true);
        if (policy.Source.Mode == PolicyMode.Immediate) WriteHolds(policy, query, to);
        else WriteWindows([.. WindowFinder.Between(policy, from, to, query)]);
    }

    private void WriteWindows(IReadOnlyList<Window> windows)
    {
        var (frozen, trimmed) = (windows.Count(w => w.State == WindowState.Frozen), windows.Count(IsTrimmed));
        Line($"   windows    {windows.Count}, of which {frozen} are frozen, {trimmed} trimmed, {windows.Count(w => w.Adjustment != 0)} touched by a change of the clock");
        foreach (var w in windows)
        {
            var start = w.Start.ToString("ddd yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
            var cutoff = w.Cutoff == w.End ? "" : $"cutoff {w.Cutoff:HH:mm}";
            Line($"{start} → {ClockText.WriteEnd(w.End, w.Start),-16} {DurationText.Format(w.Duration),-6} {cutoff,-12}  {State(w)}");
        }
    }

    // What it may do at a moment changes only where a freeze begins or ends.
    private void WriteHolds(CompiledPolicy policy, WindowQuery query, Instant to)
    {
        Line("   windows    none: it applies at once, except");
        for (var at = query.Now; at < to;)
        {
            var outlook = WindowFinder.Outlook(policy, query with { Now = at });
            var hold = outlook.Immediate!;
            if (hold.Until is not { } until) break;
            var start = at.InZone(query.HostZone).ToDateTimeOffset();
            if (hold.Holds)
            {
                var emergencies = outlook.Emergency is { Holds: false } ? ", emergencies pass" : "";
                Line($"{ClockText.Write(start, query.HostZone)} → {ClockText.Write(until, query.HostZone)}  {DurationText.Format(until - start),-6}  Frozen ({hold.Reason}){emergencies}");
            }

            at = Instant.FromDateTimeOffset(until);
        }
    }

    private static bool IsTrimmed(Window window) => window.State != WindowState.Frozen && window.Freeze is not null;

    private static string State(Window window)
    {
        var state = window.State switch
        {
            WindowState.Frozen => $"Frozen ({window.Freeze})",
            WindowState.Skipped => "Skipped",
            _ when IsTrimmed(window) => $"Open, trimmed ({window.Freeze})",
            _ => "Open",
        };
        return window.Adjustment == WindowAdjustment.None ? state : $"{state}  *** {window.Adjustment} ***";
    }

    private void Line(string line) => text.Append(line.TrimEnd()).Append('\n');
}
