using System.Management.Automation.Language;

namespace PatchWindow.Console;

/// <summary>
/// The lines of standard input, for a script that names <c>$input</c>, as pwsh gives them. For any other script they
/// stay where they are: they may be the answers to its questions, or nobody may ever end them.
/// </summary>
internal sealed class PipedInput(Screen screen)
{
    public IReadOnlyList<string> LinesFor(string script)
    {
        if (screen.InputIsTerminal || !IsNamedIn(script))
            return [];
        var lines = new List<string>();
        while (System.Console.In.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>Whether the script itself names it; a function in it has a $input of its own.</summary>
    public static bool IsNamedIn(string script) => Parser.ParseInput(script, out _, out _)
        .FindAll(part => part is VariableExpressionAst { VariablePath: { IsVariable: true, UserPath: var name } }
            && name.Equals("input", StringComparison.OrdinalIgnoreCase), searchNestedScriptBlocks: false)
        .Any();
}
