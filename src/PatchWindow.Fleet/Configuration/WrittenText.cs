using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace PatchWindow.Fleet.Configuration;

/// <summary>What stands in a place of the configuration, short enough for a message.</summary>
internal static class WrittenText
{
    private const int Longest = 60;

    // A password may be in the store's section, and with its connection string it may have slipped to any other place.
    private static readonly Regex MayBeSecret = new("passw|pwd|secret|token|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary><c>'Sat 22:00'</c>, <c>true</c>, <c>[ "a", "b" ]</c> or <c>{ "text": "Sat" }</c>; null for what nobody should see.</summary>
    public static string? Of(IConfigurationSection section)
    {
        if (section.Path.Split(':')[0].Equals("store", StringComparison.OrdinalIgnoreCase) || MayBeSecret.IsMatch(Json(section))) return null;
        var text = section.Value is { } value ? (IsBoolean(value) ? value.ToLowerInvariant() : $"'{value}'") : Json(section);
        return text.Length <= Longest ? text : text.Substring(0, Longest) + "…";
    }

    // What Microsoft.Extensions.Configuration makes of JSON's true and false. Nothing tells them from these words in quotes, which
    // nobody writes with a capital.
    public static bool IsBoolean(string? text) => text is "True" or "False";

    private static string Json(IConfigurationSection section)
    {
        if (section.Value is { } value)
            return IsBoolean(value) ? value.ToLowerInvariant() : double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? value : $"\"{value}\"";
        var parts = section.GetChildren().ToList();
        if (parts.Count == 0) return "{ }";
        return SettingReader.IsList(section)
            ? $"[ {string.Join(", ", parts.Select(Json))} ]"
            : $"{{ {string.Join(", ", parts.Select(p => $"\"{p.Key}\": {Json(p)}"))} }}";
    }
}
