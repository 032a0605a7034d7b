using System.Globalization;
using System.Text;

namespace PatchWindow;

/// <summary>Durations as people read them: <c>4h</c>, <c>1h30m</c>, <c>3d</c>.</summary>
public static class DurationText
{
    /// <summary>Days, hours, minutes and seconds, the largest first and nothing that is zero; <c>0m</c> for none.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0m";
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        var left = duration == TimeSpan.MinValue ? TimeSpan.MaxValue : duration.Duration();
        void Part(int amount, char unit)
        {
            if (amount > 0) text.Append(amount.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }

        Part(left.Days, 'd');
        Part(left.Hours, 'h');
        Part(left.Minutes, 'm');
        Part(left.Seconds, 's');
        return left < TimeSpan.FromSeconds(1) ? "<1s" : text.ToString();
    }

    /// <summary>The same to the minute, and of a day or more to the hour, for how long something still takes: <c>13d22h</c>.</summary>
    public static string FormatRough(TimeSpan duration)
    {
        var size = duration.Duration();
        if (size < TimeSpan.FromMinutes(1)) return size == TimeSpan.Zero ? "0m" : "<1m";
        var unit = size < TimeSpan.FromDays(1) ? TimeSpan.TicksPerMinute : size < TimeSpan.FromDays(100) ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay;
        return Format(new TimeSpan(duration.Ticks / unit * unit));
    }
}
