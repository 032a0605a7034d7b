namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>The value of a variable as far as it can be read without evaluating, decrypting or running anything.</summary>
/// <param name="Text">The text; null where there is none.</param>
/// <param name="Code">What a finding about it is called; null where there is nothing to report.</param>
/// <param name="Because">Why there is no text, after the variable's name.</param>
internal readonly record struct AnsibleValue(string? Text, string? Code = null, string? Because = null)
{
    /// <summary>No value: YAML's null.</summary>
    public static AnsibleValue None => new(null);

    /// <summary>A value that Ansible would decrypt.</summary>
    public static AnsibleValue Vaulted => new(null, "InventoryVaultNotRead", "is encrypted");

    /// <summary>A list or an object.</summary>
    public static AnsibleValue Nested => new(null, "InventoryValueNotRead", "is a list or an object");

    /// <summary>A text, unless it is a template.</summary>
    public static AnsibleValue Of(string text)
    {
        var isTemplate = text.IndexOf("{{", StringComparison.Ordinal) >= 0 || text.IndexOf("{%", StringComparison.Ordinal) >= 0;
        return isTemplate ? new(null, "InventoryTemplateNotRead", "is a template, and templates are not evaluated") : new(text);
    }

    /// <summary>A value with a YAML tag that would have to be constructed.</summary>
    public static AnsibleValue Tagged(string tag) => new(null, "InventoryValueNotRead", $"is marked {tag}, which is not evaluated");
}
