using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>Asks one object of an answer for its values, strictly. The first fault is kept, and what is asked after it is of no use.</summary>
internal sealed class AnswerReader
{
    private const int LongestText = 1000;
    private static readonly Regex Moment = new(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?\z", RegexOptions.CultureInvariant);

    private readonly IReadOnlyDictionary<string, object?> values;

    /// <param name="item">The object.</param>
    /// <param name="words">The words that it may have.</param>
    public AnswerReader(AnswerItem item, IReadOnlyList<string> words)
    {
        values = item.Values ?? new Dictionary<string, object?>();
        var comparer = item.IgnoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        if (item.Values is null) Fault = item.Fault;
        else if (item.Values.Keys.FirstOrDefault(k => !words.Contains(k, comparer)) is { } unknown)
            Fault = $"'{Quoted.Line(unknown)}' is not known.{(NearestWord.To(unknown, words) is { } nearest ? NearestWord.Question(nearest) : $" Known are {string.Join(", ", words)}.")}";
    }

    /// <summary>What is wrong; null for nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Says that something is wrong with it.</summary>
    public void Refuse(string fault) => Fault ??= fault;

    public string? Text(string word)
    {
        var value = Of(word);
        if (value is null) return null;
        if (value is string text) return Checked(word, text);
        Refuse($"'{word}' must be a text, and is {Kind(value)}{(value is long or double or bool ? "; put it in quotes" : "")}");
        return null;
    }

    public string Required(string word)
    {
        var text = Text(word);
        if (string.IsNullOrWhiteSpace(text)) Refuse($"'{word}' is missing");
        return text ?? "";
    }

    public string[] Texts(string word)
    {
        var value = Of(word);
        if (value is null) return [];
        if (value is not List<object?> list || list.Exists(i => i is not string))
        {
            Refuse($"'{word}' must be a list of texts: [ \"…\" ]");
            return [];
        }

        return [.. list.Cast<string>().Select(text => Checked(word, text))];
    }

    public long? Count(string word)
    {
        var value = Of(word);
        if (value is null or (long and >= 0L)) return (long?)value;
        Refuse($"'{word}' must be a whole number of 0 or more, and is {Kind(value)}");
        return null;
    }

    public bool? Flag(string word)
    {
        var value = Of(word);
        if (value is null or bool) return (bool?)value;
        Refuse($"'{word}' must be true or false, and is {Kind(value)}");
        return null;
    }

    public DateTimeOffset? Time(string word)
    {
        var value = Of(word);
        if (value is null or DateTimeOffset) return (DateTimeOffset?)value;
        if (value is string text && Moment.IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) return moment;
        Refuse($"'{word}' must be a date (2026-09-01), or a date and time with its offset (2026-09-01T10:00:00Z), and is {Kind(value)}");
        return null;
    }

    public T Word<T>(string word)
        where T : struct, Enum
    {
        if (Text(word) is not { } text) return default;
        var names = Enum.GetNames(typeof(T));
        if (Array.Find(names, n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } name) return (T)Enum.Parse(typeof(T), name);
        Refuse($"'{word}' is '{text}'.{(NearestWord.To(text, names) is { } nearest ? NearestWord.Question(nearest) : $" It is one of {string.Join(", ", names)}.")}");
        return default;
    }

    private object? Of(string word) => values.TryGetValue(word, out var value) ? value : null;

    private string Checked(string word, string text)
    {
        if (text.Length > LongestText) Refuse($"'{word}' has more than {LongestText} characters");
        else if (text.Any(IsHidden)) Refuse($"'{word}' has a control character");
        return text;
    }

    private static bool IsHidden(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Kind(object? value) => value switch
    {
        string text => $"'{Quoted.Line(text)}'",
        bool flag => flag ? "true" : "false",
        long or double => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        List<object?> => "a list",
        _ => "an object",
    };
}
