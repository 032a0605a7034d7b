using System.Text.Json;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>JSON's values as the texts that tags hold.</summary>
internal static class JsonText
{
    /// <summary>The text of a value; null for null, a list and an object.</summary>
    public static string? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
