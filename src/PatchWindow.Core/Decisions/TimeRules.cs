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

        // Work that would run into a freeze does not begin, as it does not where a window would end on it.
        var last = hold.Until - Needed(facts);
        var end = last is { } moment ? $" until {Moment(moment, facts.Outlook)}: a freeze begins {Moment(hold.Until!.Value, facts.Outlook)}" : "";
        if (!facts.NeedsNoWindow) return new(ReasonCode.Apply, "applies at once" + end, $"{facts.Policy.Name}:mode", last);
        var rule = $"{facts.Policy.Name}:emergency";
        if (facts.Policy.Source.Mode == PolicyMode.Immediate)
            return new(ReasonCode.Emergency, "applies at once, as an emergency, which the freeze lets pass" + (end.Length > 0 ? "," : "") + end, rule, last);
        var next = facts.Outlook.Next?.Start;
        if (next < last || last is null) (last, end) = (next, next is { } opens ? $" until a window opens {Moment(opens, facts.Outlook)}" : "");
        return new(ReasonCode.Emergency, "applies at once, outside of any window, as an emergency that no window takes in time" + (end.Length > 0 ? "," : "") + end, rule, last);
    }

    /// <summary>A moment on the clock of the policy's window where there is one: an admin reads that clock, not the runner's.</summary>
    public static string Moment(DateTimeOffset moment, WindowOutlook outlook)
    {
        var id = (outlook.Open ?? outlook.Next ?? outlook.Frozen)?.TimeZone ?? (outlook.Immediate ?? outlook.Emergency)?.TimeZone;
        var zone = id is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        var local = zone is null ? moment : Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeOffset();
        return MomentText.Format(local);
    }

    // Work that needs no window waits for freezes alone.
    private static FreezeHold? Hold(TimeFacts facts) => facts.NeedsNoWindow ? facts.Outlook.Emergency : facts.Outlook.Immediate;

    private static Answer OutsideWindow(TimeFacts facts)
    {
        if (Hold(facts) is { } hold)
        {
            if (!hold.Holds)
            {
                return Answer.PassBecause(!facts.NeedsNoWindow ? "the policy applies at once"
                    : facts.Policy.Source.Mode == PolicyMode.Immediate ? "an emergency, which the freeze lets pass"
                    : "an emergency that no window takes in time");
            }

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

    private static TimeSpan Needed(TimeFacts facts) => facts.Policy.Source.Reboot.Reserve + facts.Room;

    private static Answer DoesNotFit(TimeFacts facts)
    {
        if (Hold(facts) is { } hold)
        {
            if (hold.Until is not { } freeze || freeze - facts.Now >= Needed(facts)) return Answer.Pass;
            return new Verdict(ReasonCode.DoesNotFit,
                $"{DurationText.Format(freeze - facts.Now)} is left before a freeze begins {Moment(freeze, facts.Outlook)}; {DurationText.Format(Needed(facts))} is needed",
                $"{facts.Policy.Name}:reboot:reserve", freeze);
        }

        var left = facts.Outlook.Open!.End - facts.Now;
        var reserve = facts.Policy.Source.Reboot.Reserve;
        if (left > reserve && left - reserve >= facts.Room) return Answer.Pass;
        var needs = facts.Room > TimeSpan.Zero ? $"{DurationText.Format(facts.Room)} is needed" : "the work needs time";
        var kept = reserve > TimeSpan.Zero ? $" and {DurationText.Format(reserve)} is kept for a reboot" : "";
        return new Verdict(ReasonCode.DoesNotFit, $"{DurationText.Format(left)} of the window is left; {needs}{kept}",
            $"{facts.Policy.Name}:reboot:reserve", facts.Outlook.Next?.Start);
    }
}
