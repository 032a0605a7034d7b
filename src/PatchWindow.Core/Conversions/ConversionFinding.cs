namespace PatchWindow.Core.Conversions;

/// <summary>What goes wrong between a schedule and somebody else's text, in the same words for every format.</summary>
internal static class ConversionFinding
{
    /// <summary>Something that is lost; the windows differ in nothing else.</summary>
    /// <param name="property">The property of <see cref="Schedule"/> that it stands in.</param>
    /// <param name="message">What it is and what becomes of the windows.</param>
    /// <param name="suggestion">What to do about it.</param>
    public static Finding Loss(string property, string message, string? suggestion = null) => new()
    {
        Code = "ConversionLoss", Severity = FindingSeverity.Warning, Kind = FindingKind.InvalidData, Path = property, Message = message,
        Suggestion = suggestion,
    };

    /// <summary>A recurrence that a format has no way to say.</summary>
    public static Finding Impossible(string format, string reason, string? suggestion = null) => new()
    {
        Code = "ConversionImpossible",
        Kind = FindingKind.InvalidArgument,
        Message = $"{format} cannot say this schedule: {reason}",
        Suggestion = suggestion,
    };

    /// <summary>A text that is not of its format.</summary>
    public static Finding Unreadable(string format, string text, string reason, string? suggestion = null) => new()
    {
        Code = format + "Invalid",
        Kind = FindingKind.InvalidArgument,
        Message = $"The {format} text '{Short(text)}' cannot be read: {reason}",
        Suggestion = suggestion,
    };

    private static string Short(string text)
    {
        var line = text.Trim().Replace("\r", "").Replace("\n", " ");
        return line.Length <= 80 ? line : line.Substring(0, 77) + "...";
    }
}
