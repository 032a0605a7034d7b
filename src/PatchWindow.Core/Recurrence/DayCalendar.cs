namespace PatchWindow.Core.Recurrence;

/// <summary>
/// The days that satisfy a <see cref="DayTest"/>, as one mask of 366 bits for each layout that a year can have: its first
/// weekday and whether it is a leap year (and, where numbered weeks reach over its ends, whether its neighbours are).
/// Each mask is made when a year of that layout is first looked at; then every question is a few words of bits.
/// </summary>
internal sealed class DayCalendar(DayTest test, DayPositions? positions = null)
{
    /// <summary>There is no such day before the calendar's end.</summary>
    public const int None = int.MaxValue;

    private const int Words = 6;

    // A race makes the same mask twice; the later one wins and is equal.
    private readonly ulong[]?[] masks = new ulong[]?[7 * 8];
    private readonly bool looksAtNeighbours = test.LooksAtNeighbours;

    /// <summary>The first day of the set that is not before another; <see cref="None"/> where there is none.</summary>
    public int Next(int day)
    {
        if (day >= Days.End) return None;
        var year = Days.YearOf(day, out var dayOfYear);
        for (var first = day - dayOfYear; first < Days.End; first += Days.Length(year++))
        {
            var mask = MaskOf(year, first);
            var word = dayOfYear >> 6;
            var bits = mask[word] & (~0UL << (dayOfYear & 63));
            while (bits == 0 && ++word < Words) bits = mask[word];
            if (bits != 0) return first + (word << 6) + Bits.First(bits);
            dayOfYear = 0;
        }

        return None;
    }

    /// <summary>How many days of the set lie in [from, to).</summary>
    public int Count(int from, int to)
    {
        var year = Days.YearOf(from, out var dayOfYear);
        var count = 0;
        for (var first = from - dayOfYear; first < to; first += Days.Length(year++))
        {
            count += CountWithin(MaskOf(year, first), dayOfYear, Math.Min(to - first, Words << 6));
            dayOfYear = 0;
        }

        return count;
    }

    /// <summary>The day of the set that has so many of the set between <paramref name="from"/> and itself; it must exist.</summary>
    public int Select(int from, int index)
    {
        var year = Days.YearOf(from, out var dayOfYear);
        for (var first = from - dayOfYear; ; first += Days.Length(year++))
        {
            var mask = MaskOf(year, first);
            var word = dayOfYear >> 6;
            var bits = mask[word] & (~0UL << (dayOfYear & 63));
            while (true)
            {
                var count = Bits.Count(bits);
                if (index < count) return first + (word << 6) + Bits.Select(bits, index);
                index -= count;
                if (++word == Words) break;
                bits = mask[word];
            }

            dayOfYear = 0;
        }
    }

    private static int CountWithin(ulong[] mask, int from, int to)
    {
        var count = 0;
        for (var word = from >> 6; word << 6 < to; word++)
        {
            var bits = mask[word];
            if (word == from >> 6) bits &= ~0UL << (from & 63);
            if (to - (word << 6) < 64) bits &= ~(~0UL << (to & 63));
            count += Bits.Count(bits);
        }

        return count;
    }

    private ulong[] MaskOf(int year, int first)
    {
        var layout = Days.LayoutOf(year);
        if (looksAtNeighbours) layout |= (Days.IsLeap(year - 1) ? 2 : 0) | (Days.IsLeap(year + 1) ? 4 : 0);
        return masks[layout] ?? (masks[layout] = Make(first, Days.Length(year)));
    }

    private ulong[] Make(int first, int length)
    {
        var mask = new ulong[Words];
        for (var day = 0; day < length; day++)
        {
            if (test.Holds(first + day)) mask[day >> 6] |= 1UL << (day & 63);
        }

        positions?.Choose(mask, length == 366);
        return mask;
    }
}
