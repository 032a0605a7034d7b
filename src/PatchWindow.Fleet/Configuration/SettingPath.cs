using System.Globalization;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Places in a configuration file as people write them: <c>policies.prod-web.schedules[0].text</c>.</summary>
internal static class SettingPath
{
    /// <summary>From the key that Microsoft.Extensions.Configuration uses (<c>policies:prod-web:schedules:0:text</c>).</summary>
    public static string Of(string key) => string.Concat(key.Split([':'], StringSplitOptions.RemoveEmptyEntries).Select((part, i) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"[{part}]" : i == 0 ? part : "." + part));
}
