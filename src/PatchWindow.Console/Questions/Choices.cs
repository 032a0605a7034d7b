using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace PatchWindow.Console;

/// <summary>
/// The answers to one question. A label's letter after its ampersand is the short answer: "Yes to &amp;All" is A.
/// </summary>
internal sealed class Choices(IReadOnlyList<ChoiceDescription> choices, int defaultChoice)
{
    public const string AskForHelp = "?";

    /// <summary>Which choice an answer means; nothing when it means none, or when it is empty and there is no default.</summary>
    public int? Find(string answer)
    {
        answer = answer.Trim();
        if (answer.Length == 0)
            return defaultChoice >= 0 ? defaultChoice : null;
        for (var i = 0; i < choices.Count; i++)
        {
            if (Same(answer, Key(i)) || Same(answer, Name(i)))
                return i;
        }

        return null;
    }

    /// <summary><c>[Y] Yes  [N] No  [?] Help (default is "Y"): </c></summary>
    public string Line()
    {
        var line = new StringBuilder();
        for (var i = 0; i < choices.Count; i++)
            line.Append(CultureInfo.InvariantCulture, $"[{Key(i)}] {Name(i)}  ");
        line.Append("[?] Help");
        if (defaultChoice >= 0)
            line.Append(CultureInfo.InvariantCulture, $" (default is \"{Key(defaultChoice)}\")");
        return line.Append(": ").ToString();
    }

    public IEnumerable<string> Help() =>
        choices.Select((choice, i) =>
            $"{Key(i)} - {(string.IsNullOrEmpty(choice.HelpMessage) ? Name(i) : choice.HelpMessage)}");

    public static Choices From(Collection<ChoiceDescription> choices, int defaultChoice)
    {
        if (choices.Count == 0)
            throw new ArgumentException("A question needs at least one choice.", nameof(choices));
        if (defaultChoice < -1 || defaultChoice >= choices.Count)
            throw new ArgumentOutOfRangeException(nameof(defaultChoice), defaultChoice, "There is no such choice.");
        return new Choices(choices, defaultChoice);
    }

    private string Name(int i) => choices[i].Label.Replace("&", "", StringComparison.Ordinal);

    private string Key(int i)
    {
        var label = choices[i].Label;
        var mark = label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < label.Length && !char.IsWhiteSpace(label[mark + 1])
            ? label[mark + 1].ToString().ToUpperInvariant()
            : Name(i);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
