using PatchWindow.Core.Text;

namespace PatchWindow.Console;

/// <summary>
/// Words to a <see cref="Request"/>, with pwsh's spelling: options may be shortened and begin with one dash or two,
/// and the first word that is no option is a script whose arguments are all that follows.
/// </summary>
internal static class CommandLineParser
{
    private static readonly string[] s_options =
        ["Command", "ExecutionPolicy", "File", "Help", "NoLogo", "NoProfile", "NonInteractive", "Version"];

    public static Request Parse(IReadOnlyList<string> words)
    {
        var nonInteractive = false;
        var noLogo = false;
        string? executionPolicy = null;
        Request? request = null;

        for (var i = 0; i < words.Count && request is null; i++)
        {
            var word = words[i];
            if (!LooksLikeOption(word))
            {
                request = Script(word, words.Skip(i + 1));
                break;
            }

            switch (FindOption(word.TrimStart('-')))
            {
                case "Command":
                    request = i + 1 == words.Count
                        ? new Refuse($"{word} needs the text of a command.")
                        : Command(words.Skip(i + 1));
                    break;
                case "File":
                    request = i + 1 == words.Count
                        ? new Refuse($"{word} needs the path of a script.")
                        : Script(words[i + 1], words.Skip(i + 2));
                    break;
                case "ExecutionPolicy":
                    if (++i == words.Count)
                        request = new Refuse($"{word} needs the name of a policy.");
                    else
                        executionPolicy = words[i];
                    break;
                case "Help":
                    request = new ShowHelp();
                    break;
                case "Version":
                    request = new ShowVersion();
                    break;
                case "NonInteractive":
                    nonInteractive = true;
                    break;
                case "NoLogo":
                    noLogo = true;
                    break;
                case "NoProfile":
                    // There are no profiles here; the word is taken so that a pwsh command line works unchanged.
                    break;
                default:
                    request = new Refuse(Unknown(word));
                    break;
            }
        }

        return (request ?? new StartPrompt()) with
        {
            NonInteractive = nonInteractive,
            NoLogo = noLogo,
            ExecutionPolicy = executionPolicy,
        };
    }

    private static bool LooksLikeOption(string word) =>
        word.Length > 1 && word[0] == '-' || word is "/?";

    private static Request Script(string path, IEnumerable<string> arguments) =>
        path == "-" ? new RunStandardInput() : new RunScript(path, [.. arguments]);

    private static Request Command(IEnumerable<string> words)
    {
        var text = string.Join(' ', words);
        return text == "-" ? new RunStandardInput() : new RunCommand(text);
    }

    private static string? FindOption(string name)
    {
        if (name is "?" or "/?")
            return "Help";
        if (name.Equals("ep", StringComparison.OrdinalIgnoreCase))
            return "ExecutionPolicy";
        // "No" alone says nothing; "c", "f", "h", "v", "noni" and "nop" do, as they do in pwsh.
        var matches = s_options.Where(o => o.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return name.Length > 0 && matches.Count == 1 ? matches[0] : null;
    }

    private static string Unknown(string word)
    {
        var nearest = NearestWord.To(word.TrimStart('-'), s_options);
        var hint = nearest is null
            ? "See -Help."
            : $"Did you mean -{nearest}?";
        return $"{word} is not an option. {hint}";
    }
}
