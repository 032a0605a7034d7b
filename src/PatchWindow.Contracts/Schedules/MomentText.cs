using System.Globalization;

namespace PatchWindow;

/// <summary>
/// Dates and moments as messages show them: <c>2026-12-11 22:00 +01:00</c>. The same whatever the culture, so that a sentence
/// in a log can be searched for and no reader has to ask which calendar is meant.
/// </summary>
public static class MomentText
{
    /// <summary>A moment to the minute, on the clock of its own offset.</summary>
    public static string Format(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    /// <summary>A local date and time to the minute; its kind is not shown.</summary>
    public static string Format(DateTime local) => local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The date alone.</summary>
    public static string FormatDate(DateTime local) => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The time of day alone, to the second, for lines that follow each other on one day.</summary>
    public static string FormatTime(DateTimeOffset moment) => moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
