namespace PatchWindow.Fleet.Transports;

/// <summary>What a script is written in.</summary>
public enum ScriptLanguage
{
    /// <summary>POSIX sh.</summary>
    Shell,

    /// <summary>Windows PowerShell 5.1 and later.</summary>
    PowerShell,
}
