namespace PatchWindow.Core.Filters;

/// <summary>What may be asked of a host: its name, address and transport, and by any other word its tag of that name.</summary>
internal sealed class HostWords : FilterVocabulary<ManagedHost>
{
    public static readonly HostWords Instance = new();

    public override string FaultCode => "TargetFilterInvalid";

    public override string Example => "env = prod and role in (web, api) and not name like test*";

    public override string Left => "a tag, 'name', 'not' or '('";

    public override FilterField<ManagedHost> Field(string word, out string? fault)
    {
        fault = null;
        return new TextField<ManagedHost>(word, word.ToUpperInvariant() switch
        {
            "NAME" => host => host.Name,
            "ADDRESS" => host => host.Address ?? host.Name,
            "TRANSPORT" => host => host.Transport,
            _ => host => host.Tags.TryGetValue(word, out var value) ? value : null,
        });
    }
}
