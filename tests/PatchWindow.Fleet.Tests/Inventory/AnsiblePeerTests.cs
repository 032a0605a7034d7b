using System.Diagnostics;
using System.Text.Json;

namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>Inventories of Ansible beside what <c>ansible-inventory --list</c> (Debian: ansible-core) says of the same file.</summary>
public sealed class AnsiblePeerTests(ITestOutputHelper output)
{
    private const string Program = "/usr/bin/ansible-inventory";

    private static readonly string[] Mapped = ["ansible_host", "ansible_user", "ansible_connection"];

    [Theory]
    [InlineData("site.ini")]
    [InlineData("site.yml")]
    public void Hosts_groups_and_variables_are_those_that_Ansible_reads(string sample)
    {
        Assert.SkipUnless(File.Exists(Program), $"there is no {Program}");
        var path = InventoryFolder.Sample(sample);
        using var theirs = JsonDocument.Parse(Ask(path));
        var (ours, _) = InventoryFolder.ReadOne(sample, File.ReadAllText(path));
        var variables = theirs.RootElement.GetProperty("_meta").GetProperty("hostvars");
        var groups = GroupsOf(theirs.RootElement);

        Assert.Equal(groups.Keys.Order(), ours.Select(h => h.Name).Order());
        foreach (var host in ours)
        {
            var its = variables.TryGetProperty(host.Name, out var found) ? found.EnumerateObject().ToDictionary(v => v.Name, v => v.Value) : [];
            Assert.Equal(Text(its, "ansible_host"), host.Address);
            Assert.Equal(Text(its, "ansible_user"), host.User);
            Assert.Equal(Text(its, "ansible_connection") ?? "ssh", host.Transport);
            var wanted = its.Where(v => !Mapped.Contains(v.Key) && Text(its, v.Key) is not null).Select(v => $"{v.Key}={Text(its, v.Key)}")
                .Concat(groups[host.Name].Select(g => $"{g}=true"));
            Assert.Equal(wanted.Order(StringComparer.Ordinal), host.Tags.Select(t => $"{t.Key}={Value(t.Key, t.Value)}").Order(StringComparer.Ordinal));
        }

        output.WriteLine($"{sample}: {ours.Length} hosts agree");
    }

    // PyYAML takes yes for true, and a tag keeps the word.
    private static string Value(string tag, string text) => tag == "patch" && text == "yes" ? "true" : text;

    private static string? Text(Dictionary<string, JsonElement> variables, string name) => !variables.TryGetValue(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    // Each host with the groups it is in, directly or through others; all and ungrouped are no groups that anyone made.
    private static Dictionary<string, HashSet<string>> GroupsOf(JsonElement root)
    {
        var hosts = new Dictionary<string, HashSet<string>>();
        void Walk(string group, string[] within)
        {
            if (!root.TryGetProperty(group, out var its)) return;
            string[] inside = group is "all" or "ungrouped" ? within : [.. within, group];
            if (its.TryGetProperty("hosts", out var list))
            {
                foreach (var name in list.EnumerateArray().Select(h => h.GetString()!))
                {
                    if (!hosts.TryGetValue(name, out var of)) hosts[name] = of = [];
                    of.UnionWith(inside);
                }
            }

            if (!its.TryGetProperty("children", out var children)) return;
            foreach (var child in children.EnumerateArray()) Walk(child.GetString()!, inside);
        }

        Walk("all", []);
        return hosts;
    }

    private static string Ask(string path)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-i", path, "--list"]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = "C.UTF-8" } })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return said;
    }
}
