namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>A part of a YAML document.</summary>
/// <param name="Tag">A tag that it is marked with (<c>!vault</c>); null for none that matters.</param>
/// <param name="Line">The line it stands in, counted from 1.</param>
internal abstract record YamlNode(string? Tag, long Line)
{
    /// <summary>How many nodes it is with all its parts, each time that an alias repeats them.</summary>
    public long Size { get; init; } = 1;
}

/// <summary>A text.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsPlain">Whether it stands without quotes, so that <c>null</c> is no text.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, string? Tag, long Line) : YamlNode(Tag, Line)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(IReadOnlyList<YamlNode> Items, string? Tag, long Line) : YamlNode(Tag, Line);

/// <summary>Keys, each with a node; merged ones (<c>&lt;&lt;</c>) are among them.</summary>
internal sealed record YamlMap(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries, string? Tag, long Line) : YamlNode(Tag, Line);
