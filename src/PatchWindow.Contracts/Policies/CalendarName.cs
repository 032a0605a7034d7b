namespace PatchWindow;

/// <summary>What people call a calendar file by. The path is text here, and nobody asks a file system.</summary>
public static class CalendarName
{
    /// <summary>The last part of a path, whichever way its parts are divided.</summary>
    public static string Of(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}
