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

    /// <summary>The test that the filter is; a problem shows the place with a caret.</summary>
    public Outcome<Func<T, bool>> Parse()
    {
        try
        {
            Split();
            var test = Or();
            if (next < tokens.Count) throw Fault("does not belong here; join conditions with 'and' or 'or'");
            return test;
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

    private Func<T, bool> Or()
    {
        var left = And();
        while (Take("or"))
        {
            var (a, b) = (left, And());
            left = item => a(item) || b(item);
        }

        return left;
    }

    private Func<T, bool> And()
    {
        var left = Not();
        while (Take("and"))
        {
            var (a, b) = (left, Not());
            left = item => a(item) && b(item);
        }

        return left;
    }

    private Func<T, bool> Not()
    {
        if (!Take("not")) return Condition();
        var inner = Not();
        return item => !inner(item);
    }

    private Func<T, bool> Condition()
    {
        if (Take("("))
        {
            var inner = Or();
            if (!Take(")")) throw Fault("should be ')'");
            return inner;
        }

        if (Take("*")) return _ => true;
        var key = Value(vocabulary.Left);
        var place = next - 1;
        if (IsPattern(place)) throw Fault($"is a pattern; write 'name like {key}'", place);
        if (vocabulary.Field(key, out var unknown) is not { } field) throw Fault(unknown!, place);
        if (FilterComparison.Find(Operator()) is { } comparison) return Compare(field, key, comparison);
        if (Take("like"))
        {
            var pattern = Value("a pattern");
            return field.Like(pattern) ?? throw Fault($"has no letters to compare with a pattern; write '{key} = …'", place);
        }

        if (!Take("in")) return field.Stands() ?? throw Fault($"does not stand alone; write, for instance, '{field.Example}'", place);
        if (!Take("(")) throw Fault("should be '(' after 'in'");
        var tests = new List<string>();
        do tests.Add(Checked(field, Value("a value")));
        while (Take(","));
        if (!Take(")")) throw Fault("should be ',' or ')'");
        return field.In(tests);
    }

    private string? Operator() => next < tokens.Count && !tokens[next].Quoted ? tokens[next].Word : null;

    private Func<T, bool> Compare(FilterField<T> field, string key, FilterComparison comparison)
    {
        next++;
        var value = Value("a value");

        // '=' with a pattern would quietly match nothing at all.
        if (IsPattern(next - 1))
            throw Fault($"is a pattern, and '=' compares letter by letter; write '{(comparison.Sign == "!=" ? "not " : "")}{key} like {value}'", next - 1);
        return field.Compare(comparison, Checked(field, value))
            ?? throw Fault($"compares numbers, and '{key}' is none; write '{key} = {value}'", next - 2);
    }

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
