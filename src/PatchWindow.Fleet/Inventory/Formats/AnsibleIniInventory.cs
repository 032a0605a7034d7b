using System.Text.RegularExpressions;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>
/// Ansible's INI inventory: hosts with ranges and variables, in groups; <c>[group:vars]</c> and <c>[group:children]</c>. It is read
/// as Ansible's own plugin <c>ini</c> reads it.
/// </summary>
internal sealed class AnsibleIniInventory : IInventoryFormat
{
    private static readonly Regex Section = new(@"^\[(?<group>[^:\]\s]+)(?::(?<kind>\w+))?\]\s*(?:#.*)?\z", RegexOptions.CultureInvariant);
    private static readonly Regex GroupName = new(@"^(?<group>[^:\]\s]+)\s*(?:#.*)?\z", RegexOptions.CultureInvariant);
    private static readonly string[] Kinds = ["hosts", "vars", "children"];

    public string Name => "AnsibleIni";

    public bool Names(string fileName) => InventoryFormats.EndsWith(fileName, ".ini") || InventoryFormats.Is(fileName, "hosts");

    public IEnumerable<ListedHost> Read(InventoryFile file) => AnsibleFile.IsStatic(file) ? new Reading(file).Hosts() : [];

    // One pass over the lines. Groups that sections speak of may be declared later.
    private sealed class Reading(InventoryFile file)
    {
        private readonly AnsibleGroups groups = new(file);
        private readonly HashSet<string> declared = new(StringComparer.Ordinal) { "all", "ungrouped" };
        private readonly Dictionary<string, string> spokenOf = new(StringComparer.Ordinal);
        private string group = "ungrouped", kind = "hosts";

        public IEnumerable<ListedHost> Hosts()
        {
            var number = 0;
            foreach (var raw in file.Text.Split('\n'))
            {
                number++;
                var line = raw.Trim();
                if (line.Length > 0 && line[0] is not (';' or '#')) Line(line, file.At(number));
            }

            foreach (var missing in spokenOf.Where(s => !declared.Contains(s.Key)))
                file.Fault(missing.Value, "InventoryGroupUnknown", $"There is no group '{missing.Key}'.", $"Write [{missing.Key}], with its hosts below.");
            return groups.Hosts();
        }

        private void Line(string line, string place)
        {
            var section = Section.Match(line);
            if (section.Success)
            {
                Begin(section, place);
                return;
            }

            if (line[0] == '[' && line[line.Length - 1] == ']')
            {
                file.Fault(place, "InventoryInvalid", $"'{Shown(line)}' is no section.", "Write [group], [group:vars] or [group:children].");
                kind = "";
                return;
            }

            if (kind == "hosts") Host(line, place);
            else if (kind == "vars") Variable(line, place);
            else if (kind == "children") Child(line, place);
        }

        private void Begin(Match section, string place)
        {
            group = section.Groups["group"].Value;
            kind = section.Groups["kind"].Success ? section.Groups["kind"].Value : "hosts";
            if (!Kinds.Contains(kind))
            {
                file.Fault(place, "InventoryInvalid", $"'{kind}' is no kind of section.{NearestWord.Question(NearestWord.To(kind, Kinds))}", "Write [group], [group:vars] or [group:children].");
                kind = "";
            }
            else if (kind == "vars")
            {
                SpeakOf(group, place);
            }
            else
            {
                declared.Add(group);
                groups.AddGroup(group);
            }
        }

        private void Host(string line, string place)
        {
            if (AnsibleWords.Split(line) is not { } words)
            {
                file.Fault(place, "InventoryInvalid", $"'{Shown(line)}' has a quote that never ends.");
                return;
            }

            if (words.Count == 0) return;
            var wrong = words.Skip(1).FirstOrDefault(w => w.IndexOf('=') < 1);
            var names = words[0].IndexOf('=') >= 0 ? null : groups.AddHosts(group, words[0], place);
            if (words[0].IndexOf('=') >= 0 || wrong is not null)
            {
                file.Fault(place, "InventoryInvalid", $"'{Shown(wrong ?? words[0])}' stands where {(wrong is null ? "a host" : "name=value")} should.",
                    wrong is null ? "Variables of a group stand in [group:vars]." : "A host stands on a line of its own; a value with spaces stands in quotes.");
            }

            if (names is null) return;
            foreach (var word in words.Skip(1))
            {
                var equals = word.IndexOf('=');
                if (equals > 0) groups.SetHostVariable(names, word.Substring(0, equals), AnsibleValue.Of(AnsibleWords.Value(word.Substring(equals + 1))), place);
            }
        }

        private void Variable(string line, string place)
        {
            var equals = line.IndexOf('=');
            if (equals > 0)
                groups.SetGroupVariable(group, line.Substring(0, equals).Trim(), AnsibleValue.Of(AnsibleWords.Value(line.Substring(equals + 1).Trim())), place);
            else
                file.Fault(place, "InventoryInvalid", $"'{Shown(line)}' stands where name=value should.");
        }

        private void Child(string line, string place)
        {
            var child = GroupName.Match(line);
            if (!child.Success)
            {
                file.Fault(place, "InventoryInvalid", $"'{Shown(line)}' is no group's name.", "Below [group:children] stands one group a line.");
                return;
            }

            var name = child.Groups["group"].Value;
            SpeakOf(name, place);
            groups.AddChild(group, name, place);
        }

        private void SpeakOf(string name, string place)
        {
            if (!spokenOf.ContainsKey(name)) spokenOf[name] = place;
        }

        private static string Shown(string text) => text.Length <= 60 ? text : text.Substring(0, 60) + "…";
    }
}
