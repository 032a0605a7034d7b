using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Decisions;

/// <summary>The rules that time alone decides: is a window open, is its cutoff near, is there room.</summary>
internal static class TimeRules
{
    /// <summary>These rules in the order in which they are asked.</summary>
    public static readonly DecisionRule<TimeFacts>[] Precedence =
    [
        new("window", [ReasonCode.OutsideWindow, ReasonCode.Frozen], "no window is open, or a freeze holds", OutsideWindow),
        new("cutoff", [ReasonCode.CutoffReached], "the window's last part, in which nothing new starts", CutoffReached),
        new("reserve", [ReasonCode.DoesNotFit], "what is left of the window is too short for the work and a reboot", DoesNotFit),
    ];

    /// <summary>The verdict where none of the rules objects; it changes when the first of them will.</summary>
    public static Verdict Apply(TimeFacts facts)
    {
        if (Hold(facts) is not { } hold)
        {
            var until = facts.Policy.LatestStart(facts.Outlook.Open!, facts.Room);
            return new(ReasonCode.Apply, $"applies in the open window until {Moment(until, facts.Outlook)}", "apply", until);
        }

        var end = hold.Until is { } freeze ? $", until a freeze begins {Moment(freeze, facts.Outlook)}" : "";
        return facts.NeedsNoWindow
            ? new(ReasonCode.Emergency, $"applies at once, outside of any window: an emergency that no window takes in time{end}",
                $"{facts.Policy.Name}:emergency", hold.Until)
            : new(ReasonCode.Apply, $"applies at once{end}", $"{facts.Policy.Name}:mode", hold.Until);
    }

    /// <summary>A moment on the clock of the policy's window where there is one: an admin reads that clock, not the runner's.</summary>
    public static string Moment(DateTimeOffset moment, WindowOutlook outlook)
    {
        var zone = (outlook.Open ?? outlook.Next ?? outlook.Frozen) is { } window ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.TimeZone) : null;
        var local = zone is null ? moment : Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeOffset();
        return MomentText.Format(local);
    }

    // Work that needs no window waits for freezes alone.
    private static FreezeHold? Hold(TimeFacts facts) => facts.NeedsNoWindow ? facts.Outlook.Emergency : facts.Outlook.Immediate;

    private static Answer OutsideWindow(TimeFacts facts)
    {
        if (Hold(facts) is { } hold)
        {
            if (!hold.Holds) return Answer.PassBecause(facts.NeedsNoWindow ? "an emergency that no window takes in time" : "the policy applies at once");
            var end = hold.Until is { } thaw ? $"; it ends {Moment(thaw, facts.Outlook)}" : "; its end is not in sight";
            return new Verdict(ReasonCode.Frozen, $"a freeze holds ({hold.Reason}){end}", ChangesAt: hold.Until);
        }

        var (open, frozen, next) = facts.Outlook;
        if (open is not null) return Answer.Pass;
        var then = next is null ? "no window is in sight" : $"the next window opens {Moment(next.Start, facts.Outlook)}";
        return frozen is null
            ? new Verdict(ReasonCode.OutsideWindow, then, ChangesAt: next?.Start)
            : new Verdict(ReasonCode.Frozen, $"the window is frozen ({frozen.Freeze}); {then}", ChangesAt: next?.Start);
    }

    private static Answer CutoffReached(TimeFacts facts)
    {
        if (Hold(facts) is not null) return Answer.Pass;
        var open = facts.Outlook.Open!;
        return facts.Now < open.Cutoff
            ? Answer.Pass
            : new Verdict(ReasonCode.CutoffReached, $"nothing new starts since the cutoff at {Moment(open.Cutoff, facts.Outlook)}",
                ChangesAt: facts.Outlook.Next?.Start);
    }

    private static Answer DoesNotFit(TimeFacts facts)
    {
        if (Hold(facts) is not null) return Answer.Pass;
        var left = facts.Outlook.Open!.End - facts.Now;
        var reserve = facts.Policy.Source.Reboot.Reserve;
        if (left > reserve && left - reserve >= facts.Room) return Answer.Pass;
        var needs = facts.Room > TimeSpan.Zero ? $"{DurationText.Format(facts.Room)} is needed" : "the work needs time";
        var kept = reserve > TimeSpan.Zero ? $" and {DurationText.Format(reserve)} is kept for a reboot" : "";
        return new Verdict(ReasonCode.DoesNotFit, $"{DurationText.Format(left)} of the window is left; {needs}{kept}",
            $"{facts.Policy.Name}:reboot:reserve", facts.Outlook.Next?.Start);
    }
}
