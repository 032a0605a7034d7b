using System.Globalization;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>
/// What every form of an Ansible inventory says: groups, hosts and variables. A host's groups, and the groups those are in, become
/// tags of their names with the value <c>true</c>; variables become tags too, but for those that say how a host is reached.
/// </summary>
/// <remarks>
/// Of variables that are given several times the host's own wins, then that of the nearer group, as in Ansible: "Using multiple
/// inventory sources" and "How variables are merged" of its guide. Nothing is ever evaluated, decrypted or run.
/// </remarks>
internal sealed class AnsibleGroups(InventoryFile file)
{
    private const string All = "all", Ungrouped = "ungrouped";

    // "[web[0:999999999]]" is a typing error.
    private const int MostHosts = 1_000_000;

    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Member> hosts = new(StringComparer.Ordinal);
    private readonly List<Member> inOrder = [];

    /// <summary>Whether a group was named so far.</summary>
    public bool Has(string group) => group is All or Ungrouped || groups.ContainsKey(group);

    public void AddGroup(string group) => _ = GroupOf(group);

    /// <summary>Puts hosts into a group, by a name or a range such as <c>web[01:50].example.com</c>; null where it is none.</summary>
    public IReadOnlyList<string>? AddHosts(string group, string pattern, string place)
    {
        var its = GroupOf(group);
        if (!AnsibleHostRange.Expand(pattern, MostHosts - hosts.Count).TryGet(out var range, out var problem))
        {
            file.Fault(place, problem.Code, problem.Message, problem.Suggestion);
            return null;
        }

        foreach (var name in range.Names)
        {
            if (!hosts.TryGetValue(name, out var member))
            {
                hosts[name] = member = new Member(name, place);
                inOrder.Add(member);
            }

            if (group is not (All or Ungrouped)) member.Groups.Add(its);
            if (range.Port is { } port) member.Variables["ansible_port"] = port;
        }

        return range.Names;
    }

    public void AddChild(string parent, string child, string place)
    {
        // Every group is in all.
        var (above, below) = (GroupOf(parent), GroupOf(child));
        if (parent != All) below.Parents[above] = place;
    }

    /// <summary>Sets a variable of a group.</summary>
    public void SetGroupVariable(string group, string name, AnsibleValue value, string place)
    {
        var its = GroupOf(group);
        if (name == "ansible_group_priority" && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority))
            its.Priority = priority;
        else
            its.Variables[name] = Read(name, value, place);
    }

    /// <summary>Sets a variable of hosts that were added.</summary>
    public void SetHostVariable(IEnumerable<string> names, string name, AnsibleValue value, string place)
    {
        var read = Read(name, value, place);
        foreach (var host in names) hosts[host].Variables[name] = read;
    }

    /// <summary>The hosts, with what their groups say of them.</summary>
    public IEnumerable<ListedHost> Hosts()
    {
        FindDepths();
        foreach (var name in groups.Values.SelectMany(g => g.Variables.Keys).Concat(inOrder.SelectMany(h => h.Variables.Keys)).Where(Has).Distinct())
        {
            file.Warn(file.Path, "InventoryVariableHidden", $"'{name}' is a variable and a group; the tag '{name}' tells who is in the group, and the variable is no tag.",
                "Rename one of the two.");
        }

        return inOrder.Select(HostOf);
    }

    private Group GroupOf(string name)
    {
        if (!groups.TryGetValue(name, out var group)) groups[name] = group = new Group(name);
        return group;
    }

    // A value that cannot be read still takes the place of what a wider group says, which is not what is meant.
    private string? Read(string name, AnsibleValue value, string place)
    {
        if (value.Text is null && value.Because is null) return null;
        if (file.IsSecret(name, place)) return null;
        if (value.Because is null) return value.Text;
        if (AnsibleHostVariables.SaysWhere(name))
        {
            file.FaultOfHosts(place, value.Code!, $"'{name}' {value.Because}: which machine is meant is not known, and what it is said of is left out.", "Write the value itself.");
            return AnsibleHostVariables.Unread;
        }

        if (value == AnsibleValue.Nested) file.Inform(place, value.Code!, $"'{name}' {value.Because}, and is no tag.");
        else file.Warn(place, value.Code!, $"'{name}' {value.Because}: it is no tag.", "Write the value itself if a policy is to ask for it.");
        return null;
    }

    private ListedHost HostOf(Member member)
    {
        var host = new ListedHost(member.Name, member.Place);
        var its = GroupsOf(member);
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        void Take(Dictionary<string, string?> more)
        {
            foreach (var variable in more) variables[variable.Key] = variable.Value;
        }

        if (groups.TryGetValue(All, out var all)) Take(all.Variables);
        if (member.Groups.Count == 0 && groups.TryGetValue(Ungrouped, out var ungrouped)) Take(ungrouped.Variables);
        foreach (var group in its.OrderBy(g => g.Depth).ThenBy(g => g.Priority).ThenBy(g => g.Name, StringComparer.Ordinal)) Take(group.Variables);
        Take(member.Variables);
        AnsibleHostVariables.Apply(host, variables, file, Has);
        foreach (var group in its) host.Tags[group.Name] = "true";
        return host;
    }

    private static HashSet<Group> GroupsOf(Member member)
    {
        var reached = new HashSet<Group>();
        var next = new Stack<Group>(member.Groups);
        while (next.Count > 0)
        {
            var group = next.Pop();
            if (!reached.Add(group)) continue;
            foreach (var parent in group.Parents.Keys) next.Push(parent);
        }

        return reached;
    }

    // How far each group is below all, by the longest way. What is left over at the end is in itself.
    private void FindDepths()
    {
        var children = groups.Values.SelectMany(g => g.Parents.Keys, (child, parent) => (child, parent)).ToLookup(e => e.parent, e => e.child);
        var above = groups.Values.ToDictionary(g => g, g => g.Parents.Count);
        var next = new Queue<Group>(groups.Values.Where(g => g.Parents.Count == 0));
        while (next.Count > 0)
        {
            var group = next.Dequeue();
            above.Remove(group);
            foreach (var child in children[group])
            {
                child.Depth = Math.Max(child.Depth, group.Depth + 1);
                if (--above[child] == 0) next.Enqueue(child);
            }
        }

        if (above.Count == 0) return;
        var circle = above.Keys.First();
        file.Fault(circle.Parents.Values.First(), "InventoryInvalid", $"The group '{circle.Name}' is in a circle of groups that are in each other.", "A group cannot be in itself.");
    }

    private sealed class Member(string name, string place)
    {
        public string Name { get; } = name;

        public string Place { get; } = place;

        public HashSet<Group> Groups { get; } = [];

        public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Group(string name)
    {
        public string Name { get; } = name;

        public int Priority { get; set; } = 1;

        public int Depth { get; set; } = 1;

        /// <summary>The groups it is in, and where that is said.</summary>
        public Dictionary<Group, string> Parents { get; } = [];

        public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);
    }
}
