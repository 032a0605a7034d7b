using System.Text.Json;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>What <c>ansible-inventory --list</c> prints: groups with their hosts and children, and every host's variables in <c>_meta</c>.</summary>
internal static class AnsibleJson
{
    /// <summary>Whether an object is a list of groups.</summary>
    public static bool Is(JsonElement root) => root.EnumerateObject().Any() && root.EnumerateObject().All(p =>
        p.Value.ValueKind == JsonValueKind.Object && p.Value.EnumerateObject().All(w => w.Name is "hosts" or "children" or "vars"));

    public static IReadOnlyList<ListedHost> Read(InventoryFile file, JsonElement root)
    {
        var groups = new AnsibleGroups(file);
        foreach (var group in root.EnumerateObject().Where(g => g.Name != "_meta"))
        {
            groups.AddGroup(group.Name);
            if (group.Value.ValueKind != JsonValueKind.Object)
            {
                file.Fault(file.At(group.Name), "InventoryInvalid", $"'{group.Name}' is no group: a group is an object with hosts, children or vars.");
                continue;
            }

            foreach (var host in Texts(file, group, "hosts")) _ = groups.AddHosts(group.Name, host, file.At(group.Name + ".hosts"));
            foreach (var child in Texts(file, group, "children")) groups.AddChild(group.Name, child, file.At(group.Name + ".children"));
            if (!group.Value.TryGetProperty("vars", out var variables) || variables.ValueKind != JsonValueKind.Object) continue;
            foreach (var variable in variables.EnumerateObject())
                groups.SetGroupVariable(group.Name, variable.Name, ValueOf(variable.Value), file.At($"{group.Name}.vars.{variable.Name}"));
        }

        if (root.TryGetProperty("_meta", out var meta) && meta.ValueKind == JsonValueKind.Object
            && meta.TryGetProperty("hostvars", out var hosts) && hosts.ValueKind == JsonValueKind.Object)
        {
            foreach (var host in hosts.EnumerateObject())
            {
                var place = file.At("_meta.hostvars." + host.Name);
                if (groups.AddHosts("all", host.Name, place) is not { } names || host.Value.ValueKind != JsonValueKind.Object) continue;
                foreach (var variable in host.Value.EnumerateObject()) groups.SetHostVariable(names, variable.Name, ValueOf(variable.Value), place);
            }
        }

        return [.. groups.Hosts()];
    }

    private static IEnumerable<string> Texts(InventoryFile file, JsonProperty group, string word)
    {
        if (!group.Value.TryGetProperty(word, out var list)) yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            file.Fault(file.At($"{group.Name}.{word}"), "InventoryInvalid", $"'{word}' must be a list of names.");
            yield break;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && JsonText.Of(item) is { } text) yield return text;
            else file.Fault(file.At($"{group.Name}.{word}"), "InventoryInvalid", $"'{word}' must be a list of names.");
        }
    }

    private static AnsibleValue ValueOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null) return AnsibleValue.None;
        if (value.ValueKind == JsonValueKind.Array) return AnsibleValue.Nested;
        if (value.ValueKind != JsonValueKind.Object) return AnsibleValue.Of(JsonText.Of(value)!);

        // How ansible-inventory prints what is encrypted, and what is no template.
        if (value.TryGetProperty("__ansible_vault", out _)) return AnsibleValue.Vaulted;
        return value.TryGetProperty("__ansible_unsafe", out var text) && text.ValueKind == JsonValueKind.String ? new AnsibleValue(JsonText.Of(text)) : AnsibleValue.Nested;
    }
}
