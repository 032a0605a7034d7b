using System.Globalization;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>Names and numbers in sentences.</summary>
internal static class Names
{
    private const int Shown = 5;

    /// <summary><c>web01, web02, web03, web04, web05 and 12 more</c>.</summary>
    public static string Of(IReadOnlyList<ManagedHost> hosts)
    {
        var some = string.Join(", ", hosts.Take(Shown).Select(h => h.Name));
        return hosts.Count > Shown ? $"{some} and {Number(hosts.Count - Shown)} more" : some;
    }

    /// <summary><c>'a'</c>, <c>'a' and 'b'</c>, <c>'a', 'b' and 'c'</c>.</summary>
    public static string Quoted(IEnumerable<string> names) => And([.. names.Select(n => $"'{n}'")]);

    /// <summary><c>a, b and c</c>.</summary>
    public static string And(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : string.Join(", ", words.Take(words.Count - 1)) + " and " + words[words.Count - 1];

    /// <summary><c>1 host</c>, <c>12 hosts</c>.</summary>
    public static string Count(int number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
