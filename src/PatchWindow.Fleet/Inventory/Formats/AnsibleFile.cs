namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>What every form of an Ansible inventory is asked before it is read.</summary>
internal static class AnsibleFile
{
    /// <summary>Whether the file lists hosts itself. A program, and a file that Ansible would have to decrypt, are refused by name.</summary>
    public static bool IsStatic(InventoryFile file)
    {
        if (file.Text.StartsWith("#!", StringComparison.Ordinal))
        {
            file.Fault(file.Path, "InventoryIsProgram", $"The inventory '{file.Path}' is a program (a dynamic inventory), and inventories are never run.",
                $"Let it be run by whom you trust, and name what it prints: ansible-inventory -i {file.Path} --list > hosts.json.");
            return false;
        }

        if (file.Text.StartsWith("$ANSIBLE_VAULT;", StringComparison.Ordinal))
        {
            file.Fault(file.Path, "InventoryVaultNotRead", $"The inventory '{file.Path}' is encrypted, and nothing is decrypted.", "Keep hosts in a file of their own, not encrypted.");
            return false;
        }

        foreach (var folder in new[] { "group_vars", "host_vars" })
        {
            var path = Path.Combine(Path.GetDirectoryName(file.Path) ?? "", folder);
            if (Directory.Exists(path)) file.Inform(file.Path, "InventoryFolderNotRead", $"The folder '{path}' is not read: the variables in it become no tags.");
        }

        return true;
    }
}
