namespace PatchWindow.Console;

/// <summary>What one key did to the line as a whole.</summary>
internal enum EditResult
{
    Editing,
    Accept,

    /// <summary>Ctrl+C: what was typed is not wanted.</summary>
    Abandon,

    /// <summary>Ctrl+D on an empty line.</summary>
    EndOfInput,

    ClearScreen,
}
