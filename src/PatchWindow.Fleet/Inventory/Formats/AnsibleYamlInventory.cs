using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>Ansible's YAML inventory: groups with <c>hosts</c>, <c>vars</c> and <c>children</c>, read as Ansible's own plugin <c>yaml</c> reads it.</summary>
internal sealed class AnsibleYamlInventory : IInventoryFormat
{
    private static readonly string[] Words = ["hosts", "vars", "children"];

    public string Name => "AnsibleYaml";

    public bool Names(string fileName) => InventoryFormats.EndsWith(fileName, ".yml", ".yaml");

    public IEnumerable<ListedHost> Read(InventoryFile file)
    {
        if (!AnsibleFile.IsStatic(file) || !YamlTree.TryRead(file, out var root)) return [];
        if (root is not YamlMap map)
        {
            file.Fault(file.Path, root is null ? "InventoryEmpty" : "InventoryInvalid",
                $"The inventory '{file.Path}' {(root is null ? "is empty" : "has no groups")}.", "It begins with a group: all: { hosts: { web01: } }.");
            return [];
        }

        var plugin = map.Entries.Where(e => e.Key.Text == "plugin").Select(e => e.Value).OfType<YamlScalar>().FirstOrDefault();
        if (plugin is not null)
        {
            file.Fault(file.At(plugin.Line), "InventoryIsProgram", $"The inventory '{file.Path}' asks the plugin '{plugin.Text}' (a dynamic inventory), and inventories are never run.",
                $"Let Ansible ask it, and name what it prints: ansible-inventory -i {file.Path} --list > hosts.json.");
            return [];
        }

        var groups = new AnsibleGroups(file);
        foreach (var entry in map.Entries) Group(file, groups, entry.Key, entry.Value);
        return groups.Hosts();
    }

    private static void Group(InventoryFile file, AnsibleGroups groups, YamlScalar name, YamlNode content)
    {
        var group = name.Text;
        if (content is not YamlMap map || content.Tag is not null)
        {
            groups.AddGroup(group);
            if (content is not YamlScalar { IsNull: true })
                file.Warn(file.At(name.Line), "InventoryGroupNotRead", $"'{group}' is no group: a group has hosts, vars or children.", "Is it a host? Hosts stand below 'hosts:' of a group.");
            return;
        }

        groups.AddGroup(group);
        foreach (var part in map.Entries)
        {
            switch (part.Key.Text)
            {
                case "hosts":
                    foreach (var (host, value) in Entries(file, part)) Host(file, groups, group, host, value);
                    break;
                case "vars":
                    foreach (var (variable, value) in Entries(file, part))
                        groups.SetGroupVariable(group, variable.Text, ValueOf(value), file.At(variable.Line));
                    break;
                case "children":
                    foreach (var (child, value) in Entries(file, part))
                    {
                        Group(file, groups, child, value);
                        groups.AddChild(group, child.Text, file.At(child.Line));
                    }

                    break;
                default:
                    file.Warn(file.At(part.Key.Line), "InventoryWordUnknown",
                        $"'{part.Key.Text}' is not known in the group '{group}' and is not read.{NearestWord.Question(NearestWord.To(part.Key.Text, Words))}", "A group has hosts, vars and children.");
                    break;
            }
        }
    }

    private static void Host(InventoryFile file, AnsibleGroups groups, string group, YamlScalar host, YamlNode value)
    {
        var place = file.At(host.Line);
        if (groups.AddHosts(group, host.Text, place) is not { } names) return;
        if (value is YamlMap { Tag: null } variables)
        {
            foreach (var variable in variables.Entries)
                groups.SetHostVariable(names, variable.Key.Text, ValueOf(variable.Value), file.At(variable.Key.Line));
        }
        else if (value is not YamlScalar { IsNull: true })
        {
            file.Fault(place, "InventoryInvalid", $"What stands below the host '{host.Text}' are no variables.", "Write name: value below it, or nothing.");
        }
    }

    // A name alone is a list of one; a list is what people write who come from somewhere else.
    private static IEnumerable<(YamlScalar Name, YamlNode Value)> Entries(InventoryFile file, KeyValuePair<YamlScalar, YamlNode> part)
    {
        switch (part.Value)
        {
            case YamlMap { Tag: null } map:
                return map.Entries.Select(e => (e.Key, e.Value));
            case YamlScalar { IsNull: true }:
                return [];
            case YamlScalar { Tag: null } name when part.Key.Text != "vars":
                return [(name, new YamlScalar("", true, null, name.Line))];
            default:
                file.Fault(file.At(part.Key.Line), "InventoryInvalid", $"'{part.Key.Text}' must be an object: each {(part.Key.Text == "vars" ? "variable" : "name")} with a colon after it.",
                    part.Key.Text == "vars" ? "Write env: prod." : "Write web01: and not - web01.");
                return [];
        }
    }

    private static AnsibleValue ValueOf(YamlNode node) => node switch
    {
        { Tag: "!vault" or "!vault-encrypted" } => AnsibleValue.Vaulted,

        // What is unsafe is a text as it is, and no template.
        YamlScalar { Tag: "!unsafe" } text => new AnsibleValue(text.Text),
        { Tag: { } tag } => AnsibleValue.Tagged(tag),
        YamlScalar { IsNull: true } => AnsibleValue.None,
        YamlScalar text => AnsibleValue.Of(text.Text),
        _ => AnsibleValue.Nested,
    };
}
