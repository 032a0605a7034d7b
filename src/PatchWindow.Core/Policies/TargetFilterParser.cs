using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Policies;

/// <summary>Reads a target filter once: or, and, not, then a comparison or a bracket.</summary>
internal sealed class TargetFilterParser
{
    private static readonly Regex Token = new(
        """\s*(?:(?<t>\(|\)|,|!=|=)|"(?<q>[^"]*)"|'(?<q>[^']*)'|(?<w>[^\s(),=!"']+))""", RegexOptions.CultureInvariant);

    private readonly string text;
    private readonly List<(string Word, int At, bool Quoted)> tokens = [];
    private int next;

    public TargetFilterParser(string text) => this.text = text;

    public Outcome<TargetFilter> Parse()
    {
        try
        {
            Split();
            var test = Or();
            if (next < tokens.Count) throw Fault("does not belong here; join conditions with 'and' or 'or'");
            return new TargetFilter(text, test);
        }
        catch (FilterFaultException e)
        {
            return new Finding
            {
                Code = "TargetFilterInvalid",
                Kind = FindingKind.InvalidArgument,
                Message = $"The filter cannot be read: {e.Message}.\n  {Regex.Replace(text, @"\s", " ")}\n  {new string(' ', e.At)}^",
                Suggestion = "Write, for instance: env = prod and role in (web, api) and not name like test*.",
            };
        }
    }

    private void Split()
    {
        var at = 0;
        while (at < text.Length)
        {
            var match = Token.Match(text, at);
            if (!match.Success || match.Index != at)
            {
                while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
                if (at == text.Length) break;
                throw new FilterFaultException(
                    text[at] is '"' or '\'' ? $"the quote {text[at]} is never closed" : $"'{text[at]}' is not understood", at);
            }

            var group = match.Groups["t"].Success ? match.Groups["t"] : match.Groups["q"].Success ? match.Groups["q"] : match.Groups["w"];
            tokens.Add((group.Value, group.Index, match.Groups["q"].Success));
            at = match.Index + match.Length;
        }
    }

    private Func<ManagedHost, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (a, b) = (left, And());
            left = host => a(host) || b(host);
        }

        return left;
    }

    private Func<ManagedHost, bool> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (a, b) = (left, Not());
            left = host => a(host) && b(host);
        }

        return left;
    }

    private Func<ManagedHost, bool> Not()
    {
        if (!Take("not")) return Condition();
        var inner = Not();
        return host => !inner(host);
    }

    private Func<ManagedHost, bool> Condition()
    {
        if (Take("("))
        {
            var inner = Or();
            if (!Take(")")) throw Fault("should be ')'");
            return inner;
        }

        if (Take("*")) return _ => true;
        var key = Value("a tag, 'name', 'not' or '('");
        if (IsPattern(next - 1)) throw Fault($"is a pattern; write 'name like {key}'", next - 1);
        if (Take("=")) return Compare(key, Literal(key), equal: true);
        if (Take("!=")) return Compare(key, Literal("not " + key), equal: false);
        if (Take("like"))
        {
            var pattern = Value("a pattern");
            return host => Of(host, key) is { } value && Wildcard.Matches(pattern, value);
        }

        if (!Take("in")) return host => Of(host, key) is not null;
        if (!Take("(")) throw Fault("should be '(' after 'in'");
        var values = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        do values.Add(Value("a value"));
        while (Take(","));
        if (!Take(")")) throw Fault("should be ',' or ')'");
        return host => Of(host, key) is { } value && values.Contains(value);
    }

    // '=' with a pattern would quietly match no host at all.
    private string Literal(string key)
    {
        var value = Value("a value");
        return IsPattern(next - 1)
            ? throw Fault($"is a pattern, and '=' compares letter by letter; write '{key} like {value}'", next - 1)
            : value;
    }

    private bool IsPattern(int at) => !tokens[at].Quoted && tokens[at].Word.IndexOfAny(['*', '?']) >= 0;

    private static Func<ManagedHost, bool> Compare(string key, string value, bool equal) =>
        host => string.Equals(Of(host, key), value, StringComparison.OrdinalIgnoreCase) == equal;

    private static string? Of(ManagedHost host, string key) => key.ToUpperInvariant() switch
    {
        "NAME" => host.Name,
        "ADDRESS" => host.Address ?? host.Name,
        "TRANSPORT" => host.Transport,
        _ => host.Tags.TryGetValue(key, out var value) ? value : null,
    };

    private string Value(string wanted)
    {
        if (next >= tokens.Count) throw Fault($"{wanted} is missing");
        var (word, _, quoted) = tokens[next];
        if (!quoted && word is "(" or ")" or "," or "=" or "!=") throw Fault($"should be {wanted}");
        if (!quoted && word.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IN" or "LIKE")
            throw Fault($"is a word of the filter where {wanted} should stand; put it in quotes if it is meant as a value");
        next++;
        return word;
    }

    private bool Take(string word)
    {
        if (next >= tokens.Count || tokens[next].Quoted
            || !string.Equals(tokens[next].Word, word, StringComparison.OrdinalIgnoreCase))
            return false;
        next++;
        return true;
    }

    private FilterFaultException Fault(string reason) => Fault(reason, next);

    private FilterFaultException Fault(string reason, int at) => at < tokens.Count
        ? new FilterFaultException($"'{tokens[at].Word}' {reason}", tokens[at].At)
        : new FilterFaultException($"it ends where more should follow: {reason}", text.Length);

#pragma warning disable CA1032, CA1064 // Leaves the reading at the first fault; never leaves this class.
    private sealed class FilterFaultException(string message, int at) : Exception(message)
    {
        public int At { get; } = at;
    }
#pragma warning restore CA1032, CA1064
}
