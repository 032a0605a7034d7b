using System.Globalization;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Local dates and times as people write them.</summary>
internal static class LocalMoment
{
    private static readonly string[] WithTime =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    public static bool TryParse(string text, out DateTime moment, out bool dateOnly)
    {
        dateOnly = DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
        return dateOnly || DateTime.TryParseExact(text, WithTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }
}
