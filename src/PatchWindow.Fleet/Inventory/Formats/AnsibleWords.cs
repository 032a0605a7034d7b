using System.Text;
using System.Text.RegularExpressions;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>Splits the line of a host as Ansible does, which is as a POSIX shell does (Python's shlex), and reads values.</summary>
internal static class AnsibleWords
{
    // Ansible takes values for Python's: True, 5, "text". What follows a # is then a comment.
    private static readonly Regex Literal = new(
        """^(?:(?<word>True|False|None|[+-]?[0-9][0-9._]*)|"(?<text>[^"\\]*)"|'(?<text>[^'\\]*)')\s*(?:#.*)?\z""", RegexOptions.CultureInvariant);

    /// <summary>The words of a line up to a comment; null where a quote never ends.</summary>
    public static List<string>? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (char.IsWhiteSpace(c))
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else if (c == '#')
            {
                break;
            }
            else if (c is '"' or '\'')
            {
                isWord = true;
                for (i++; i < line.Length && line[i] != c; i++)
                {
                    if (c == '"' && line[i] == '\\' && i + 1 < line.Length && line[i + 1] is '"' or '\\') i++;
                    word.Append(line[i]);
                }

                if (i == line.Length) return null;
            }
            else
            {
                if (c == '\\' && i + 1 == line.Length) return null;
                isWord = true;
                word.Append(c == '\\' ? line[++i] : c);
            }
        }

        if (isWord) words.Add(word.ToString());
        return words;
    }

    /// <summary>The text of a value; a quoted one without its quotes.</summary>
    public static string Value(string text)
    {
        var literal = Literal.Match(text);
        if (!literal.Success) return text;
        return literal.Groups["text"].Success ? literal.Groups["text"].Value : literal.Groups["word"].Value switch
        {
            "True" => "true",
            "False" => "false",
            var other => other,
        };
    }
}
