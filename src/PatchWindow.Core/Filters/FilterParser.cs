using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Filters;

/// <summary>Reads a filter once: or, and, not, then a comparison or a bracket. What may stand on the left its vocabulary knows.</summary>
/// <typeparam name="T">What is filtered.</typeparam>
internal sealed class FilterParser<T>
{
    private static readonly Regex Token = new(
        """\s*(?:(?<t>\(|\)|,|!=|<=|>=|=|<|>)|"(?<q>[^"]*)"|'(?<q>[^']*)'|(?<w>[^\s(),=!<>"']+))""", RegexOptions.CultureInvariant);

    private readonly string text;
    private readonly FilterVocabulary<T> vocabulary;
    private readonly List<(string Word, int At, bool Quoted)> tokens = [];
    private int next;

    public FilterParser(string text, FilterVocabulary<T> vocabulary)
    {
        this.text = text;
        this.vocabulary = vocabulary;
    }

    /// <summary>The filter; a problem shows the place with a caret.</summary>
    public Outcome<ParsedFilter<T>> Parse()
    {
        try
        {
            Split();
            var filter = Or();
            if (next < tokens.Count) throw Fault("does not belong here; join conditions with 'and' or 'or'");
            return filter;
        }
        catch (FilterFaultException e)
        {
            return new Finding
            {
                Code = vocabulary.FaultCode,
                Kind = FindingKind.InvalidArgument,
                Message = $"The filter cannot be read: {e.Message}.\n  {Regex.Replace(text, @"\s", " ")}\n  {new string(' ', e.At)}^",
                Suggestion = $"Write, for instance: {vocabulary.Example}.",
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

    private ParsedFilter<T> Or()
    {
        var left = And();
        while (Take("or")) left = ParsedFilter<T>.Either(left, And());
        return left;
    }

    private ParsedFilter<T> And()
    {
        var left = Not();
        while (Take("and")) left = ParsedFilter<T>.Both(left, Not());
        return left;
    }

    private ParsedFilter<T> Not() => Take("not") ? ParsedFilter<T>.Not(Not()) : Condition();

    private ParsedFilter<T> Condition()
    {
        if (Take("("))
        {
            var inner = Or();
            if (!Take(")")) throw Fault("should be ')'");
            return inner;
        }

        if (Take("*")) return new ParsedFilter<T>(_ => true);
        var key = Value(vocabulary.Left);
        var place = next - 1;
        if (IsPattern(place)) throw Fault($"is a pattern; write 'name like {key}'", place);
        if (vocabulary.Field(key, out var unknown) is not { } field) throw Fault(unknown!, place);
        if (FilterComparison.Find(Operator()) is { } comparison) return Compare(field, key, comparison);
        if (Take("like"))
        {
            var pattern = Value("a pattern");
            return new ParsedFilter<T>(field.Like(pattern) ?? throw Fault($"has no letters to compare with a pattern; write '{key} = …'", place));
        }

        if (!Take("in")) return new ParsedFilter<T>(field.Stands() ?? throw Fault($"does not stand alone; write, for instance, '{field.Example}'", place));
        if (!Take("(")) throw Fault("should be '(' after 'in'");
        var values = new List<string>();
        do values.Add(Checked(field, Value("a value")));
        while (Take(","));
        if (!Take(")")) throw Fault("should be ',' or ')'");
        return new ParsedFilter<T>(field.In(values), NeedsOf(field, key, values));
    }

    private string? Operator() => next < tokens.Count && !tokens[next].Quoted ? tokens[next].Word : null;

    private ParsedFilter<T> Compare(FilterField<T> field, string key, FilterComparison comparison)
    {
        next++;
        var value = Value("a value");

        // '=' with a pattern would quietly match nothing at all.
        if (IsPattern(next - 1))
            throw Fault($"is a pattern, and '=' compares letter by letter; write '{(comparison.Sign == "!=" ? "not " : "")}{key} like {value}'", next - 1);
        var test = field.Compare(comparison, Checked(field, value))
            ?? throw Fault($"compares numbers, and '{key}' is none; write '{key} = {value}'", next - 2);
        return new ParsedFilter<T>(test, comparison.Sign == "=" ? NeedsOf(field, key, [value]) : []);
    }

    private static IReadOnlyList<FilterNeed> NeedsOf(FilterField<T> field, string key, IReadOnlyList<string> values) =>
        field is TextField<T> ? [new FilterNeed(key, values)] : [];

    private string Checked(FilterField<T> field, string value) =>
        field.FaultOf(value) is { } fault ? throw Fault(fault, next - 1) : value;

    private bool IsPattern(int at) => !tokens[at].Quoted && tokens[at].Word.IndexOfAny(['*', '?']) >= 0;

    private string Value(string wanted)
    {
        if (next >= tokens.Count) throw Fault($"{wanted} is missing");
        var (word, _, quoted) = tokens[next];
        if (!quoted && (word is "(" or ")" or "," || FilterComparison.Find(word) is not null)) throw Fault($"should be {wanted}");
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
