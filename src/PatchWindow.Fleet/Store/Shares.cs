using System.Text.Json;

namespace PatchWindow.Fleet.Store;

/// <summary>What a host shares budgets by, as one text: hosts with the same text wait for the same budgets.</summary>
internal static class Shares
{
    public static string Write(IReadOnlyList<string> budgets) => JsonSerializer.Serialize(budgets.ToArray());

    public static IReadOnlyList<string> Read(string share) => JsonSerializer.Deserialize<string[]>(share) ?? [];
}
