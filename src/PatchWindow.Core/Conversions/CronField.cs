using System.Globalization;
using System.Text.RegularExpressions;

namespace PatchWindow.Core.Conversions;

/// <summary>One field of an AWS cron expression: which numbers it takes, and by which names.</summary>
/// <param name="name">Its name in messages.</param>
/// <param name="least">The least number.</param>
/// <param name="most">The greatest number.</param>
/// <param name="names">The names of the numbers from <paramref name="least"/> on; none where it has none.</param>
internal sealed class CronField(string name, int least, int most, params string[] names)
{
    private static readonly Regex Item = new(@"^(?<from>\*|\w+)(?:-(?<to>\w+))?(?:/(?<step>[0-9]+))?$", RegexOptions.CultureInvariant);

    public string Name => name;

    public IReadOnlyList<string> Names => names;

    /// <summary>The numbers of a list with ranges and steps, in order; null for all of them.</summary>
    public IReadOnlyList<int>? Read(string text)
    {
        if (text is "*" or "?") return null;
        var numbers = new SortedSet<int>();
        foreach (var item in text.Split(',')) numbers.UnionWith(ReadItem(item));
        return numbers.Count == most - least + 1 ? null : [.. numbers];
    }

    /// <summary>One number or name.</summary>
    public int One(string word)
    {
        var index = Array.FindIndex(names, n => string.Equals(n, word, StringComparison.OrdinalIgnoreCase));
        if (index >= 0) return least + index;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        throw FormatFault.Word(word, $"is no {name}, which goes from {Range}", names);
    }

    /// <summary>The numbers as a field: a star for all, ranges where three or more follow each other.</summary>
    public string Write(IReadOnlyCollection<int> numbers)
    {
        if (numbers.Count == 0 || numbers.Count == most - least + 1) return "*";
        var parts = new List<string>();
        var sorted = numbers.Distinct().OrderBy(n => n).ToList();
        for (var i = 0; i < sorted.Count;)
        {
            var end = i;
            while (end + 1 < sorted.Count && sorted[end + 1] == sorted[end] + 1) end++;
            if (end - i < 2) end = i;
            parts.Add(end == i ? Spell(sorted[i]) : Spell(sorted[i]) + "-" + Spell(sorted[end]));
            i = end + 1;
        }

        return string.Join(",", parts);
    }

    public string Spell(int number) => names.Length > 0 ? names[number - least] : number.ToString(CultureInfo.InvariantCulture);

    private string Range => names.Length > 0 ? $"{least} to {most} or {names[0]} to {names[names.Length - 1]}" : $"{least} to {most}";

    private IEnumerable<int> ReadItem(string item)
    {
        var match = Item.Match(item);
        if (!match.Success) throw new FormatFault($"'{item}' is no {name}: it takes numbers, lists (1,15), ranges (1-5) and steps (0/2).");
        var (whole, stepped, ranged) = (match.Groups["from"].Value == "*", match.Groups["step"].Success, match.Groups["to"].Success);
        var step = stepped ? int.Parse(match.Groups["step"].Value, CultureInfo.InvariantCulture) : 1;
        if (step < 1 || step > most || (whole && ranged)) throw new FormatFault($"'{item}' is no {name}: its step or range is not possible.");
        var from = whole ? least : One(match.Groups["from"].Value);
        var to = ranged ? One(match.Groups["to"].Value) : stepped || whole ? most : from;

        // FRI-MON and 22-2 go on from the end to the beginning.
        if (to < from) to += most - least + 1;
        for (var n = from; n <= to; n += step) yield return n > most ? n - (most - least + 1) : n;
    }
}
