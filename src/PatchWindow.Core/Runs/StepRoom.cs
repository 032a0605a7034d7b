using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Runs;

/// <summary>How much work still fits: into the window that is open, or before the freeze that comes. Pure.</summary>
public static class StepRoom
{
    /// <summary>How many of a host's patches could be applied by one step that starts now; the same question as TimeRules asks of one patch.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="outlook">Where its windows stand for the host.</param>
    /// <param name="now">The moment.</param>
    /// <param name="patches">How many there are.</param>
    /// <param name="estimate">How long a step takes with so many; more never take less.</param>
    /// <param name="needsNoWindow">Whether they are an emergency that no window takes in time.</param>
    public static int Fits(
        CompiledPolicy policy, WindowOutlook outlook, DateTimeOffset now, int patches, Func<int, TimeSpan> estimate, bool needsNoWindow)
    {
        var (least, most) = (0, patches);
        while (least < most)
        {
            var middle = (least + most + 1) / 2;
            if (HasRoom(estimate(middle))) least = middle;
            else most = middle - 1;
        }

        return least;

        bool HasRoom(TimeSpan time)
        {
            if ((needsNoWindow ? outlook.Emergency : outlook.Immediate) is { } hold)
                return !hold.Holds && (hold.Until is not { } freeze || freeze - now - policy.Source.Reboot.Reserve >= time);
            return outlook.Open is { } open && policy.HasRoom(open, now, time);
        }
    }

    /// <summary>Why no reboot may start at a moment: no window is open, or less is left of it than is kept for a reboot. Null where one may.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="outlook">Where its windows stand for the host.</param>
    /// <param name="now">The moment.</param>
    public static string? RebootWait(CompiledPolicy policy, WindowOutlook outlook, DateTimeOffset now)
    {
        var reserve = policy.Source.Reboot.Reserve;
        if (outlook.Open is { } open)
            return open.End - now >= reserve ? null : $"{DurationText.Format(open.End - now)} of the window is left, and {DurationText.Format(reserve)} is kept for a reboot";
        if (outlook.Immediate is { Holds: false } or null && outlook.Emergency is { Holds: false } or null && (outlook.Immediate ?? outlook.Emergency) is { } hold)
            return hold.Until is not { } freeze || freeze - now >= reserve ? null : $"a freeze begins in {DurationText.Format(freeze - now)}";
        return "its window is closed";
    }
}
