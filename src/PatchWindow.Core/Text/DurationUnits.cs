namespace PatchWindow.Core.Text;

/// <summary>What people call weeks, days, hours, minutes and seconds.</summary>
internal static class DurationUnits
{
    private static readonly (char Letter, int Seconds, string[] Names)[] Units =
    [
        ('w', 604_800, ["w", "wk", "wks", "week", "weeks"]),
        ('d', 86_400, ["d", "day", "days"]),
        ('h', 3_600, ["h", "hr", "hrs", "hour", "hours"]),
        ('m', 60, ["m", "min", "mins", "minute", "minutes"]),
        ('s', 1, ["s", "sec", "secs", "second", "seconds"]),
    ];

    /// <summary>The letter of the first unit whose name is accepted; null for none.</summary>
    public static char? LetterOf(Func<string[], bool> isAnyOf)
    {
        foreach (var (letter, _, names) in Units)
            if (isAnyOf(names)) return letter;
        return null;
    }

    /// <summary>The unit of a name, or of one that is near it; null where none is.</summary>
    public static (char Letter, int Seconds)? Nearest(string name)
    {
        // Of a letter or two, every unit is near.
        var word = name.ToLowerInvariant();
        var names = Units.SelectMany(u => u.Names);
        var meant = names.Contains(word) ? word : word.Length < 3 ? null : NearestWord.To(word, names.Where(n => n.Length > 2));
        if (meant is null) return null;
        var unit = Units.First(u => u.Names.Contains(meant));
        return (unit.Letter, unit.Seconds);
    }
}
