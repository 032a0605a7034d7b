using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PatchWindow.PackageScripts;

/// <summary>What a script wrote, as plain values: what reads them knows no PowerShell.</summary>
internal static class ScriptValue
{
    /// <summary>Text, bool, long, double, DateTimeOffset, a list of such, null; a hashtable or an object with properties as a dictionary.</summary>
    public static object? Of(object? written)
    {
        var whole = written as PSObject;
        var value = whole?.BaseObject ?? written;
        return value switch
        {
            null or string or bool or double or DateTimeOffset => value,
            char or Version or Enum or Uri => value.ToString(),
            byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            float or decimal or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            DateTime moment => new DateTimeOffset(moment),
            IDictionary map => Map(map.Keys.Cast<object>().Select(k => (k.ToString()!, (object?)map[k]))),
            IEnumerable list => list.Cast<object?>().Select(Of).ToList(),
            _ when whole is not null && value is PSCustomObject => Map(whole.Properties.Select(p => (p.Name, (object?)p.Value))),
            _ => value,
        };
    }

    private static Dictionary<string, object?> Map(IEnumerable<(string Name, object? Value)> values)
    {
        var map = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values) map[name] = Of(value);
        return map;
    }
}
