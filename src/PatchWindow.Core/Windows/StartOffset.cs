using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>
/// The offset of a schedule: how far each start is moved after the rule has given it. Months are added as the calendar adds
/// them (31 January and a month is the last of February), everything below as seconds.
/// </summary>
internal readonly struct StartOffset
{
    private readonly int months;
    private readonly long seconds;

    public StartOffset(Period period)
    {
        months = (period.Years * 12) + period.Months;
        seconds = ((((((period.Weeks * 7L) + period.Days) * 24) + period.Hours) * 60 + period.Minutes) * 60) + period.Seconds;
    }

    /// <summary>How far it moves every start; null where that differs from month to month.</summary>
    public TimeSpan? Distance => IsFixed ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Whether it moves every start equally far.</summary>
    public bool IsFixed => months == 0;

    /// <summary>A time from which on bases have to be looked at, so that none whose start is <paramref name="from"/> or later is missed.</summary>
    public long BaseOf(long from) => from - seconds - (months * (months > 0 ? 31L : 28L) * Occurrences.SecondsADay);

    /// <summary>The start that a base is moved to. The order of bases is kept.</summary>
    public long Apply(long time) => IsFixed ? time + seconds
        : LocalSeconds.Of(LocalSeconds.ToLocal(time).PlusMonths(months)) + seconds;
}
