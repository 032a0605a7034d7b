using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PatchWindow.Console;

/// <summary>The one place that reaches past the engine's public surface; pwsh itself uses the same two members.</summary>
internal static class EngineInternals
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>
    /// Makes <c>exit N</c> in the next script file end the session instead of setting $LASTEXITCODE and going on.
    /// There is no public way to tell "exit 3" from "the last program said 3".
    /// </summary>
    public static void LetNextScriptExit(Runspace runspace)
    {
        var context = typeof(Runspace).GetProperty("ExecutionContext", Hidden)?.GetValue(runspace);
        var flag = context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Hidden) ?? throw Moved();
        flag.SetValue(context, true);
    }

    /// <summary>An error record as Out-Default expects it from the error stream; unmarked it is output like any other.</summary>
    public static PSObject AsError(ErrorRecord error)
    {
        var marked = new PSObject(error);
        var stream = typeof(PSObject).GetProperty("WriteStream", Hidden) ?? throw Moved();
        stream.SetValue(marked, Enum.Parse(stream.PropertyType, "Error"));
        return marked;
    }

    private static MissingMemberException Moved() => new("This version of the engine is built differently inside.");
}
