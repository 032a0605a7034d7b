using System.Management.Automation;
using PatchWindow.Core.Text;

namespace PatchWindow.Completion;

/// <summary>Words that begin with, or hold, what was typed, quoted where PowerShell needs it.</summary>
internal static class Completions
{
    public static IReadOnlyList<CompletionResult> Of(IEnumerable<(string Name, string Tip)> names, string? typed)
    {
        var word = (typed ?? "").Trim('\'', '"');
        return
        [
            .. names
                .Where(n => Wildcard.Matches("*" + word + "*", n.Name))
                .OrderBy(n => n.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
                .ThenBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
                .Select(n => new CompletionResult(Quoted(n.Name), n.Name, CompletionResultType.ParameterValue, n.Tip.Length > 0 ? n.Tip : n.Name)),
        ];
    }

    private static string Quoted(string name) => name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':')
        ? name
        : "'" + name.Replace("'", "''") + "'";
}
