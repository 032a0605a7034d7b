using System.Globalization;

namespace PatchWindow;

/// <summary>The parts of one recurrence rule, by name. What is not plainly a rule has none.</summary>
internal sealed class RuleParts
{
    private readonly Dictionary<string, string> parts;

    private RuleParts(Dictionary<string, string> parts) => this.parts = parts;

    public string this[string name] => parts.TryGetValue(name, out var value) ? value : "";

    public static RuleParts? Of(string rule)
    {
        var text = rule.Trim().ToUpperInvariant();
        if (text.StartsWith("RRULE:", StringComparison.Ordinal)) text = text.Substring(6);
        var parts = new Dictionary<string, string>();
        foreach (var part in text.Split([';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=');
            if (at < 1 || parts.ContainsKey(part.Substring(0, at))) return null;
            parts.Add(part.Substring(0, at), part.Substring(at + 1));
        }

        return new RuleParts(parts);
    }

    /// <summary>Whether it has no parts but these.</summary>
    public bool HasOnly(params string[] names) => parts.Keys.All(names.Contains);

    /// <summary>The numbers of a part in order, none where it is missing; null where one is not within the bounds, or zero.</summary>
    public int[]? Numbers(string name, int from, int to)
    {
        var numbers = new List<int>();
        foreach (var item in this[name].Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < from || number > to) return null;
            if (number == 0 && from < 0) return null;
            numbers.Add(number);
        }

        return [.. numbers.Distinct().OrderBy(n => n < 0).ThenBy(n => n)];
    }
}
