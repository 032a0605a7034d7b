namespace PatchWindow.Core.Filters;

/// <summary>What may be asked of a host: its name, address and transport, and by any other word its tag of that name.</summary>
/// <param name="missing">Receives every tag that is looked for on a host that does not have it; null for nobody.</param>
internal sealed class HostWords(Action<string>? missing = null) : FilterVocabulary<ManagedHost>
{
    public static readonly HostWords Instance = new();

    public override string FaultCode => "TargetFilterInvalid";

    public override string Example => "env = prod and role in (web, api) and not name like test*";

    public override string Left => "a tag, 'name', 'not' or '('";

    public override FilterField<ManagedHost> Field(string word, out string? fault)
    {
        fault = null;
        return new TextField<ManagedHost>(word, TextOf(word));
    }

    /// <summary>What a host has under a word; null for nothing.</summary>
    public Func<ManagedHost, string?> TextOf(string word) => word.ToUpperInvariant() switch
    {
        "NAME" => host => host.Name,
        "ADDRESS" => host => host.Address ?? host.Name,
        "TRANSPORT" => host => host.Transport,
        _ => host => host.Tags.TryGetValue(word, out var value) ? value : Missing(word),
    };

    private string? Missing(string tag)
    {
        missing?.Invoke(tag);
        return null;
    }
}
