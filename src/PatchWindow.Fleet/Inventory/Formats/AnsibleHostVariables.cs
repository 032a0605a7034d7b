namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>Makes of a host's variables what is known of a host.</summary>
internal static class AnsibleHostVariables
{
    /// <summary>Stands for a value that is there and cannot be read.</summary>
    public const string Unread = "\0";

    private static readonly string[] Addresses = ["ansible_host", "ansible_ssh_host"], Ports = ["ansible_port", "ansible_ssh_port"],
        Users = ["ansible_user", "ansible_ssh_user"], Connections = ["ansible_connection"];

    // With a prefix: package_manager is a variable of many a role, and means whatever that role does.
    private const string PackageManager = "patchwindow_package_manager";

    private static readonly string[] SshConnections = ["ssh", "smart", "paramiko", "paramiko_ssh", "ansible.builtin.ssh", "ansible.builtin.paramiko_ssh"];

    private static readonly string[] WindowsConnections = ["psrp", "winrm", "ansible.builtin.psrp", "ansible.builtin.winrm"];

    /// <summary>Whether a variable says which machine is meant: without it another one may be reached.</summary>
    public static bool SaysWhere(string variable) => Addresses.Contains(variable) || Connections.Contains(variable);

    /// <param name="host">Receives what the variables say.</param>
    /// <param name="variables">The variables; null where one has no value.</param>
    /// <param name="file">Where findings go.</param>
    /// <param name="isGroup">Whether a name is that of a group.</param>
    public static void Apply(ListedHost host, Dictionary<string, string?> variables, InventoryFile file, Func<string, bool> isGroup)
    {
        string? First(string[] names) => names.Select(n => variables.TryGetValue(n, out var value) ? value : null).FirstOrDefault(v => v is not null);
        host.Address = First(Addresses);
        host.User = First(Users);
        var (connection, port) = (First(Connections), First(Ports));
        if (host.Address == Unread || connection == Unread)
        {
            (host.Address, host.IsFaulty) = (null, true);
            return;
        }

        host.Transport = connection is null ? null : TransportOf(connection);
        if (connection is not null && host.Transport is null)
        {
            file.Warn(host.Place, "InventoryConnectionUnknown", $"The host '{host.Name}' is reached with '{connection}', which is no transport here: it is left out.",
                "ansible_connection is ssh, local, psrp or winrm for hosts that are patched.");
            host.IsFaulty = true;
        }

        if (port is not null && port != "22" && host.Transport is null or "ssh")
        {
            file.Warn(host.Place, "InventoryPortNotRead", $"The host '{host.Name}' has the port {port}, and ports are not read from inventories.",
                $"Write the port into the SSH client's configuration: Host {host.Address ?? host.Name}, Port {port}.");
        }

        foreach (var variable in variables)
        {
            if (variable.Value is not { } value || SaysWhere(variable.Key) || Users.Contains(variable.Key)) continue;
            if (string.Equals(variable.Key, "timeZone", StringComparison.OrdinalIgnoreCase)) host.TimeZone = value;
            else if (variable.Key == PackageManager) host.PackageManager = value;
            else if (!isGroup(variable.Key)) host.Tags[variable.Key] = value;
        }
    }

    private static string? TransportOf(string connection) => connection switch
    {
        "local" or "ansible.builtin.local" => "local",
        _ when SshConnections.Contains(connection) => "ssh",
        _ when WindowsConnections.Contains(connection) => "psrp",
        _ => null,
    };
}
