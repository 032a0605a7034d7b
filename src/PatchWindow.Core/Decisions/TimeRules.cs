using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Decisions;

/// <summary>The rules that time alone decides: is a window open, is its cutoff near, is there room.</summary>
internal static class TimeRules
{
    /// <summary>These rules in the order in which they are asked.</summary>
    public static readonly DecisionRule<TimeFacts>[] Precedence =
    [
        new("window", OutsideWindow),
        new("cutoff", CutoffReached),
        new("reserve", DoesNotFit),
    ];

    /// <summary>The verdict where none of the rules objects; it changes when the first of them will.</summary>
    public static Verdict Apply(TimeFacts facts)
    {
        var until = facts.Policy.LatestStart(facts.Outlook.Open!, facts.Room);
        return new(ReasonCode.Apply, $"applies in the open window until {Moment(until, facts.Outlook)}", "apply", until);
    }

    /// <summary>A moment on the clock of the policy's window where there is one: an admin reads that clock, not the runner's.</summary>
    public static string Moment(DateTimeOffset moment, WindowOutlook outlook)
    {
        var zone = (outlook.Open ?? outlook.Next ?? outlook.Frozen) is { } window ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.TimeZone) : null;
        var local = zone is null ? moment : Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeOffset();
        return MomentText.Format(local);
    }

    private static Verdict? OutsideWindow(TimeFacts facts)
    {
        var (open, frozen, next) = facts.Outlook;
        if (open is not null) return null;
        var then = next is null ? "no window is in sight" : $"the next window opens {Moment(next.Start, facts.Outlook)}";
        return frozen is null
            ? new(ReasonCode.OutsideWindow, then, ChangesAt: next?.Start)
            : new(ReasonCode.Frozen, $"the window is frozen ({frozen.Freeze}); {then}", ChangesAt: next?.Start);
    }

    private static Verdict? CutoffReached(TimeFacts facts)
    {
        var open = facts.Outlook.Open!;
        return facts.Now < open.Cutoff
            ? null
            : new(ReasonCode.CutoffReached, $"nothing new starts since the cutoff at {Moment(open.Cutoff, facts.Outlook)}",
                ChangesAt: facts.Outlook.Next?.Start);
    }

    private static Verdict? DoesNotFit(TimeFacts facts)
    {
        var left = facts.Outlook.Open!.End - facts.Now;
        var reserve = facts.Policy.Source.Reboot.Reserve;
        if (left > reserve && left - reserve >= facts.Room) return null;
        var needs = facts.Room > TimeSpan.Zero ? $"{DurationText.Format(facts.Room)} is needed" : "the work needs time";
        var kept = reserve > TimeSpan.Zero ? $" and {DurationText.Format(reserve)} is kept for a reboot" : "";
        return new(ReasonCode.DoesNotFit, $"{DurationText.Format(left)} of the window is left; {needs}{kept}",
            $"{facts.Policy.Name}:reboot:reserve", facts.Outlook.Next?.Start);
    }
}
