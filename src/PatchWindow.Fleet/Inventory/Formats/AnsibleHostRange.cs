using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>The hosts that one word of an Ansible inventory names: <c>web[01:50].example.com</c>, <c>db-[a:f]</c>, <c>[0:90:10]</c>.</summary>
/// <param name="Names">The names, in order.</param>
/// <param name="Port">The port that stands after them; null for none.</param>
internal sealed record AnsibleHostRange(IReadOnlyList<string> Names, string? Port)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly Regex Ported = new(@"^(?<host>(?:[^:\[\]]|\[[^\[\]]*\])+):(?<port>[0-9]{1,5})\z", RegexOptions.CultureInvariant);
    private static readonly Regex Range = new(@"\[(?<from>[0-9]{0,9}|[a-zA-Z]):(?<to>[0-9]{1,9}|[a-zA-Z])(?::(?<step>[0-9]{1,9}))?\]", RegexOptions.CultureInvariant);

    /// <summary>The hosts of a word; a problem where a range is wrong, or has more hosts than may be.</summary>
    public static Outcome<AnsibleHostRange> Expand(string pattern, int most)
    {
        var ported = Ported.Match(pattern);
        var word = ported.Success ? ported.Groups["host"].Value : pattern;
        var names = new List<string> { "" };
        var at = 0;
        foreach (Match match in Range.Matches(word))
        {
            if (!Values(match).TryGet(out var range, out var problem)) return problem with { Message = $"'{pattern}': {problem.Message}" };
            if (range.Count * names.Count > most) return TooMany(pattern);
            var before = word.Substring(at, match.Index - at);
            names = [.. names.SelectMany(_ => range.Values(), (head, value) => head + before + value)];
            at = match.Index + match.Length;
        }

        if (names.Count > most) return TooMany(pattern);
        var rest = word.Substring(at);
        if (rest.IndexOfAny(['[', ']']) >= 0) return Problem($"'{pattern}' has a range that cannot be read.");
        return new AnsibleHostRange([.. names.Select(n => n + rest)], ported.Success ? ported.Groups["port"].Value : null);
    }

    private static Outcome<(long Count, Func<IEnumerable<string>> Values)> Values(Match match)
    {
        var (from, to, given) = (match.Groups["from"].Value, match.Groups["to"].Value, match.Groups["step"]);
        var step = given.Success ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 1;
        if (step == 0) return Problem("a step is at least 1.");
        if (from.Length == 0) from = "0";
        var (first, last) = (Letters.IndexOf(from, StringComparison.Ordinal), Letters.IndexOf(to, StringComparison.Ordinal));
        if ((first < 0) != (last < 0)) return Problem("a range is of numbers or of letters.");
        if (first >= 0)
            return first > last ? Backwards() : ((last - first) / step + 1, () => Steps(first, last, step).Select(i => Letters[i].ToString()));
        var (low, high) = (int.Parse(from, CultureInfo.InvariantCulture), int.Parse(to, CultureInfo.InvariantCulture));
        if (low > high) return Backwards();
        var isPadded = from.Length > 1 && from[0] == '0';
        if (isPadded && from.Length != to.Length) return Problem($"with a leading zero both ends are equally long: [{from}:{to.PadLeft(from.Length, '0')}].");
        var format = isPadded ? new string('0', from.Length) : "0";
        return ((high - low) / step + 1, () => Steps(low, high, step).Select(i => i.ToString(format, CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<int> Steps(int from, int to, int step)
    {
        for (long i = from; i <= to; i += step) yield return (int)i;
    }

    private static Finding Backwards() => Problem("a range goes from the smaller to the larger.");

    private static Finding TooMany(string pattern) => Problem($"'{pattern}' makes the inventory too large: a million hosts are the most.");

    private static Finding Problem(string message) => new() { Code = "InventoryRangeInvalid", Message = message, Suggestion = "Write web[01:50].example.com, db-[a:f] or [0:90:10]." };
}
