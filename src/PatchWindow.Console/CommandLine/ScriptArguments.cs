using System.Globalization;
using System.Management.Automation.Runspaces;

namespace PatchWindow.Console;

/// <summary>
/// The words after a script's name, as <c>pwsh -File</c> binds them: all are strings, <c>-Name value</c> is left to the
/// engine to pair (only it knows which names are switches), and only the colon form carries its value with it.
/// </summary>
internal static class ScriptArguments
{
    public static IReadOnlyList<CommandParameter> Parse(IReadOnlyList<string> words)
    {
        var parameters = new List<CommandParameter>();
        string? awaitingValue = null;
        var onlyValues = false;

        foreach (var word in words)
        {
            if (awaitingValue is not null)
            {
                parameters.Add(new CommandParameter(awaitingValue, word));
                awaitingValue = null;
            }
            else if (onlyValues || !IsName(word))
            {
                parameters.Add(new CommandParameter(null, word));
            }
            else if (word == "--")
            {
                onlyValues = true;
            }
            else if (word.EndsWith(':'))
            {
                awaitingValue = word[..^1];
            }
            else if (word.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                parameters.Add(new CommandParameter(word[..colon], Value(word[(colon + 1)..])));
            }
            else
            {
                parameters.Add(new CommandParameter(word));
            }
        }

        if (awaitingValue is not null)
            parameters.Add(new CommandParameter(awaitingValue));
        return parameters;
    }

    // A negative number is a value. pwsh -File takes it for a name, which nobody wants.
    private static bool IsName(string word) =>
        word.Length > 1 && word[0] == '-'
        && !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // -Switch:$false is the one place where a word is not a string: there is no other way to say it in text.
    private static object Value(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out var truth) ? truth : text;
}
